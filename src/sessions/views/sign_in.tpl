<div class="wrap read-wide stack">
<div class="page-head">
<h1>[[login.title]]</h1>
<p class="lead">[[login.lead]]</p>
</div>
{{#internal}}
<section class="card" aria-labelledby="h-intranet">
<h2 id="h-intranet">[[login.internal.h]]</h2>
{{#by_intranet}}
<p class="muted">[[login.internal.hint]]</p>
<div class="buttons"><a class="button primary" href="{{intranet_path}}" data-busy="[[login.mengalihkan]]">[[icon:log-in]][[login.internal.btn]]</a></div>
{{/by_intranet}}
{{#by_directory}}
<form method="post" action="/masuk/intranet" class="stack" novalidate>
<input type="hidden" name="tujuan" value="{{destination}}">
<div class="field{{#directory_open}} invalid{{/directory_open}}">
<label for="pengguna-intranet">[[login.internal.pengguna]]</label>
{{#directory_error}}<p class="error" id="pengguna-intranet-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{directory_error_text}}</span></p>{{/directory_error}}
<input class="input" id="pengguna-intranet" name="pengguna" autocomplete="username" autocapitalize="none" spellcheck="false" required value="{{directory_user}}"{{#directory_open}} aria-invalid="true" aria-describedby="pengguna-intranet-galat"{{/directory_open}}>
</div>
<div class="field">
<label for="sandi-intranet">[[login.internal.sandi]]</label>
<input class="input" id="sandi-intranet" name="sandi" type="password" autocomplete="current-password" required>
</div>
<div class="buttons"><button class="button primary" type="submit">[[icon:log-in]][[login.internal.btn]]</button></div>
</form>
{{/by_directory}}
</section>
{{/internal}}
{{#external}}
<section class="card" aria-labelledby="h-google">
<h2 id="h-google">[[login.external.h]]</h2>
<p class="muted">[[login.external.hint]]</p>
<div class="buttons"><a class="button primary" href="{{google_path}}" data-busy="[[login.mengalihkan]]">[[icon:log-in]][[login.external.btn]]</a></div>
</section>
{{/external}}
{{#demo}}
<section class="card" aria-labelledby="h-demo">
<h2 id="h-demo">[[login.demo.h]]</h2>
<p class="muted">[[login.demo.isi]]</p>
<form method="post" action="/masuk/demo" class="people">
<input type="hidden" name="tujuan" value="{{destination}}">
<ul class="bare cast" id="orang" tabindex="-1">
{{#member}}<li><button class="button wide" type="submit" name="orang" value="{{member_key}}"><span class="avatar" aria-hidden="true">{{member_initials}}</span><span class="who"><b>{{member_name}}</b> <small>{{member_role}}</small></span></button></li>
{{/member}}
</ul>
</form>
</section>
{{/demo}}
<section class="card" aria-labelledby="h-lokal">
<h2 id="h-lokal">[[login.lokal.h]]</h2>
<p class="muted">[[login.lokal.isi]]</p>
<form method="post" action="/masuk" class="stack" novalidate>
<input type="hidden" name="tujuan" value="{{destination}}">
<div class="field{{#local_open}} invalid{{/local_open}}">
<label for="pengguna">[[login.pengguna]]</label>
{{#local_error}}<p class="error" id="pengguna-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{local_error_text}}</span></p>{{/local_error}}
<input class="input" id="pengguna" name="pengguna" autocomplete="username" autocapitalize="none" spellcheck="false" required value="{{user_name}}"{{#local_open}} aria-invalid="true" aria-describedby="pengguna-galat"{{/local_open}}>
</div>
<div class="field">
<label for="sandi">[[login.sandi]]</label>
<input class="input" id="sandi" name="sandi" type="password" autocomplete="current-password" required>
</div>
<div class="buttons"><button class="button" type="submit">[[icon:log-in]][[nav.masuk]]</button></div>
</form>
</section>
<div class="accordion">
<details>
<summary>[[login.tidak_bisa]]<svg class="icon turn" aria-hidden="true"><use href="[[asset:icons.svg]]#chevron-down"/></svg></summary>
<p>[[login.tidak_bisa.isi]]</p>
<p><a href="/kontak">[[footer.kontak]]</a></p>
</details>
</div>
</div>
