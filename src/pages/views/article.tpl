<div class="wrap">
<article class="read stack prose">
<h1>{{question}}</h1>
{{answer:none}}
{{#service}}
<p><a class="button" href="{{service_path}}">[[icon:plus]][[faq.buat_tiket]]</a></p>
{{/service}}
<form class="row" method="post" action="{{vote_path}}">
<input type="hidden" name="csrf" value="{{form_token}}">
<p id="bantu">[[faq.bantu]]</p>
<div class="buttons" role="group" aria-labelledby="bantu">
<button class="button" type="submit" name="jawaban" value="ya">[[faq.ya]]</button>
<button class="button" type="submit" name="jawaban" value="tidak">[[faq.tidak]]</button>
</div>
</form>
{{#others}}
<h2>[[faq.lain]]</h2>
<ul class="links">
{{#other}}
<li><a href="{{other_path}}">{{other_question}}[[icon:chevron-right]]</a></li>
{{/other}}
</ul>
{{/others}}
</article>
</div>
