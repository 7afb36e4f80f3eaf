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
</head>
<body>
<a class="skip" href="#utama">[[a11y.skip]]</a>
<header class="site-header">
<div class="wrap">
<a class="brand" href="/"><svg viewBox="0 0 119 32" role="img" aria-label="HERO"><use href="[[asset:icons.svg]]#hero"/></svg><span>[[app.tagline]]</span></a>
<nav class="site-nav" id="navigasi" aria-label="[[a11y.nav_main]]" popover>
<ul>
<li><a href="/"{{#at_beranda}} aria-current="page"{{/at_beranda}}>[[nav.beranda]]</a></li>
<li><a href="/lacak"{{#at_lacak}} aria-current="page"{{/at_lacak}}>[[nav.lacak]]</a></li>
<li><a href="/unduh"{{#at_unduh}} aria-current="page"{{/at_unduh}}>[[nav.unduh]]</a></li>
<li><a href="/faq"{{#at_faq}} aria-current="page"{{/at_faq}}>[[nav.faq]]</a></li>
<li class="lang"><a href="{{other_lang_path}}" lang="{{other_lang}}" hreflang="{{other_lang}}">[[lang.switch]]</a></li>
</ul>
</nav>
{{#visitor}}
<div class="account push">
<a class="button quiet lang" href="{{other_lang_path}}" lang="{{other_lang}}" hreflang="{{other_lang}}">[[lang.switch]]</a>
<a class="button" href="/masuk">[[icon:log-in]][[nav.masuk]]</a>
</div>
{{/visitor}}
{{#account}}
<div class="account push">
<button type="button" popovertarget="menu-akun"><span class="avatar" aria-hidden="true">{{person_initials}}</span><span>{{person_name}}</span>[[icon:chevron-down]]<span class="visually-hidden">, [[a11y.menu_akun]]</span></button>
<div class="menu" id="menu-akun" popover>
{{#is_staff}}<a href="/petugas">[[icon:inbox]][[nav.ruang_petugas]]</a>{{/is_staff}}
{{#is_admin}}<a href="/admin">[[icon:sliders-horizontal]][[nav.admin]]</a>{{/is_admin}}
<a href="/tiket">[[icon:tickets]][[nav.daftar]]</a>
<a href="/akun">[[icon:user-round]][[nav.akun]]</a>
<a href="{{other_lang_path}}" lang="{{other_lang}}" hreflang="{{other_lang}}">[[icon:globe]][[lang.switch]]</a>
<form method="post" action="/keluar"><input type="hidden" name="csrf" value="{{form_token}}"><button type="submit">[[icon:log-out]][[nav.keluar]]</button></form>
</div>
</div>
{{/account}}
<button class="menu-button" type="button" popovertarget="navigasi">[[icon:menu]]<span class="visually-hidden">[[a11y.menu_open]]</span></button>
</div>
</header>
{{#crumbs}}
<nav class="crumbs wrap" aria-label="[[a11y.breadcrumb]]">
<ol>
<li><a href="/">[[nav.beranda]]</a></li>
{{#crumb}}{{#crumb_link}}<li><a href="{{crumb_path}}">{{crumb_label}}</a></li>{{/crumb_link}}{{#crumb_here}}<li aria-current="page">{{crumb_label}}</li>{{/crumb_here}}
{{/crumb}}
</ol>
</nav>
{{/crumbs}}
<main id="utama" tabindex="-1">
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
</main>
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
<p>[[footer.jam]] [[footer.gratis]]</p>
<p><a href="https://www.lapor.go.id" rel="noopener">[[footer.lapor]]</a></p>
<p>[[app.owner]]</p>
</div>
</div>
</footer>
{{#bottom_bar}}
<nav class="bottom-bar" aria-label="[[a11y.nav_cepat]]">
<ul>
<li><a href="/"{{#at_beranda}} aria-current="page"{{/at_beranda}}>[[icon:house]][[nav.beranda]]</a></li>
<li><a href="/tiket"{{#at_daftar}} aria-current="page"{{/at_daftar}}>[[icon:tickets]][[nav.daftar]]</a></li>
<li><a href="/tiket/kategori" class="main-act"{{#at_buat}} aria-current="page"{{/at_buat}}>[[icon:plus]][[nav.buat]]</a></li>
<li><a href="/lacak"{{#at_lacak}} aria-current="page"{{/at_lacak}}>[[icon:search]][[nav.lacak]]</a></li>
<li><a href="/akun">[[icon:user-round]][[nav.akun_pendek]]</a></li>
</ul>
</nav>
{{/bottom_bar}}
{{>session_end}}
<div class="toasts" id="pesan" role="status" data-luring="[[msg.luring]]" data-daring="[[msg.daring]]"{{#live}} data-aliran="{{live_path}}" data-berubah="{{live_changed}}" data-satu="[[unfilled:t.baru#0]]" data-banyak="[[unfilled:t.baru#1]]" data-tampilkan="[[btn.tampilkan]]" data-putus="[[ag.putus]]"{{/live}}></div>
</body>
</html>
