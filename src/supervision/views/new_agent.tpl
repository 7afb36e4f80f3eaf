<main id="utama" tabindex="-1">
<div class="wrap stack loose">
<div class="page-head flush"><h1>[[sv.agen.tambah]]</h1></div>
{{>tabs}}
<form class="form" method="post" action="/supervisor/agen" novalidate>
<input type="hidden" name="csrf" value="{{token}}">
<div class="field{{#email_invalid}} invalid{{/email_invalid}}">
<label for="email">[[form.email]]</label>
<p class="hint" id="email-ket">[[sv.agen.email.ket]]</p>
{{#email_error}}<p class="error" id="email-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{email_error_text}}</span></p>{{/email_error}}
<input class="input" id="email" name="email" type="email" autocomplete="off" autocapitalize="none" spellcheck="false" required value="{{email}}"{{#email_invalid}} aria-invalid="true"{{/email_invalid}} aria-describedby="email-ket{{#email_error}} email-galat{{/email_error}}">
</div>
<div class="field{{#name_invalid}} invalid{{/name_invalid}}">
<label for="nama">[[form.nama]]</label>
{{#name_error}}<p class="error" id="nama-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{name_error_text}}</span></p>{{/name_error}}
<input class="input" id="nama" name="nama" autocomplete="off" required value="{{name}}"{{#name_invalid}} aria-invalid="true" aria-describedby="nama-galat"{{/name_invalid}}>
</div>
<fieldset class="choices{{#teams_invalid}} invalid{{/teams_invalid}}" id="tim">
<legend>[[sv.agen.tim]]</legend>
{{#teams_error}}<p class="error">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{teams_error_text}}</span></p>{{/teams_error}}
{{#team}}<label class="choice"><input type="checkbox" name="tim" value="{{team_id}}"{{#team_chosen}} checked{{/team_chosen}}><div><b>{{team_name}}</b></div></label>
{{/team}}
</fieldset>
<div class="buttons"><button class="button primary" type="submit">[[sv.agen.tambah]]</button><a class="button quiet" href="/supervisor/agen">[[btn.batal]]</a></div>
</form>
</div>
</main>
