<div class="wrap read stack">
<div class="page-head"><h1>[[a.sesi.bukti]]</h1><p class="lead">{{#one}}[[a.sesi.bukti.satu]]{{/one}}{{#all}}[[a.sesi.bukti.semua]]{{/all}}</p></div>
{{#by_password}}
<form class="form" method="post" action="{{path}}" novalidate>
<input type="hidden" name="csrf" value="{{token}}">
<div class="field{{#invalid}} invalid{{/invalid}}">
<label for="sandi">[[a.sandi.lama]]</label>
{{#error}}<p class="error" id="sandi-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{error_text}}</span></p>{{/error}}
<input class="input" id="sandi" name="sandi" type="password" autocomplete="current-password" required{{#invalid}} aria-invalid="true"{{/invalid}}{{#error}} aria-describedby="sandi-galat"{{/error}}>
</div>
<div class="buttons"><button class="button primary" type="submit">{{#end_one}}[[btn.akhiri]]{{/end_one}}{{#end_all}}[[a.sesi.semua]]{{/end_all}}</button><a class="button quiet" href="/akun">[[btn.batal]]</a></div>
</form>
{{/by_password}}
{{#by_sign_in}}
<p>[[a.sesi.bukti.masuk]]</p>
<div class="buttons"><a class="button primary" href="{{sign_in_path}}" data-busy="[[login.mengalihkan]]">[[a.sesi.bukti.tombol]]</a><a class="button quiet" href="/akun">[[btn.batal]]</a></div>
{{/by_sign_in}}
</div>
