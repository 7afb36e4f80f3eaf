<main id="utama" tabindex="-1">
<div class="wrap read stack">
<div class="page-head"><h1>[[ag.cari.judul]]</h1></div>
<form class="search" action="/petugas/cari">
<label class="visually-hidden" for="q">[[ag.cari]]</label>
<input class="input number" id="q" name="q" type="search" value="{{typed}}">
<button class="button primary" type="submit">[[icon:search]]<span>[[lacak.cari]]</span></button>
</form>
{{#unknown}}<div class="notice" data-kind="warning" role="status">[[icon:circle-alert]]<div><p><strong>[[x.404.tiket]]</strong></p><p>[[ag.cari.kosong]]</p></div></div>{{/unknown}}
</div>
</main>
