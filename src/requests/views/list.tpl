<div class="wrap">
<div class="page-head row between">
<h1>[[l.judul]]</h1>
<a class="button primary" href="/tiket/kategori">[[icon:plus]][[nav.buat]]</a>
</div>
<nav aria-label="[[l.kelompok]]">
<ul class="tabs">
<li><a href="/tiket?tab=open"{{#at_open}} aria-current="page"{{/at_open}}>[[l.open]] <span class="count">({{open_count}})</span></a></li>
<li><a href="/tiket?tab=close"{{#at_closed}} aria-current="page"{{/at_closed}}>[[l.close]] <span class="count">({{closed_count}})</span></a></li>
</ul>
</nav>
<div class="row between toolbar-row">
<form class="search" role="search" action="/tiket">
<input type="hidden" name="tab" value="{{tab}}">
<label class="visually-hidden" for="cari">[[l.cari]]</label>
<input class="input" id="cari" name="cari" type="search" placeholder="[[l.cari]]" value="{{search}}">
<button class="button" type="submit">[[icon:search]]<span>[[lacak.cari]]</span></button>
</form>
<p class="muted small">[[l.urut]]</p>
</div>
{{#some}}
<table class="tickets as-cards" role="table">
<caption class="visually-hidden">[[l.keterangan]]</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">[[form.subjek]]</th><th scope="col" role="columnheader">[[t.layanan]]</th><th scope="col" role="columnheader">[[t.status]]</th><th scope="col" role="columnheader">[[t.diperbarui]]</th></tr></thead>
<tbody role="rowgroup">
{{/some}}
{{#ticket}}<tr role="row"{{#unread}} class="unread"{{/unread}}><th scope="row" role="rowheader">{{#unread}}<span class="dot" aria-hidden="true"></span>{{/unread}}<a href="{{path}}">{{subject}}</a> <span class="number">{{number}}</span>{{#unread}} <span class="visually-hidden">[[l.belum_dibaca]]</span>{{/unread}}{{#asks}}<span class="call">[[icon:circle-question-mark]][[k.judul]]</span>{{/asks}}{{#rates}}<span class="call">[[icon:circle-question-mark]][[k.ke_penilaian]]</span>{{/rates}}{{#needs_reply}}<span class="call">[[icon:reply]][[l.perlu_anda]]</span>{{/needs_reply}}</th><td role="cell" data-label="[[t.layanan]]">{{service_path}}</td><td role="cell" data-label="[[t.status]]">{{>status}}</td><td role="cell" data-label="[[t.diperbarui]]"><time datetime="{{updated_iso}}">{{updated}}</time></td></tr>
{{/ticket}}
{{#some}}
</tbody>
</table>
{{/some}}
{{#empty}}<div class="empty">[[icon:tickets]]<p>{{empty_text}}</p><a class="button" href="/tiket/kategori">[[icon:plus]][[nav.buat]]</a></div>{{/empty}}
{{>pager}}
</div>
