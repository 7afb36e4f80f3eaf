<main id="utama" tabindex="-1">
<div class="wrap stack loose">
<div class="page-head flush"><h1>{{name}}</h1></div>
<dl class="facts across card">
<div><dt>[[form.email]]</dt><dd>{{email}}</dd></div>
<div><dt>[[ad.pengguna.jenis]]</dt><dd>{{audience}}</dd></div>
</dl>
<form class="form" method="post" action="/admin/pengguna/{{id}}" novalidate>
<input type="hidden" name="csrf" value="{{token}}"><input type="hidden" name="versi" value="{{version}}">
<fieldset class="choices{{#role_invalid}} invalid{{/role_invalid}}" id="peran">
<legend>[[a.peran]]</legend>
{{#role_error}}<p class="error">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{role_error_text}}</span></p>{{/role_error}}
{{#role}}<label class="choice"><input type="radio" name="peran" value="{{role_code}}"{{#role_chosen}} checked{{/role_chosen}}><div><b>{{role_name}}</b></div></label>
{{/role}}
</fieldset>
<fieldset class="choices{{#teams_invalid}} invalid{{/teams_invalid}}" id="tim" aria-describedby="tim-ket">
<legend>[[sv.agen.tim]]</legend>
<p class="hint" id="tim-ket">[[ad.pengguna.tim.ket]]</p>
{{#teams_error}}<p class="error">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{teams_error_text}}</span></p>{{/teams_error}}
{{#team}}<label class="choice"><input type="checkbox" name="tim" value="{{team_id}}"{{#team_chosen}} checked{{/team_chosen}}><div><b>{{team_name}}</b>{{#restricted}}<span>[[ad.pengguna.tim.terbatas]]</span>{{/restricted}}</div></label>
{{/team}}
</fieldset>
<div class="field">
<div class="agree"><input type="checkbox" id="aktif" name="aktif" value="1"{{#active}} checked{{/active}} aria-describedby="aktif-ket"><label for="aktif">[[ad.pengguna.boleh_masuk]]</label></div>
<p class="hint" id="aktif-ket">[[ad.pengguna.boleh_masuk.ket]]</p>
</div>
<div class="buttons"><button class="button primary" type="submit">[[btn.simpan]]</button><a class="button quiet" href="/admin/pengguna">[[btn.batal]]</a></div>
</form>
{{#local}}
<section class="read" aria-labelledby="h-sandi">
<h2 class="section-title" id="h-sandi">[[ad.sandi]]</h2>
<form class="form" method="post" action="/admin/pengguna/{{id}}/tautan-sandi">
<input type="hidden" name="csrf" value="{{token}}">
<p>[[ad.sandi.isi]]</p>
<div class="field"><div class="agree"><input type="checkbox" id="langkah" name="langkah" value="1"><label for="langkah">[[ad.sandi.langkah]]</label></div></div>
<div class="buttons"><button class="button" type="submit">[[icon:link]][[ad.sandi.buat]]</button></div>
</form>
</section>
{{/local}}
</div>
</main>
