<main id="utama" tabindex="-1">
<div class="wrap stack loose">
<div class="page-head flush">
<h1>[[ag.v.eskalasi]]</h1>
<p class="lead">[[sv.eskalasi.lead]]</p>
</div>
{{>tabs}}
{{#nothing}}<div class="empty">[[icon:flag]]<p>[[sv.eskalasi.kosong]]</p></div>{{/nothing}}
<ul class="sheets">
{{#ticket}}<li class="card">
<h2><a href="{{path}}">{{subject}}</a> <span class="number muted">{{number}}</span></h2>
<p>{{>deadline}}</p>
<dl class="facts across">
<div><dt>[[sv.eskalasi.dari]]</dt><dd>{{agent}}</dd></div>
<div><dt>[[ag.eskalasi.alasan]]</dt><dd>{{reason}}</dd></div>
<div><dt>[[ag.harapan]]</dt><dd>{{wish}}</dd></div>
<div><dt>[[sv.eskalasi.sejak]]</dt><dd><time datetime="{{since_iso}}">{{since}}</time></dd></div>
</dl>
{{#with_note}}<p class="kept-lines">{{note:pre_escape}}</p>{{/with_note}}
</li>
{{/ticket}}
</ul>
{{>pager}}
</div>
</main>
