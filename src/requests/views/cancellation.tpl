<div class="wrap read stack">
<div class="page-head"><h1>{{question}}</h1><p class="muted">{{subject}}</p></div>
<p>[[t.batalkan.isi]]</p>
<form class="buttons" method="post" action="/tiket/{{number}}/pembatalan">
<input type="hidden" name="csrf" value="{{token}}">
<button class="button danger primary" type="submit">[[t.batalkan.ya]]</button>
<a class="button" href="/tiket/{{number}}">[[btn.kembali]]</a>
</form>
</div>
