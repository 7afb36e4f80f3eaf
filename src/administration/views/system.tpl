<main id="utama" tabindex="-1">
<div class="wrap stack loose">
<div class="page-head flush"><h1>[[ad.sistem]]</h1></div>
<dl class="facts across card">
<div><dt>[[ad.sistem.versi]]</dt><dd>{{version}}</dd></div>
<div><dt>[[ad.sistem.database]]</dt><dd>{{database}}</dd></div>
</dl>
<section aria-labelledby="h-pekerjaan">
<h2 class="section-title" id="h-pekerjaan">[[ad.sistem.pekerjaan]]</h2>
<p class="muted">[[ad.sistem.pekerjaan.ket]]</p>
{{#nothing}}<div class="empty">[[icon:circle-check]]<p>[[ad.sistem.kosong]]</p></div>{{/nothing}}
{{#some}}
<table class="tickets as-cards" role="table">
<caption class="visually-hidden">[[ad.sistem.pekerjaan]]</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">[[ad.sistem.jenis]]</th><th scope="col" role="columnheader">[[ad.sistem.galat]]</th><th scope="col" role="columnheader">[[ad.sistem.sejak]]</th><th scope="col" role="columnheader"><span class="visually-hidden">[[btn.coba_lagi]]</span></th></tr></thead>
<tbody role="rowgroup">
{{/some}}
{{#job}}<tr role="row"><th scope="row" role="rowheader"><span class="number">{{kind}}</span></th><td role="cell" data-label="[[ad.sistem.galat]]">{{error}}</td><td role="cell" data-label="[[ad.sistem.sejak]]"><time datetime="{{at_iso}}">{{at}}</time></td><td role="cell"><form method="post" action="/admin/sistem/pekerjaan/{{id}}"><input type="hidden" name="csrf" value="{{token}}"><button class="button" type="submit">[[btn.coba_lagi]]<span class="visually-hidden"> {{kind}}, {{at}}</span></button></form></td></tr>
{{/job}}
{{#some}}
</tbody>
</table>
{{/some}}
</section>
</div>
</main>
