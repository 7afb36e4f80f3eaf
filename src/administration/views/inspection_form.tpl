<main id="utama" tabindex="-1">
<div class="wrap read stack">
<div class="page-head"><h1>[[ad.periksa]]</h1><p class="lead">[[ad.periksa.lead]]</p></div>
<form class="form" method="post" action="/admin/tiket" novalidate>
<input type="hidden" name="csrf" value="{{token}}">
<div class="field{{#number_invalid}} invalid{{/number_invalid}}">
<label for="nomor">[[ad.periksa.nomor]]</label>
{{#number_error}}<p class="error" id="nomor-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{number_error_text}}</span></p>{{/number_error}}
<input class="input" id="nomor" name="nomor" autocomplete="off" required value="{{typed_number}}"{{#number_invalid}} aria-invalid="true" aria-describedby="nomor-galat"{{/number_invalid}}>
</div>
<div class="field{{#reason_invalid}} invalid{{/reason_invalid}}">
<label for="alasan">[[ad.periksa.alasan]]</label>
<p class="hint" id="alasan-ket">[[ad.periksa.alasan.ket]]</p>
{{#reason_error}}<p class="error" id="alasan-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{reason_error_text}}</span></p>{{/reason_error}}
<textarea class="textarea" id="alasan" name="alasan" rows="4" required{{#reason_invalid}} aria-invalid="true"{{/reason_invalid}} aria-describedby="alasan-ket{{#reason_error}} alasan-galat{{/reason_error}}">{{typed_reason:pre_escape}}</textarea>
</div>
<div class="buttons"><button class="button primary" type="submit">[[ad.periksa.baca]]</button></div>
</form>
</div>
</main>
