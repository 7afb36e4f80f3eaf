<!doctype html>
<html lang="[[lang]]">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="csrf" content="{{form_token}}">
{{#owner}}<meta name="pemilik" content="{{owner_id}}">
{{/owner}}<meta name="htmx-config" content="includeIndicatorCSS:false history:false">
<title>{{title}} - HERO</title>
<link rel="icon" href="[[asset:logo-favicon.svg]]" type="image/svg+xml">
<link rel="preload" href="[[asset:plus-jakarta-sans.woff2]]" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="[[asset:hero.css]]">
<script src="[[asset:htmx.js]]" defer></script>
<script src="[[asset:hero.js]]" type="module"></script>
{{#account}}{{#is_staff}}<script src="[[asset:keys.js]]" type="module"></script>
{{/is_staff}}{{/account}}</head>
<body{{#workspace}} class="workspace"{{/workspace}} data-density="rapat">
<a class="skip" href="#utama">[[a11y.skip]]</a>
<header class="agent-header">
<a class="brand" href="{{staff_home}}"><svg viewBox="0 0 119 32" role="img" aria-label="HERO"><use href="[[asset:icons.svg]]#hero"/></svg><span>[[nav.ruang_petugas]]</span></a>
{{#account}}{{#is_staff}}
<form class="search" role="search" action="/petugas/cari">
<label class="visually-hidden" for="cari-staf">[[ag.cari]]</label>
<input class="input" id="cari-staf" data-kunci="/" name="q" type="search" placeholder="[[ag.cari]]">
</form>
{{/is_staff}}{{/account}}
<nav class="site-nav" id="navigasi" aria-label="[[a11y.nav_main]]" popover>
<ul>
{{#account}}
{{#is_staff}}<li><a href="/petugas"{{#at_antrean}} aria-current="page"{{/at_antrean}}>[[nav.antrean]]</a></li>
<li class="narrow"><a href="/petugas/cari"{{#at_cari}} aria-current="page"{{/at_cari}}>[[ag.cari.judul]]</a></li>{{/is_staff}}
{{#is_supervisor}}<li><a href="/supervisor"{{#at_supervisor}} aria-current="page"{{/at_supervisor}}>[[nav.supervisor]]</a></li>{{/is_supervisor}}
{{#is_admin}}<li><a href="/admin"{{#at_admin}} aria-current="page"{{/at_admin}}>[[nav.admin]]</a></li>{{/is_admin}}
{{/account}}
<li class="lang"><a href="{{other_lang_path}}" lang="{{other_lang}}" hreflang="{{other_lang}}">[[lang.switch]]</a></li>
</ul>
</nav>
{{#account}}
<div class="account">
<button type="button" popovertarget="menu-akun"><span class="avatar" aria-hidden="true">{{person_initials}}</span><span>{{person_name}}</span>[[icon:chevron-down]]<span class="visually-hidden">, [[a11y.menu_akun]]</span></button>
<div class="menu" id="menu-akun" popover>
<a href="/">[[icon:house]][[nav.beranda]]</a>
<a href="/tiket">[[icon:tickets]][[nav.daftar]]</a>
<a href="/akun">[[icon:user-round]][[nav.akun]]</a>
{{#is_staff}}<button type="button" data-pintasan hidden>[[icon:keyboard]][[ag.pintasan]]</button>{{/is_staff}}
<form method="post" action="/keluar"><input type="hidden" name="csrf" value="{{form_token}}"><button type="submit">[[icon:log-out]][[nav.keluar]]</button></form>
</div>
<button class="menu-button" type="button" popovertarget="navigasi">[[icon:menu]]<span class="visually-hidden">[[a11y.menu_open]]</span></button>
</div>
{{/account}}
</header>
{{#crumbs}}
<nav class="crumbs wrap" aria-label="[[a11y.breadcrumb]]">
<ol>
{{#crumbs_home}}<li><a href="/petugas">[[nav.ruang_petugas]]</a></li>{{/crumbs_home}}
{{#crumb}}{{#crumb_link}}<li><a href="{{crumb_path}}">{{crumb_label}}</a></li>{{/crumb_link}}{{#crumb_here}}<li aria-current="page">{{crumb_label}}</li>{{/crumb_here}}
{{/crumb}}
</ol>
</nav>
{{/crumbs}}
{{#error_summary}}
<div class="wrap">
<div class="error-summary" id="ringkasan-kesalahan" role="alert" tabindex="-1" aria-labelledby="h-galat">
<h2 id="h-galat">[[err.judul]]</h2>
<ul>
{{#error_line}}<li><a href="#{{error_field}}">{{error_text}}</a></li>
{{/error_line}}
</ul>
</div>
</div>
{{/error_summary}}
{{#notices}}
<div class="wrap notices">
<div class="notice" data-kind="{{notice_kind}}" role="status"><svg class="icon" aria-hidden="true"><use href="[[asset:icons.svg]]#{{notice_icon}}"/></svg><div><p>{{notice_text}}</p></div></div>
</div>
{{/notices}}
{{>content}}
{{#with_footer}}
<footer class="site-footer">
<div class="wrap">
<nav aria-label="[[a11y.nav_bantuan]]">
<ul>
<li><a href="/kontak">[[footer.kontak]]</a></li>
<li><a href="/faq">[[nav.faq]]</a></li>
<li><a href="/syarat-ketentuan">[[footer.syarat]]</a></li>
<li><a href="/privasi">[[footer.privasi]]</a></li>
<li><a href="/aksesibilitas">[[footer.aksesibilitas]]</a></li>
{{#demo}}<li><a href="/demo/surat">[[demo.surat]]</a></li>{{/demo}}
</ul>
</nav>
<div class="fine">
<p>[[app.owner]]</p>
</div>
</div>
</footer>
{{/with_footer}}
{{#account}}{{#is_staff}}
<dialog id="pintasan" aria-labelledby="h-pintasan">
<h2 class="dialog-title" id="h-pintasan">[[ag.pintasan]]</h2>
<dl class="keys">
<div><dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>[[ag.pintasan.langkah]]</dd></div>
<div><dt><kbd>Enter</kbd> <kbd>o</kbd></dt><dd>[[lacak.buka]]</dd></div>
<div><dt><kbd>u</kbd></dt><dd>[[ag.pintasan.kembali]]</dd></div>
<div><dt><kbd>/</kbd></dt><dd>[[ag.cari]]</dd></div>
<div><dt><kbd>g</kbd> <kbd>s</kbd></dt><dd>[[ag.v.saya]]</dd></div>
<div><dt><kbd>g</kbd> <kbd>b</kbd></dt><dd>[[ag.v.belum]]</dd></div>
<div><dt><kbd>g</kbd> <kbd>l</kbd></dt><dd>[[ag.v.lewat]]</dd></div>
<div><dt><kbd>.</kbd></dt><dd>[[t.salin]]</dd></div>
<div><dt><kbd>r</kbd></dt><dd>[[ag.balas]]</dd></div>
<div><dt><kbd>x</kbd></dt><dd>[[ag.catatan]]</dd></div>
<div><dt><kbd>a</kbd></dt><dd>[[ag.ambil]] / [[sv.tugaskan]]</dd></div>
<div><dt><kbd>e</kbd></dt><dd>[[ag.eskalasi]]</dd></div>
<div><dt><kbd>l</kbd></dt><dd>[[ag.ubah_layanan]]</dd></div>
<div><dt><kbd>Ctrl</kbd> <kbd>Enter</kbd></dt><dd>[[ag.kirim]]</dd></div>
<div><dt><kbd>Ctrl</kbd> <kbd>Shift</kbd> <kbd>Enter</kbd></dt><dd>[[ag.kirim_resolve]]</dd></div>
<div><dt><kbd>?</kbd></dt><dd>[[ag.pintasan]]</dd></div>
</dl>
<div class="agree"><input type="checkbox" id="pintasan-mati"><label for="pintasan-mati">[[ag.pintasan.mati]]</label></div>
<div class="buttons"><button class="button" type="button">[[btn.tutup]]</button></div>
</dialog>
{{/is_staff}}{{/account}}
{{>session_end}}
<div class="toasts" id="pesan" role="status" data-luring="[[msg.luring]]" data-daring="[[msg.daring]]"{{#live}} data-aliran="{{live_path}}" data-berubah="{{live_changed}}" data-satu="[[unfilled:t.baru#0]]" data-banyak="[[unfilled:t.baru#1]]" data-tampilkan="[[btn.tampilkan]]" data-putus="[[ag.putus]]"{{/live}}></div>
</body>
</html>
