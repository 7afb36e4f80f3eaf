<main id="utama" tabindex="-1">
<div class="wrap read stack">
<div class="page-head"><h1>[[x.404.tiket]]</h1><p class="lead">[[ag.cari.kosong]]</p></div>
<form class="search" role="search" action="/petugas/cari">
<label class="visually-hidden" for="q">[[ag.cari]]</label>
<input class="input number" id="q" name="q" type="search" value="{{typed}}">
<button class="button primary" type="submit">[[icon:search]]<span>[[lacak.cari]]</span></button>
</form>
</div>
</main>
