<main id="utama" tabindex="-1">
<div class="wrap stack loose">
<div class="page-head flush"><h1>[[ad.sandi.judul]]</h1><p class="lead">[[ad.sandi.lead]]</p></div>
<dl class="facts card">
<div><dt>[[form.nama]]</dt><dd>{{name}}</dd></div>
<div><dt>[[ad.sandi.tautan]]</dt><dd class="number secret" id="tautan">{{link}}</dd></div>
</dl>
<div class="buttons"><button class="button" type="button" hidden data-salin="{{link}}" data-tersalin="[[ad.sandi.tersalin]]">[[icon:copy]][[ad.sandi.salin]]</button><a class="button primary" href="{{path}}">[[dl.kode.selesai]]</a></div>
</div>
</main>
