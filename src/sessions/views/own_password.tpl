<div class="wrap read stack">
<div class="page-head"><h1>[[a.sandi]]</h1><p class="lead">[[a.sandi.lead]]</p></div>
<form class="form" method="post" action="/akun/sandi" novalidate>
<input type="hidden" name="csrf" value="{{token}}">
<div class="field{{#invalid}} invalid{{/invalid}}">
<label for="sandi">[[a.sandi.lama]]</label>
{{#error}}<p class="error" id="sandi-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{error_text}}</span></p>{{/error}}
<input class="input" id="sandi" name="sandi" type="password" autocomplete="current-password" required{{#invalid}} aria-invalid="true"{{/invalid}}{{#error}} aria-describedby="sandi-galat"{{/error}}>
</div>
{{#with_code}}<div class="field{{#code_invalid}} invalid{{/code_invalid}}">
<label for="kode">[[kode.label]]</label>
{{#code_error}}<p class="error" id="kode-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{code_error_text}}</span></p>{{/code_error}}
<input class="input" id="kode" name="kode" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" required{{#code_invalid}} aria-invalid="true"{{/code_invalid}}{{#code_error}} aria-describedby="kode-galat"{{/code_error}}>
</div>
{{/with_code}}
<div class="field{{#fresh_invalid}} invalid{{/fresh_invalid}}">
<label for="sandi_baru">[[sandi.baru]]</label>
<p class="hint" id="sandi_baru-ket">[[sandi.ket]]</p>
{{#fresh_error}}<p class="error" id="sandi_baru-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{fresh_error_text}}</span></p>{{/fresh_error}}
<input class="input" id="sandi_baru" name="sandi_baru" type="password" autocomplete="new-password" required{{#fresh_invalid}} aria-invalid="true"{{/fresh_invalid}} aria-describedby="sandi_baru-ket{{#fresh_error}} sandi_baru-galat{{/fresh_error}}">
</div>
<div class="field{{#repeat_invalid}} invalid{{/repeat_invalid}}">
<label for="sandi_ulang">[[sandi.ulangi]]</label>
{{#repeat_error}}<p class="error" id="sandi_ulang-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{repeat_error_text}}</span></p>{{/repeat_error}}
<input class="input" id="sandi_ulang" name="sandi_ulang" type="password" autocomplete="new-password" required{{#repeat_invalid}} aria-invalid="true"{{/repeat_invalid}}{{#repeat_error}} aria-describedby="sandi_ulang-galat"{{/repeat_error}}>
</div>
<div class="buttons"><button class="button primary" type="submit">[[btn.simpan]]</button></div>
</form>
</div>
