<div class="wrap stack loose">
<div class="page-head"><h1>[[tok.judul]]</h1><p class="lead">[[tok.lead]]</p></div>
{{#nothing}}<p class="muted">[[tok.kosong]]</p>{{/nothing}}
{{#some}}
<table class="tickets as-cards" role="table">
<caption class="visually-hidden">[[tok.judul]]</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">[[tok.nama]]</th><th scope="col" role="columnheader">[[tok.lingkup]]</th><th scope="col" role="columnheader">[[tok.sampai]]</th><th scope="col" role="columnheader">[[a.sesi.terakhir]]</th><th scope="col" role="columnheader"><span class="visually-hidden">[[tok.cabut]]</span></th></tr></thead>
<tbody role="rowgroup">
{{/some}}
{{#token_row}}<tr role="row"><th scope="row" role="rowheader">{{name}}</th><td role="cell" data-label="[[tok.lingkup]]">{{scopes}}</td><td role="cell" data-label="[[tok.sampai]]"><time datetime="{{expires_iso}}">{{expires}}</time></td><td role="cell" data-label="[[a.sesi.terakhir]]">{{used}}</td><td role="cell"><form method="post" action="/akun/token/{{id}}/pencabutan"><input type="hidden" name="csrf" value="{{token}}"><button class="button quiet danger" type="submit">[[tok.cabut]]<span class="visually-hidden"> {{name}}</span></button></form></td></tr>
{{/token_row}}
{{#some}}
</tbody>
</table>
{{/some}}
<section class="read" aria-labelledby="h-token">
<h2 class="section-title" id="h-token">[[tok.buat]]</h2>
<form class="form" method="post" action="/akun/token" novalidate>
<input type="hidden" name="csrf" value="{{token}}">
<div class="field{{#name_invalid}} invalid{{/name_invalid}}">
<label for="nama">[[tok.nama]]</label>
<p class="hint" id="nama-ket">[[tok.nama.ket]]</p>
{{#name_error}}<p class="error" id="nama-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{name_error_text}}</span></p>{{/name_error}}
<input class="input" id="nama" name="nama" autocomplete="off" required value="{{typed_name}}"{{#name_invalid}} aria-invalid="true"{{/name_invalid}} aria-describedby="nama-ket{{#name_error}} nama-galat{{/name_error}}">
</div>
<fieldset class="choices{{#scopes_invalid}} invalid{{/scopes_invalid}}" id="lingkup">
<legend>[[tok.lingkup]]</legend>
{{#scopes_error}}<p class="error">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{scopes_error_text}}</span></p>{{/scopes_error}}
{{#scope}}<label class="choice"><input type="checkbox" name="lingkup" value="{{scope_code}}"{{#scope_chosen}} checked{{/scope_chosen}}><div><b>{{scope_name}}</b><span>{{scope_code}}</span></div></label>
{{/scope}}
</fieldset>
<div class="field{{#days_invalid}} invalid{{/days_invalid}}">
<label for="hari">[[tok.hari]]</label>
{{#days_error}}<p class="error" id="hari-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{days_error_text}}</span></p>{{/days_error}}
<input class="input" id="hari" name="hari" inputmode="numeric" autocomplete="off" required value="{{typed_days}}"{{#days_invalid}} aria-invalid="true" aria-describedby="hari-galat"{{/days_invalid}}>
</div>
<div class="buttons"><button class="button primary" type="submit">[[tok.buat]]</button></div>
</form>
</section>
</div>
