<div class="wrap stack loose">
<div class="page-head"><h1>[[a.judul]]</h1></div>
<dl class="facts card read">
<div><dt>[[form.nama]]</dt><dd>{{name}}</dd></div>
<div><dt>[[form.email]]</dt><dd>{{email}}</dd></div>
<div><dt>[[a.peran]]</dt><dd>{{role}}</dd></div>
<div><dt>[[t.masuk_melalui]]</dt><dd>{{channel}}</dd></div>
</dl>
<form class="form" method="post" action="/akun">
<input type="hidden" name="csrf" value="{{token}}">
<fieldset class="choices">
<legend>[[a.bahasa]]</legend>
<label class="choice"><input type="radio" name="bahasa" value="id"{{#indonesian}} checked{{/indonesian}}><div><b lang="id">Bahasa Indonesia</b></div></label>
<label class="choice"><input type="radio" name="bahasa" value="en"{{#english}} checked{{/english}}><div><b lang="en">English</b></div></label>
</fieldset>
<div class="field"><div class="agree"><input type="checkbox" id="surat" name="surat" value="1"{{#wants_mail}} checked{{/wants_mail}}><label for="surat">[[a.notif]]</label></div></div>
<div class="buttons"><button class="button primary" type="submit">[[btn.simpan]]</button></div>
</form>
{{#security}}
<section class="stack" aria-labelledby="h-aman">
<h2 class="section-title" id="h-aman">[[a.aman]]</h2>
<ul class="bare stack">
{{#local}}<li><a href="/akun/sandi">[[icon:lock]][[a.sandi]]</a></li>
<li><a href="/akun/dua-langkah">[[icon:shield-check]][[dl.judul]]</a></li>{{/local}}
{{#programs}}<li><a href="/akun/token">[[icon:lock]][[tok.judul]]</a></li>{{/programs}}
</ul>
</section>
{{/security}}
<section class="stack" aria-labelledby="h-sesi">
<h2 class="section-title" id="h-sesi">[[a.sesi]]</h2>
<table class="tickets as-cards" role="table">
<caption class="visually-hidden">[[a.sesi]]</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">[[a.sesi.perangkat]]</th><th scope="col" role="columnheader">[[a.sesi.alamat]]</th><th scope="col" role="columnheader">[[a.sesi.sejak]]</th><th scope="col" role="columnheader">[[a.sesi.terakhir]]</th><th scope="col" role="columnheader"><span class="visually-hidden">[[btn.akhiri]]</span></th></tr></thead>
<tbody role="rowgroup">
{{#session}}<tr role="row"><th scope="row" role="rowheader">{{device}}</th><td role="cell" data-label="[[a.sesi.alamat]]">{{address}}</td><td role="cell" data-label="[[a.sesi.sejak]]"><time datetime="{{since_iso}}">{{since}}</time></td><td role="cell" data-label="[[a.sesi.terakhir]]"><time datetime="{{seen_iso}}">{{seen}}</time></td><td role="cell">{{#this_session}}<span class="tag">[[a.sesi.ini]]</span>{{/this_session}}{{#other_session}}<form method="post" action="/akun/sesi/{{session_id}}/penutupan"><input type="hidden" name="csrf" value="{{token}}"><button class="button quiet" type="submit">[[btn.akhiri]]<span class="visually-hidden">: {{device}}, {{seen}}</span></button></form>{{/other_session}}</td></tr>
{{/session}}
</tbody>
</table>
<p class="muted">[[a.sesi.isi]]</p>
<form method="post" action="/akun/sesi/penutupan"><input type="hidden" name="csrf" value="{{token}}"><div class="buttons"><button class="button" type="submit">[[icon:log-out]][[a.sesi.semua]]</button></div></form>
</section>
</div>
