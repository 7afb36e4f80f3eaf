<div class="wrap">
<div class="page-head">
<h1>[[demo.surat]]</h1>
<p class="muted">[[surat.penjelasan]]</p>
</div>
{{#none}}<p class="lead">[[surat.kosong]]</p>{{/none}}
{{#list}}
<table class="tickets as-cards" role="table">
<caption class="visually-hidden">[[demo.surat]]</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">[[surat.subjek]]</th><th scope="col" role="columnheader">[[surat.kepada]]</th><th scope="col" role="columnheader">[[surat.tanggal]]</th></tr></thead>
<tbody role="rowgroup">
{{#row}}<tr role="row"><th scope="row" role="rowheader"><a href="{{path}}">{{subject}}</a></th><td role="cell" data-label="[[surat.kepada]]"><span>{{to_name}} <span class="muted small">{{to_address}}</span></span></td><td role="cell" data-label="[[surat.tanggal]]"><time datetime="{{time_iso}}">{{time_text}}</time></td></tr>
{{/row}}
</tbody>
</table>
{{/list}}
{{>pager}}
</div>
