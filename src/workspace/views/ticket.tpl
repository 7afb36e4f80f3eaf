<main class="panes" id="utama" tabindex="-1" data-show="tiket">
{{>views}}
{{>list}}
<section class="pane agent-thread" aria-labelledby="h-tiket">
<div class="ticket-head">
<div class="row" id="keadaan" data-segar>
<a class="button quiet back-to-list" data-kunci="u" href="{{back_path}}">[[icon:arrow-left]][[btn.kembali]]</a>
<span class="number muted">#{{number}}</span>
<button class="button quiet square" type="button" data-kunci="." data-salin="{{number}}" data-tersalin="[[msg.tersalin]]" hidden>[[icon:copy]]<span class="visually-hidden">[[t.salin]]</span></button>
<button class="button quiet to-facts" type="button" popovertarget="rincian">[[icon:panel-right]][[t.rincian_pendek]]</button>
{{>status}}
{{>deadline}}
{{#escalated}}<span class="sla" data-sla="dekat">[[icon:flag]][[status.dieskalasi]]</span>{{/escalated}}
{{#restricted}}<span class="sla">[[icon:lock]][[ag.terbatas]]</span>{{/restricted}}
</div>
<h1 id="h-tiket">{{subject}}</h1>
<div class="row actions">
{{>read_mark}}
{{#take}}<form method="post" action="/petugas/tiket/{{number}}/pengambilan?{{queue_query}}"><input type="hidden" name="csrf" value="{{token}}"><input type="hidden" name="versi" value="{{version}}"><button class="button primary" type="submit" data-kunci="a">[[icon:user-round-plus]][[ag.ambil]]</button></form>{{/take}}
{{#assign}}
<details class="action" name="tindakan"{{#reopened}} open{{/reopened}}>
<summary class="button" data-kunci="a">[[icon:user-round]][[sv.tugaskan]]</summary>
<form class="stack card" method="post" novalidate action="/petugas/tiket/{{number}}/penugasan?{{queue_query}}">
<input type="hidden" name="csrf" value="{{token}}"><input type="hidden" name="versi" value="{{version}}">
<div class="field{{#choice_invalid}} invalid{{/choice_invalid}}"><label for="agen">[[sv.tugaskan.kepada]]</label>{{>choice_problem}}<select class="select" id="agen" name="agen"{{#choice_invalid}} aria-invalid="true" aria-describedby="agen-galat"{{/choice_invalid}}><option value="">[[sv.pilih_agen]]</option>{{#assign_agent}}<option value="{{agent_value}}"{{#agent_here}} selected{{/agent_here}}>{{agent_label}}</option>{{/assign_agent}}</select></div>
<button class="button" type="submit">[[sv.tugaskan]]</button>
</form>
</details>
{{/assign}}
{{#escalate}}
<details class="action" name="tindakan"{{#reopened}} open{{/reopened}}>
<summary class="button" data-kunci="e">[[icon:flag]][[ag.eskalasi]]</summary>
<form class="stack card" method="post" novalidate action="/petugas/tiket/{{number}}/eskalasi?{{queue_query}}">
<input type="hidden" name="csrf" value="{{token}}"><input type="hidden" name="versi" value="{{version}}">
<div class="field{{#choice_invalid}} invalid{{/choice_invalid}}"><label for="alasan">[[ag.eskalasi.alasan]]</label>{{>choice_problem}}<select class="select" id="alasan" name="alasan"{{#choice_invalid}} aria-invalid="true" aria-describedby="alasan-galat"{{/choice_invalid}}>{{#reason}}<option value="{{reason_value}}"{{#reason_here}} selected{{/reason_here}}>{{reason_label}}</option>{{/reason}}</select></div>
<div class="field"><label for="harapan">[[ag.harapan]]</label><select class="select" id="harapan" name="harapan">{{#wish_option}}<option value="{{wish_value}}"{{#wish_here}} selected{{/wish_here}}>{{wish_label}}</option>{{/wish_option}}</select></div>
<div class="field{{#text_invalid}} invalid{{/text_invalid}}"><label for="catatan">[[ag.eskalasi.catatan]]</label>{{>text_problem}}<textarea class="textarea" id="catatan" name="catatan" rows="3"{{#text_invalid}} aria-invalid="true" aria-describedby="catatan-galat"{{/text_invalid}}>{{typed:pre_escape}}</textarea></div>
<button class="button" type="submit">[[ag.eskalasi]]</button>
</form>
</details>
{{/escalate}}
{{#change_service}}
<details class="action" name="tindakan"{{#reopened}} open{{/reopened}}>
<summary class="button" data-kunci="l">[[icon:tag]][[ag.ubah_layanan]]</summary>
<form class="stack card" method="post" novalidate action="/petugas/tiket/{{number}}/kategori?{{queue_query}}">
<input type="hidden" name="csrf" value="{{token}}"><input type="hidden" name="versi" value="{{version}}">
<p class="hint">[[ag.ubah_layanan.info]]</p>
<div class="field{{#choice_invalid}} invalid{{/choice_invalid}}"><label for="layanan">[[form.subkategori]]</label>{{>choice_problem}}<select class="select" id="layanan" name="layanan"{{#choice_invalid}} aria-invalid="true" aria-describedby="layanan-galat"{{/choice_invalid}}>{{#category}}<optgroup label="{{category_name}}">{{#option}}<option value="{{option_value}}"{{#option_here}} selected{{/option_here}}>{{option_label}}</option>{{/option}}</optgroup>{{/category}}</select></div>
<div class="field{{#text_invalid}} invalid{{/text_invalid}}"><label for="alasan_layanan">[[ag.dampak.alasan]]</label>{{>text_problem}}<textarea class="textarea" id="alasan_layanan" name="alasan_layanan" rows="2"{{#text_invalid}} aria-invalid="true" aria-describedby="alasan_layanan-galat"{{/text_invalid}}>{{typed:pre_escape}}</textarea></div>
<button class="button" type="submit">[[ag.ubah_layanan]]</button>
</form>
</details>
{{/change_service}}
{{#change_impact}}
<details class="action" name="tindakan"{{#reopened}} open{{/reopened}}>
<summary class="button">[[icon:pencil]][[ag.dampak.ubah]]</summary>
<form class="stack card" method="post" novalidate action="/petugas/tiket/{{number}}/dampak?{{queue_query}}">
<input type="hidden" name="csrf" value="{{token}}"><input type="hidden" name="versi" value="{{version}}">
<div class="field{{#choice_invalid}} invalid{{/choice_invalid}}"><label for="dampak">[[form.dampak]]</label>{{>choice_problem}}<select class="select" id="dampak" name="dampak"{{#choice_invalid}} aria-invalid="true" aria-describedby="dampak-galat"{{/choice_invalid}}>{{#impact_option}}<option value="{{impact_value}}"{{#impact_here}} selected{{/impact_here}}>{{impact_label}}</option>{{/impact_option}}</select></div>
<div class="field{{#text_invalid}} invalid{{/text_invalid}}"><label for="alasan_dampak">[[ag.dampak.alasan]]</label>{{>text_problem}}<textarea class="textarea" id="alasan_dampak" name="alasan_dampak" rows="2"{{#text_invalid}} aria-invalid="true" aria-describedby="alasan_dampak-galat"{{/text_invalid}}>{{typed:pre_escape}}</textarea></div>
<button class="button" type="submit">[[ag.dampak.ubah]]</button>
</form>
</details>
{{/change_impact}}
{{#give_back}}<form method="post" action="/petugas/tiket/{{number}}/pengembalian?{{queue_query}}"><input type="hidden" name="csrf" value="{{token}}"><input type="hidden" name="versi" value="{{version}}"><button class="button quiet" type="submit">[[ag.kembalikan]]</button></form>{{/give_back}}
</div>
</div>
<div class="scroll" tabindex="0" role="region" aria-label="[[t.percakapan]]">
{{#escalation}}<div class="notice" data-kind="warning">[[icon:flag]]<div><p><strong>[[sv.eskalasi.dari]] {{escalated_by}}</strong> <time datetime="{{at_iso}}">{{at}}</time></p><p>{{escalation_reason}} · {{wish}}</p><p class="kept-lines">{{note:pre_escape}}</p></div></div>{{/escalation}}
{{#answer}}
<section class="card stack" aria-labelledby="h-putusan" data-putusan>
<h2 id="h-putusan">[[sv.putusan]]</h2>
<form class="stack" method="post" action="/petugas/tiket/{{number}}/keputusan?{{queue_query}}">
<input type="hidden" name="csrf" value="{{token}}"><input type="hidden" name="versi" value="{{version}}">
<div class="field{{#text_invalid}} invalid{{/text_invalid}}"><label for="arahan">[[sv.arahan]]</label>{{>text_problem}}<textarea class="textarea" id="arahan" name="arahan" rows="3"{{#text_invalid}} aria-invalid="true" aria-describedby="arahan-galat"{{/text_invalid}}>{{typed:pre_escape}}</textarea></div>
<div class="field{{#choice_invalid}} invalid{{/choice_invalid}}"><label for="agen">[[sv.tugaskan.kepada]]</label>{{>choice_problem}}<select class="select" id="agen" name="agen"{{#choice_invalid}} aria-invalid="true" aria-describedby="agen-galat"{{/choice_invalid}}><option value="">[[sv.pilih_agen]]</option>{{#answer_agent}}<option value="{{agent_value}}"{{#agent_here}} selected{{/agent_here}}>{{agent_label}}</option>{{/answer_agent}}</select></div>
<div class="buttons">
<button class="button" type="submit" name="putusan" value="arahan">[[sv.kembalikan]]</button>
<button class="button" type="submit" name="putusan" value="tugaskan">[[sv.tugaskan]]</button>
<button class="button" type="submit" name="putusan" value="selesaikan">[[sv.selesaikan]]</button>
</div>
</form>
</section>
{{/answer}}
{{#verify}}<div class="notice" data-kind="warning">[[icon:shield-alert]]<div><p><strong>[[ag.verif]]</strong></p><p>[[ag.verif.ket]]</p></div></div>{{/verify}}
<h2 class="visually-hidden">[[t.percakapan]]</h2>
{{>thread}}
</div>
{{#reply_form}}
<form class="composer" id="balasan" method="post" action="/petugas/tiket/{{number}}/balasan?{{queue_query}}" enctype="multipart/form-data" aria-label="[[ag.balas]]" novalidate data-draf="balasan:{{number}}">
<input type="hidden" name="csrf" value="{{token}}"><input type="hidden" name="versi" value="{{version}}"><input type="hidden" name="submit_id" value="{{submit_id}}"><input type="hidden" name="terakhir" value="{{last_seen}}">
<div class="row between">
<ul class="tabs bare">
<li><a href="/petugas/tiket/{{number}}?{{queue_query}}" aria-current="true">[[icon:reply]][[ag.balas]]</a></li>
<li><a href="/petugas/tiket/{{number}}?mode=catatan&amp;{{queue_query}}" data-kunci="x">[[icon:lock]][[ag.catatan]]</a></li>
</ul>
<p class="muted small" role="status" data-draf-status data-tersimpan="[[unfilled:form.draf.tersimpan]]"></p>
</div>
{{#newer}}<div class="notice" data-kind="warning" role="alert">[[icon:triangle-alert]]<div><p>[[ag.konflik]]</p></div></div>{{/newer}}
{{#password}}<div class="notice" data-kind="warning" role="alert">[[icon:shield-alert]]<div><p>[[ag.sandi]]</p><div class="agree"><input type="checkbox" id="tetap_sandi" name="tetap_sandi" value="1"><label for="tetap_sandi">[[ag.sandi.tetap]]</label></div></div></div>{{/password}}
<div class="field{{#body_invalid}} invalid{{/body_invalid}}">
<label class="visually-hidden" for="isi">[[ag.balas]]</label>
{{#body_error}}<p class="error" id="isi-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{body_error_text}}</span></p>{{/body_error}}
<textarea class="textarea" id="isi" name="isi" rows="3" data-kunci="r" aria-describedby="isi-petunjuk"{{#body_invalid}} aria-invalid="true"{{/body_invalid}}>{{body:pre_escape}}</textarea>
<p class="hint" id="isi-petunjuk">[[ag.sandi]]</p>
</div>
<details class="attach"{{#with_files}} open{{/with_files}}><summary class="button square" title="[[form.unggah]]">[[icon:paperclip]]<span class="visually-hidden">[[form.unggah]]</span></summary>{{>upload}}</details>
<div class="buttons">
{{#newer}}<button class="button primary" type="submit" name="tetap" value="1">[[ag.konflik.kirim]]</button>{{/newer}}
<button class="button primary" type="submit">[[icon:send]][[ag.kirim]]</button>
{{#may_wait}}<button class="button" type="submit" name="lalu" value="menunggu">[[icon:hourglass]][[ag.kirim_tunggu]]</button>{{/may_wait}}
{{#may_resolve}}<button class="button" type="submit" name="lalu" value="resolve">[[icon:circle-check]][[ag.kirim_resolve]]</button>{{/may_resolve}}
</div>
</form>
{{/reply_form}}
{{#note_form}}
<form class="composer as-note" id="form-catatan" method="post" action="/petugas/tiket/{{number}}/catatan?{{queue_query}}" aria-label="[[ag.catatan]]" novalidate>
<input type="hidden" name="csrf" value="{{token}}"><input type="hidden" name="versi" value="{{version}}"><input type="hidden" name="submit_id" value="{{submit_id}}">
<ul class="tabs bare">
<li><a href="/petugas/tiket/{{number}}?{{queue_query}}" data-kunci="r">[[icon:reply]][[ag.balas]]</a></li>
<li><a href="/petugas/tiket/{{number}}?mode=catatan&amp;{{queue_query}}" aria-current="true">[[icon:lock]][[ag.catatan]]</a></li>
</ul>
<p class="hint"><svg class="icon inline" aria-hidden="true"><use href="[[asset:icons.svg]]#lock"/></svg>[[ag.catatan.ket]]</p>
<div class="field{{#body_invalid}} invalid{{/body_invalid}}">
<label class="visually-hidden" for="isi">[[ag.catatan]]</label>
{{#body_error}}<p class="error" id="isi-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{body_error_text}}</span></p>{{/body_error}}
<textarea class="textarea" id="isi" name="isi" rows="3" data-kunci="x"{{#body_invalid}} aria-invalid="true" aria-describedby="isi-galat"{{/body_invalid}}>{{body:pre_escape}}</textarea>
</div>
<div class="buttons"><button class="button" type="submit">[[icon:lock]][[ag.catatan.simpan]]</button></div>
</form>
{{/note_form}}
</section>
<aside class="pane fact-pane" id="rincian" tabindex="0" aria-label="[[t.rincian]]" popover>
<section aria-labelledby="h-pemohon">
<h2 id="h-pemohon">[[peran.pemohon]]</h2>
<div class="person"><span class="avatar" aria-hidden="true">{{requester_initials}}</span><strong>{{requester_name}}</strong><small>{{requester_email}}</small></div>
<p class="small"><svg class="icon inline" aria-hidden="true"><use href="[[asset:icons.svg]]#log-in"/></svg>[[t.masuk_melalui]]: <strong>{{channel}}</strong> ({{audience}})</p>
</section>
<section aria-labelledby="h-rincian">
<h2 id="h-rincian">[[t.rincian_pendek]]</h2>
<dl class="facts inline">
<div><dt>[[form.kategori]]</dt><dd>{{category_here}}</dd></div>
<div><dt>[[form.subkategori]]</dt><dd>{{service_here}}</dd></div>
<div><dt>[[form.jenis]]</dt><dd>{{kind}}</dd></div>
<div><dt>[[form.dampak]]</dt><dd>{{impact}}</dd></div>
<div><dt>[[t.petugas]]</dt><dd>{{assignee}}</dd></div>
<div><dt>[[t.dibuat]]</dt><dd><time datetime="{{created_iso}}">{{created}}</time></dd></div>
{{#extra}}<div><dt>{{extra_label}}</dt><dd class="kept-lines">{{extra_value:pre_escape}}</dd></div>
{{/extra}}
</dl>
</section>
<section aria-labelledby="h-batas">
<h2 id="h-batas">[[ag.batas]]</h2>
<dl class="facts inline">
<div><dt>[[ag.batas.tanggapan]]</dt><dd>{{#responded}}[[ag.batas.sudah]]{{/responded}}{{#not_responded}}<time datetime="{{response_due_iso}}">{{response_due}}</time>{{/not_responded}}</dd></div>
<div><dt>[[ag.batas.selesai]]</dt><dd><time datetime="{{resolution_due_iso}}">{{resolution_due}}</time></dd></div>
</dl>
</section>
<section aria-labelledby="h-riwayat">
<h2 id="h-riwayat">[[t.riwayat]]</h2>
{{>history}}
</section>
</aside>
</main>
