<div class="wrap stack loose">
<div class="page-head flush">
<h1>[[faq.judul]]</h1>
<p class="lead">[[faq.lead]]</p>
</div>
<form class="field read" role="search" action="/faq">
<label for="cari">[[home.cari.label]]</label>
<div class="search"><input class="input" id="cari" name="cari" type="search" maxlength="200" value="{{query}}"><button class="button primary" type="submit">[[icon:search]][[lacak.cari]]</button></div>
</form>
{{#results}}
<section class="read-wide" aria-labelledby="h-hasil">
<h2 class="section-title" id="h-hasil">{{found}}</h2>
<div class="accordion">
{{>hits}}
</div>
</section>
{{/results}}
{{#services}}
<section class="read" aria-labelledby="h-layanan">
<h2 class="section-title" id="h-layanan">[[faq.layanan]]</h2>
<ul class="links">
{{#service}}
<li><a href="{{service_path}}"><span>{{service_name}}{{#staff_only}} <small>[[faq.khusus_pegawai]]</small>{{/staff_only}}</span>[[icon:chevron-right]]</a></li>
{{/service}}
</ul>
</section>
{{/services}}
{{#nothing}}
<div class="card"><div class="empty">[[icon:search]]<p>[[home.cari.kosong]]</p><a class="button" href="/tiket/kategori">[[nav.buat]]</a></div></div>
{{/nothing}}
{{#searched}}<p><a href="/faq">[[faq.semua]]</a></p>{{/searched}}
{{#topics}}
<nav aria-label="[[faq.topik]]">
<ul class="row">
{{#topic_link}}
<li><a href="{{topic_anchor}}">{{topic_name}}</a></li>
{{/topic_link}}
</ul>
</nav>
{{#topic}}
<section class="read-wide" aria-labelledby="{{topic_id}}">
<h2 class="section-title" id="{{topic_id}}">{{topic_name}}</h2>
<div class="accordion">
{{>answers}}
</div>
</section>
{{/topic}}
<p>[[faq.masih]] <a href="/tiket/kategori">[[nav.buat]]</a></p>
{{/topics}}
</div>
