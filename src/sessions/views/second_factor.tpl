<div class="wrap read stack loose">
<div class="page-head"><h1>[[dl.judul]]</h1><p class="lead">[[dl.lead]]</p></div>
{{#required}}<div class="notice" data-kind="warning">[[icon:shield-alert]]<div><p>[[dl.wajib]]</p></div></div>{{/required}}
{{#none}}
<form class="form" method="post" action="/akun/dua-langkah" novalidate>
<input type="hidden" name="csrf" value="{{token}}">
<div class="field{{#password_invalid}} invalid{{/password_invalid}}">
<label for="sandi">[[a.sandi.lama]]</label>
{{#password_error}}<p class="error" id="sandi-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{password_error_text}}</span></p>{{/password_error}}
<input class="input" id="sandi" name="sandi" type="password" autocomplete="current-password" required{{#password_invalid}} aria-invalid="true" aria-describedby="sandi-galat"{{/password_invalid}}>
</div>
<div class="buttons"><button class="button primary" type="submit">[[icon:shield-check]][[dl.mulai]]</button></div>
</form>
{{/none}}
{{#trial}}
<section class="card stack" aria-labelledby="h-pasang">
<h2 id="h-pasang">[[dl.pasang]]</h2>
<p>[[dl.pasang.isi]]</p>
<div class="qr">{{qr:none}}</div>
<dl class="facts">
<div><dt>[[dl.akun]]</dt><dd>HERO: {{user_name}}</dd></div>
<div><dt>[[dl.kunci]]</dt><dd class="number secret">{{secret}}</dd></div>
</dl>
<form class="form" method="post" action="/akun/dua-langkah/konfirmasi" novalidate>
<input type="hidden" name="csrf" value="{{token}}">
<div class="field{{#code_invalid}} invalid{{/code_invalid}}">
<label for="kode">[[dl.kode]]</label>
{{#code_error}}<p class="error" id="kode-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{code_error_text}}</span></p>{{/code_error}}
<input class="input" id="kode" name="kode" inputmode="numeric" autocomplete="one-time-code" required{{#code_invalid}} aria-invalid="true" aria-describedby="kode-galat"{{/code_invalid}}>
</div>
<div class="buttons"><button class="button primary" type="submit">[[dl.aktifkan]]</button></div>
</form>
</section>
{{/trial}}
{{#confirmed}}
<p>[[icon:shield-check]] [[dl.aktif]] [[dl.sisa]] {{left}}</p>
<form class="form" method="post" action="/akun/dua-langkah/kode-pemulihan" novalidate>
<input type="hidden" name="csrf" value="{{token}}">
<fieldset class="stack">
<legend>[[dl.bukti]]</legend>
<div class="field">
<label for="sandi">[[login.sandi]]</label>
<input class="input" id="sandi" name="sandi" type="password" autocomplete="current-password" required>
</div>
<div class="field{{#code_invalid}} invalid{{/code_invalid}}">
<label for="kode">[[kode.label]]</label>
{{#code_error}}<p class="error" id="kode-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{code_error_text}}</span></p>{{/code_error}}
<input class="input" id="kode" name="kode" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" required{{#code_invalid}} aria-invalid="true" aria-describedby="kode-galat"{{/code_invalid}}>
</div>
</fieldset>
<div class="buttons"><button class="button" type="submit">[[dl.kode.baru]]</button><button class="button danger" type="submit" formaction="/akun/dua-langkah/penonaktifan">[[dl.matikan]]</button></div>
</form>
{{/confirmed}}
</div>
