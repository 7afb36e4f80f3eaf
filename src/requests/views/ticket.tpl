<div class="wrap">
<div class="page-head">
<h1>{{subject}}</h1>
<p class="muted"><span class="number">#{{number}}</span> · <time datetime="{{created_iso}}">{{created}}</time></p>
<div class="row" id="keadaan" data-segar>{{>status}}<span class="muted">{{status_meaning}}</span></div>
{{>read_mark}}
</div>
<div class="split">
<div class="stack loose">
{{#submitted}}
<div class="notice" data-kind="success" role="status" id="berhasil">[[icon:circle-check]]<div><p><strong>[[t.berhasil]]</strong></p><p>{{before_number}}<span class="number nowrap">{{submitted_number}}</span>{{after_number}}</p><p><strong>[[t.selanjutnya]]</strong></p><p>{{next_text}}</p></div></div>
{{/submitted}}
{{#asked}}
<div class="notice" data-kind="warning">[[icon:hourglass]]<div><p><strong>{{asked_text}}</strong></p><p>{{paused_text}}.</p></div></div>
{{/asked}}
{{#ask}}
<section class="ask" id="konfirmasi" aria-labelledby="h-konfirmasi">
<h2 id="h-konfirmasi">[[k.judul]]</h2>
<p>{{resolved_text}}</p>
{{#doubt}}
<div class="notice" data-kind="warning" role="alert" tabindex="-1" autofocus>[[icon:triangle-alert]]<div><p><strong>[[k.ragu]]</strong></p><p>[[k.ragu.isi]]</p><blockquote class="kept-lines">{{remark:pre_escape}}</blockquote></div></div>
<form method="post" action="/tiket/{{number}}/konfirmasi" class="buttons">
<input type="hidden" name="csrf" value="{{token}}">
<input type="hidden" name="submit_id" value="{{submit_id}}">
<input type="hidden" name="alasan" value="{{remark:pre_escape}}">
<input type="hidden" name="yakin" value="1">
<button class="button" type="submit" name="jawaban" value="belum">[[k.ragu.belum]]</button>
<button class="button quiet" type="submit" name="jawaban" value="ya">[[k.ragu.ya]]</button>
</form>
{{/doubt}}
{{#answers}}
<form class="answers" method="post" action="/tiket/{{number}}/konfirmasi" novalidate>
<input type="hidden" name="csrf" value="{{token}}">
<input type="hidden" name="submit_id" value="{{submit_id}}">
<button class="button primary large" type="submit" name="jawaban" value="ya">[[icon:check]][[k.ya]]</button>
<details{{#reason_open}} open{{/reason_open}}>
<summary class="button large">[[k.belum]]</summary>
<div class="stack">
<div class="field{{#reason_error}} invalid{{/reason_error}}">
<label for="alasan">[[k.belum.isi]]</label>
{{#reason_error}}<p class="error" id="alasan-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{reason_error_text}}</span></p>{{/reason_error}}
<textarea class="textarea" id="alasan" name="alasan" rows="4"{{#reason_error}} aria-invalid="true" aria-describedby="alasan-galat"{{/reason_error}}>{{reason:pre_escape}}</textarea>
</div>
<button class="button" type="submit" name="jawaban" value="belum">[[k.belum.kirim]]</button>
</div>
</details>
</form>
{{/answers}}
<p class="small muted">{{autoclose_text}}</p>
</section>
{{/ask}}
{{#confirmed}}
<section class="ask" id="konfirmasi" aria-labelledby="h-konfirmasi">
<h2 id="h-konfirmasi">[[k.tersimpan]]</h2>
<p>[[k.satu_langkah]]</p>
<div class="answers"><a class="button primary large" href="/tiket/{{number}}/penilaian">[[k.ke_penilaian]]</a></div>
</section>
{{/confirmed}}
{{#closed}}
<section class="notice" data-kind="plain" aria-labelledby="h-tutup">[[icon:lock]]<div>
<p id="h-tutup"><strong>{{closed_text}}</strong></p>
<p>{{close_reason}}.{{#rated}} [[t.dinilai]] {{grade}}.{{/rated}}</p>
{{#may_rate}}<p><a href="/tiket/{{number}}/penilaian">[[k.ke_penilaian]]</a></p>{{/may_rate}}
{{#reopen}}
<details{{#reopen_open}} open{{/reopen_open}}>
<summary class="button">[[t.buka_lagi]]</summary>
<form class="stack" method="post" action="/tiket/{{number}}/pembukaan" novalidate>
<input type="hidden" name="csrf" value="{{token}}">
<input type="hidden" name="submit_id" value="{{submit_id}}">
<p class="hint">{{reopen_hint}}</p>
<div class="field{{#reopen_error}} invalid{{/reopen_error}}">
<label for="alasan_buka">[[k.belum.isi]]</label>
{{#reopen_error}}<p class="error" id="alasan_buka-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{reopen_error_text}}</span></p>{{/reopen_error}}
<textarea class="textarea" id="alasan_buka" name="alasan_buka" rows="4" required{{#reopen_error}} aria-invalid="true" aria-describedby="alasan_buka-galat"{{/reopen_error}}>{{reopen_reason:pre_escape}}</textarea>
</div>
<div class="buttons"><button class="button" type="submit">[[t.buka_lagi]]</button></div>
</form>
</details>
{{/reopen}}
<p><a class="button" href="/tiket/buat?layanan={{service_slug}}&amp;lanjutan={{number}}">[[icon:plus]][[t.lanjutan]]</a></p>
</div></section>
{{/closed}}
<section aria-labelledby="h-percakapan">
<h2 class="section-title" id="h-percakapan">[[t.percakapan]]</h2>
{{>thread}}
{{#no_reply_yet}}<p class="muted">[[t.kosong]]</p>{{/no_reply_yet}}
</section>
{{#composer}}
<form class="composer" id="tanggapan" method="post" action="/tiket/{{number}}/tanggapan" enctype="multipart/form-data" aria-labelledby="h-tanggapi" novalidate data-draf="tanggapan:{{number}}">
<h2 id="h-tanggapi">[[t.tanggapi]]</h2>
<input type="hidden" name="csrf" value="{{token}}">
<input type="hidden" name="submit_id" value="{{submit_id}}">
<div class="field{{#reply_invalid}} invalid{{/reply_invalid}}">
<label class="visually-hidden" for="isi">[[t.isi]]</label>
<p class="hint" id="isi-petunjuk">[[t.tanggapi.hint]]{{#reply_reopens}} [[t.tanggapi.resolve]]{{/reply_reopens}}</p>
{{#reply_error}}<p class="error" id="isi-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{reply_error_text}}</span></p>{{/reply_error}}
<textarea class="textarea" id="isi" name="isi" rows="4" aria-describedby="isi-petunjuk{{#reply_invalid}} isi-galat{{/reply_invalid}}"{{#reply_invalid}} aria-invalid="true"{{/reply_invalid}}>{{reply:pre_escape}}</textarea>
</div>
{{>upload}}
<div class="buttons"><button class="button" type="submit" data-busy="[[t.mengirim]]">[[icon:send]][[t.tanggapi.kirim]]</button><span class="muted small" role="status" data-draf-status data-tersimpan="[[unfilled:form.draf.tersimpan]]"></span></div>
</form>
{{/composer}}
</div>
<aside class="stack loose" aria-label="[[t.rincian]]">
<div class="slip">
<div>
<p class="muted small">[[t.no]]</p>
<p><strong class="number big-number">#{{number}}</strong></p>
<button class="button wide" type="button" data-salin="{{number}}" data-tersalin="[[msg.tersalin]]" hidden>[[icon:copy]][[t.salin]]</button>
</div>
<div>
<dl class="facts">
<div><dt>[[t.dampak]]</dt><dd>{{impact}}</dd></div>
<div><dt>[[t.layanan]]</dt><dd>{{service_path}}</dd></div>
<div><dt>[[form.jenis]]</dt><dd>{{kind}}</dd></div>
<div><dt>[[t.dibuat]]</dt><dd><time datetime="{{created_long_iso}}">{{created_long}}</time></dd></div>
<div><dt>[[t.diperbarui]]</dt><dd><time datetime="{{updated_iso}}">{{updated}}</time></dd></div>
<div><dt>[[t.petugas]]</dt><dd>{{agent}}</dd></div>
<div><dt>[[t.target]]</dt><dd><time datetime="{{target_iso}}">{{target}}</time></dd></div>
{{#extra}}<div><dt>{{extra_label}}</dt><dd class="kept-lines">{{extra_value:pre_escape}}</dd></div>
{{/extra}}
</dl>
</div>
<div>
<div class="qr">{{qr:none}}</div>
<a class="button wide" href="/tiket/{{number}}/qr.png" download>[[icon:download]][[t.qr.unduh]]</a>
<a class="button quiet wide" href="/tiket/{{number}}/cetak">[[icon:printer]][[t.cetak]]</a>
</div>
</div>
<section aria-labelledby="h-riwayat">
<h2 class="section-title" id="h-riwayat">[[t.riwayat]]</h2>
{{>history}}
</section>
<p><a class="button wide" href="/tiket">[[icon:tickets]][[t.lain]]</a></p>
{{#cancel}}<p><a class="button quiet wide" href="/tiket/{{number}}/pembatalan">[[icon:x]][[t.batalkan]]</a></p>{{/cancel}}
</aside>
</div>
</div>
