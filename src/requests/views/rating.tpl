<div class="wrap">
{{#doubt}}
<section class="ask" aria-labelledby="h-ragu">
<div class="notice" data-kind="warning" role="alert" tabindex="-1" autofocus>[[icon:triangle-alert]]<div><p id="h-ragu"><strong>[[k.ragu]]</strong></p><p>[[k.ragu.isi]]</p><blockquote class="kept-lines">{{remark:pre_escape}}</blockquote></div></div>
<form method="post" action="/tiket/{{number}}/konfirmasi" class="buttons">
<input type="hidden" name="csrf" value="{{token}}">
<input type="hidden" name="submit_id" value="{{submit_id}}">
<input type="hidden" name="alasan" value="{{remark:pre_escape}}">
<button class="button" type="submit" name="jawaban" value="belum">[[k.ragu.belum]]</button>
</form>
<p class="small muted">[[k.ragu.nilai]]</p>
</section>
{{/doubt}}
<form class="form" method="post" action="/tiket/{{number}}/penilaian" novalidate>
<input type="hidden" name="csrf" value="{{token}}">
{{#sure}}<input type="hidden" name="yakin" value="1">
{{/sure}}{{#feedback_unsent}}<input type="hidden" name="tanpa_masukan" value="1">
{{/feedback_unsent}}{{#still_open}}<div class="notice" data-kind="success" role="status">[[icon:circle-check]]<div><p><strong>[[k.ya]]</strong></p><p>[[k.tersimpan]] [[k.satu_langkah]]</p></div></div>{{/still_open}}
<div class="page-head flush">
<h1>[[r.judul]]</h1>
<p class="muted"><span class="number">#{{number}}</span> · {{subject}}</p>
<p class="lead">[[r.lead]]</p>
</div>
<fieldset class="choices scale{{#grade_invalid}} invalid{{/grade_invalid}}"{{#grade_invalid}} aria-describedby="nilai-galat"{{/grade_invalid}}>
<legend>[[r.nilai]]</legend>
{{#grade_error}}<p class="error" id="nilai-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{grade_error_text}}</span></p>{{/grade_error}}
{{#grade}}<label class="choice"><input type="radio" name="nilai" value="{{value}}"{{#first}} id="nilai"{{/first}} required{{#chosen}} checked{{/chosen}}><b>{{grade_word}}</b></label>
{{/grade}}
</fieldset>
<div class="field{{#feedback_invalid}} invalid{{/feedback_invalid}}">
<label for="masukan">[[r.masukan]]</label>
<p class="hint" id="masukan-petunjuk">[[r.masukan.hint]]</p>
{{#feedback_error}}<p class="error" id="masukan-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{feedback_error_text}}</span></p>{{/feedback_error}}
<textarea class="textarea" id="masukan" name="masukan" rows="5" aria-describedby="masukan-petunjuk masukan-sisa{{#feedback_invalid}} masukan-galat{{/feedback_invalid}}">{{feedback:pre_escape}}</textarea>
{{>feedback_left}}
</div>
<div class="buttons">
<button class="button primary large" type="submit">{{#still_open}}[[r.kirim]]{{/still_open}}{{#closed}}[[r.kirim.saja]]{{/closed}}</button>
{{#still_open}}<button class="button quiet" type="submit" name="lewati" value="1" formnovalidate>[[r.lewati]]</button>{{/still_open}}
</div>
</form>
</div>
