<div id="saran" class="stack">
{{#similar}}<div class="notice" data-kind="warning">[[icon:info]]<div><p><a href="{{similar_path}}">{{similar_text}}</a></p></div></div>{{/similar}}
{{#some}}
<section class="card" aria-labelledby="h-saran">
<h2 id="h-saran">[[form.saran.h]]</h2>
<ul class="links">
{{#answer}}<li><a href="/faq/{{slug}}" target="_blank"><span>{{title}}</span>[[icon:chevron-right]]</a></li>
{{/answer}}
</ul>
</section>
{{/some}}
</div>
