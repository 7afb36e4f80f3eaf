<div class="wrap stack loose">
<div class="page-head flush">
<h1>{{title}}</h1>
</div>
<div class="split">
<div class="stack prose read">
{{#contacts}}
<h2>[[kontak.langsung]]</h2>
<dl class="facts">
{{#line}}<div><dt>{{label}}</dt><dd>{{value}}</dd></div>
{{/line}}
</dl>
{{/contacts}}
{{#announced}}<p>[[kontak.diumumkan]]</p>{{/announced}}
{{body:none}}
<p class="muted small">{{edition}}</p>
</div>
<aside class="card" aria-labelledby="h-jam">
{{>hours}}
</aside>
</div>
</div>
