<div class="wrap">
<article class="read stack prose">
<h1>{{title}}</h1>
<p class="muted small">{{edition}}</p>
{{body:none}}
</article>
</div>
