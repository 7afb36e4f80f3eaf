<div class="wrap read stack">
<div class="page-head"><h1>[[r.terima_kasih]]</h1><p class="lead">{{closed_text}}</p></div>
<p>[[r.nilai_anda]] <strong>{{grade}}</strong></p>
<div class="buttons"><a class="button primary" href="/tiket">[[icon:tickets]][[nav.daftar]]</a><a class="button" href="{{path}}">[[r.lihat]]</a></div>
</div>
