<div class="wrap read stack loose">
<div class="page-head"><h1>[[dl.kode.judul]]</h1><p class="lead">[[dl.kode.lead]]</p></div>
<ul class="card bare codes">
{{#code}}<li class="number">{{code_text}}</li>
{{/code}}
</ul>
<div class="buttons"><button class="button" type="button" hidden data-salin="{{all_codes}}" data-tersalin="[[dl.kode.tersalin]]">[[icon:copy]][[dl.kode.salin]]</button><button class="button" type="button" hidden data-cetak>[[icon:printer]][[dl.kode.cetak]]</button></div>
<div class="buttons"><a class="button primary" href="{{home}}">[[dl.kode.selesai]]</a></div>
</div>
