<div class="wrap read stack">
<div class="page-head"><h1>[[logout.judul]]</h1><p class="lead">[[logout.ok]]</p></div>
<div class="buttons"><a class="button primary" href="/masuk">[[icon:log-in]][[nav.masuk]]</a><a class="button" href="/">[[nav.beranda]]</a></div>
</div>
