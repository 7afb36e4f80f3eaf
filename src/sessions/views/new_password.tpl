<div class="wrap read stack">
<div class="page-head"><h1>[[sandi.judul]]</h1><p class="lead">[[sandi.lead]]</p></div>
<form class="form" method="post" action="/masuk/sandi-baru/{{key}}" novalidate>
<input type="hidden" name="csrf" value="{{token}}">
<div class="field{{#invalid}} invalid{{/invalid}}">
<label for="sandi">[[sandi.baru]]</label>
<p class="hint" id="sandi-ket">[[sandi.ket]]</p>
{{#error}}<p class="error" id="sandi-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{error_text}}</span></p>{{/error}}
<input class="input" id="sandi" name="sandi" type="password" autocomplete="new-password" required{{#invalid}} aria-invalid="true"{{/invalid}} aria-describedby="sandi-ket{{#error}} sandi-galat{{/error}}">
</div>
<div class="field{{#repeat_invalid}} invalid{{/repeat_invalid}}">
<label for="sandi_ulang">[[sandi.ulangi]]</label>
{{#repeat_error}}<p class="error" id="sandi_ulang-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{repeat_error_text}}</span></p>{{/repeat_error}}
<input class="input" id="sandi_ulang" name="sandi_ulang" type="password" autocomplete="new-password" required{{#repeat_invalid}} aria-invalid="true" aria-describedby="sandi_ulang-galat"{{/repeat_invalid}}>
</div>
<div class="buttons"><button class="button primary" type="submit">[[btn.simpan]]</button></div>
</form>
</div>
