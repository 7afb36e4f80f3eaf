<main id="utama" tabindex="-1">
<div class="wrap stack loose">
<div class="page-head flush row between">
<h1>[[sv.agen]]</h1>
<a class="button primary" href="/supervisor/agen/baru">[[icon:user-round-plus]][[sv.agen.tambah]]</a>
</div>
{{>tabs}}
{{#team}}
<section class="card" aria-labelledby="h-tim-{{team_id}}">
<h2 id="h-tim-{{team_id}}">{{team_name}}</h2>
{{#nobody}}<p class="muted">[[sv.agen.kosong]]</p>{{/nobody}}
{{#some}}
<table class="tickets as-cards" role="table">
<caption class="visually-hidden">[[sv.agen.anggota]] {{team_name}}</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">[[sv.agen.nama]]</th><th scope="col" role="columnheader">[[a.peran]]</th><th scope="col" role="columnheader">[[sv.agen.beban]]</th><th scope="col" role="columnheader">[[t.status]]</th></tr></thead>
<tbody role="rowgroup">
{{/some}}
{{#member}}<tr role="row"><th scope="row" role="rowheader">{{#link}}<a href="{{path}}">{{link_name}}</a>{{/link}}{{#yourself}}{{name}} ([[sv.agen.anda]]){{/yourself}}</th><td role="cell" data-label="[[a.peran]]">{{role}}</td><td role="cell" data-label="[[sv.agen.beban]]">{{load}}</td><td role="cell" data-label="[[t.status]]">{{state}}</td></tr>
{{/member}}
{{#some}}
</tbody>
</table>
{{/some}}
</section>
{{/team}}
</div>
</main>
