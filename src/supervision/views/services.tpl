<main id="utama" tabindex="-1">
<div class="wrap stack loose">
<div class="page-head flush">
<h1>[[sv.nav.tim]]</h1>
<p class="lead">[[sv.tim.lead]]</p>
</div>
{{>tabs}}
<table class="tickets as-cards" role="table">
<caption class="visually-hidden">[[sv.tim.ket]]</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">[[form.subkategori]]</th><th scope="col" role="columnheader">[[form.kategori]]</th><th scope="col" role="columnheader">[[sv.tim.penangan]]</th></tr></thead>
<tbody role="rowgroup">
{{#service}}<tr role="row"><th scope="row" role="rowheader">{{service_name}}</th><td role="cell" data-label="[[form.kategori]]">{{category}}</td><td role="cell" data-label="[[sv.tim.penangan]]">
<form class="row pick-team" method="post" action="/supervisor/tim">
<input type="hidden" name="csrf" value="{{token}}"><input type="hidden" name="layanan" value="{{service_id}}"><input type="hidden" name="dari" value="{{from}}">
{{#error}}<p class="error" id="tim-{{service_id}}-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{error_text}}</span></p>{{/error}}
<label class="visually-hidden" for="tim-{{service_id}}">[[sv.tim.penangan]]: {{service_name}}</label>
<select class="select" id="tim-{{service_id}}" name="tim"{{#invalid}} aria-invalid="true" aria-describedby="tim-{{service_id}}-galat"{{/invalid}}>{{#team}}<option value="{{team_id}}"{{#team_here}} selected{{/team_here}}>{{team_name}}</option>{{/team}}</select>
<button class="button" type="submit">[[btn.simpan]]<span class="visually-hidden"> {{service_name}}</span></button>
</form></td></tr>
{{/service}}
</tbody>
</table>
</div>
</main>
