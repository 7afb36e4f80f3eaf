<main id="utama" tabindex="-1">
<div class="wrap read stack">
<div class="page-head"><h1>[[ad.judul]]</h1></div>
<ul class="links">
<li><a href="/admin/pengguna"><span>[[ad.pengguna]]<small>[[ad.pengguna.ket]]</small></span>[[icon:chevron-right]]</a></li>
<li><a href="/admin/kalender"><span>[[ad.kalender]]<small>[[ad.kalender.ket]]</small></span>[[icon:chevron-right]]</a></li>
<li><a href="/admin/tiket"><span>[[ad.periksa]]<small>[[ad.periksa.ket]]</small></span>[[icon:chevron-right]]</a></li>
<li><a href="/admin/audit"><span>[[ad.audit]]<small>[[ad.audit.ket]]</small></span>[[icon:chevron-right]]</a></li>
<li><a href="/admin/sistem"><span>[[ad.sistem]]<small>[[ad.sistem.ket]]</small></span>[[icon:chevron-right]]</a></li>
</ul>
</div>
</main>
