<section class="pane list-pane" aria-labelledby="h-antrean">
<div class="list-head">
<button class="button quiet square to-views" type="button" popovertarget="tampilan">[[icon:menu]]<span class="visually-hidden">[[ag.pilih_tampilan]]</span></button>
{{#alone}}<h1 id="h-antrean">{{view_name}}{{#counted}} <span class="count">{{count}}</span>{{/counted}}</h1>{{/alone}}
{{#beside_ticket}}<h2 id="h-antrean">{{view_name}}{{#counted}} <span class="count">{{count}}</span>{{/counted}}</h2>{{/beside_ticket}}
</div>
{{#one_service}}<p class="filter-line"><span>{{service_name}}</span><a class="button quiet" href="{{all_path}}">[[icon:x]][[ag.semua_layanan]]</a></p>
{{/one_service}}
{{#bulk}}
<form class="bulk" id="ambil-beberapa" method="post" action="/petugas/pengambilan?{{bulk_query}}">
<input type="hidden" name="csrf" value="{{token}}">
{{#bulk_error}}<p class="error" id="tiket-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{bulk_error_text}}</span></p>{{/bulk_error}}
<span role="status" data-terpilih="tiket" data-satu="[[unfilled:ag.pilihan#0]]" data-banyak="[[unfilled:ag.pilihan#1]]">[[ag.pilih_beberapa]]</span>
<button class="button" type="submit">[[icon:user-round-plus]][[ag.ambil]]</button>
</form>
{{/bulk}}
<ol class="queue">
{{#ticket}}<li class="{{row_class}}">{{#pickable}}<input type="checkbox" form="ambil-beberapa" name="tiket" value="{{number}}" aria-label="[[sv.pilih]] {{number}}">{{/pickable}}<span class="number">{{number}}{{#unread}} <span class="dot"></span><span class="visually-hidden">[[l.belum_dibaca]]</span>{{/unread}}</span>{{>deadline}}{{#ended}}<span class="sla">{{ended_text}}</span>{{/ended}}<a href="{{path}}"{{#open_here}} aria-current="true"{{/open_here}}>{{subject}}</a><span class="meta"><span>{{about}}{{#assigned}} · {{assignee}}{{/assigned}}</span></span></li>
{{/ticket}}
</ol>
{{#nothing}}<div class="empty">[[icon:inbox]]<p>[[ag.kosong]]</p></div>{{/nothing}}
{{>pager}}
</section>
