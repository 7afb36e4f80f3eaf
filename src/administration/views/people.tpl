<main id="utama" tabindex="-1">
<div class="wrap stack loose">
<div class="page-head flush"><h1>[[ad.pengguna]]</h1></div>
<form class="search filter" role="search" action="/admin/pengguna">
<label class="visually-hidden" for="cari">[[ad.pengguna.cari]]</label>
<input class="input" id="cari" name="cari" type="search" placeholder="[[ad.pengguna.cari]]" value="{{search}}">
<button class="button" type="submit">[[icon:search]]<span>[[lacak.cari]]</span></button>
</form>
<p class="muted small">[[ad.pengguna.cari.ket]]</p>
{{#nothing}}<div class="empty">[[icon:user-round]]<p>[[ad.pengguna.kosong]]</p></div>{{/nothing}}
{{#some}}
<table class="tickets as-cards" role="table">
<caption class="visually-hidden">[[ad.pengguna]]</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">[[sv.agen.nama]]</th><th scope="col" role="columnheader">[[form.email]]</th><th scope="col" role="columnheader">[[a.peran]]</th><th scope="col" role="columnheader">[[sv.agen.tim]]</th><th scope="col" role="columnheader">[[t.status]]</th></tr></thead>
<tbody role="rowgroup">
{{/some}}
{{#person}}<tr role="row"><th scope="row" role="rowheader"><a href="{{path}}">{{name}}</a></th><td role="cell" data-label="[[form.email]]"><span class="long">{{email}}</span></td><td role="cell" data-label="[[a.peran]]">{{role}}</td><td role="cell" data-label="[[sv.agen.tim]]">{{teams}}</td><td role="cell" data-label="[[t.status]]">{{state}}</td></tr>
{{/person}}
{{#some}}
</tbody>
</table>
{{/some}}
{{>pager}}
</div>
</main>
