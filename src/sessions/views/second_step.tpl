<div class="wrap read stack">
<div class="page-head"><h1>[[kode.judul]]</h1><p class="lead">[[kode.lead]]</p></div>
<form class="form" method="post" action="/masuk/kode" novalidate>
<input type="hidden" name="csrf" value="{{token}}">
<div class="field{{#invalid}} invalid{{/invalid}}">
<label for="kode">[[kode.label]]</label>
<p class="hint" id="kode-ket">[[kode.ket]]</p>
{{#error}}<p class="error" id="kode-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{error_text}}</span></p>{{/error}}
<input class="input" id="kode" name="kode" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" required{{#invalid}} aria-invalid="true"{{/invalid}} aria-describedby="kode-ket{{#error}} kode-galat{{/error}}">
</div>
<div class="buttons"><button class="button primary" type="submit">[[icon:log-in]][[nav.masuk]]</button><a class="button quiet" href="/masuk">[[btn.batal]]</a></div>
</form>
<p class="muted">[[kode.hilang]]</p>
</div>
