<div class="ground welcome">
<div class="wrap">
<div class="stack">
<h1>[[home.title]]</h1>
<p class="lead">[[home.lead]]</p>
<form class="search large" role="search" action="/faq">
<label class="visually-hidden" for="cari">[[home.cari.label]]</label>
<input class="input" id="cari" name="cari" type="search" maxlength="200" placeholder="[[home.search]]">
<button class="button large" type="submit">[[icon:search]][[lacak.cari]]</button>
</form>
<div class="buttons">
<a class="button primary large" href="/tiket/kategori">[[icon:plus]][[home.cta]]</a>
{{#visitor}}<span class="muted">[[home.masuk_perlu]]</span>{{/visitor}}
{{#somebody}}<span class="muted">[[home.selamat]]</span>{{/somebody}}
</div>
</div>
<div class="slip">
<div>
<h2>[[lacak.judul]]</h2>
<p class="muted">[[lacak.lead]]</p>
</div>
<form action="/lacak">
<div class="field">
<label for="nomor">[[lacak.nomor]]</label>
<input class="input number" id="nomor" name="nomor" maxlength="100" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="nomor-petunjuk">
<p class="hint" id="nomor-petunjuk">[[lacak.hint]]</p>
</div>
<button class="button wide" type="submit">[[icon:search]][[home.cta2]]</button>
</form>
</div>
</div>
</div>
<section class="band" aria-labelledby="h-langkah">
<div class="wrap">
<h2 id="h-langkah">[[home.langkah.judul]]</h2>
<ol class="steps3">
<li>[[home.langkah1]]</li>
<li>[[home.langkah2]]</li>
<li>[[home.langkah3]]</li>
</ol>
</div>
</section>
<section class="band" aria-labelledby="h-faq">
<div class="wrap">
<h2 id="h-faq">[[home.populer]]</h2>
<div class="split">
<div class="stack">
<div class="accordion">
{{>popular}}
</div>
<p><a href="/faq">[[faq.semua]]</a></p>
</div>
<aside class="card" aria-labelledby="h-jam">
{{>hours}}
</aside>
</div>
</div>
</section>
