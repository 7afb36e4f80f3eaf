<div class="wrap stack">
<div class="page-head"><h1>[[a.judul]]</h1></div>
<dl class="facts card read">
<div><dt>[[form.nama]]</dt><dd>{{name}}</dd></div>
<div><dt>[[form.email]]</dt><dd>{{email}}</dd></div>
<div><dt>[[a.peran]]</dt><dd>{{role}}</dd></div>
<div><dt>[[t.masuk_melalui]]</dt><dd>{{channel}}</dd></div>
</dl>
<form class="form" method="post" action="/akun">
<input type="hidden" name="csrf" value="{{token}}">
<fieldset class="choices">
<legend>[[a.bahasa]]</legend>
<label class="choice"><input type="radio" name="bahasa" value="id"{{#indonesian}} checked{{/indonesian}}><div><b lang="id">Bahasa Indonesia</b></div></label>
<label class="choice"><input type="radio" name="bahasa" value="en"{{#english}} checked{{/english}}><div><b lang="en">English</b></div></label>
</fieldset>
<div class="field"><div class="agree"><input type="checkbox" id="surat" name="surat" value="1"{{#wants_mail}} checked{{/wants_mail}}><label for="surat">[[a.notif]]</label></div></div>
<div class="buttons"><button class="button primary" type="submit">[[btn.simpan]]</button></div>
</form>
</div>
