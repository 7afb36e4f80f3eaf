<div class="wrap read stack loose">
<div class="page-head"><h1>[[tok.baru.judul]]</h1><p class="lead">[[tok.baru.lead]]</p></div>
<dl class="facts card">
<div><dt>[[tok.nama]]</dt><dd>{{name}}</dd></div>
<div><dt>[[tok.token]]</dt><dd class="number secret" id="token">{{secret}}</dd></div>
</dl>
<div class="buttons"><button class="button" type="button" hidden data-salin="{{secret}}" data-tersalin="[[tok.tersalin]]">[[icon:copy]][[tok.salin]]</button><a class="button primary" href="/akun/token">[[dl.kode.selesai]]</a></div>
</div>
