<section class="pane list-pane" aria-labelledby="h-antrean">
<div class="list-head">
<button class="button quiet square to-views" type="button" popovertarget="tampilan">[[icon:menu]]<span class="visually-hidden">[[ag.pilih_tampilan]]</span></button>
{{#alone}}<h1 id="h-antrean">{{view_name}}{{#counted}} <span class="count">{{count}}</span>{{/counted}}</h1>{{/alone}}
{{#beside_ticket}}<h2 id="h-antrean">{{view_name}}{{#counted}} <span class="count">{{count}}</span>{{/counted}}</h2>{{/beside_ticket}}
</div>
<div class="filter-line">
<details>
<summary>[[icon:sliders-horizontal]]<span>[[ag.saring]]{{#filtered}}: <strong>{{filter_text}}</strong>{{/filtered}}</span></summary>
<form class="stack" method="get" action="/petugas">
<input type="hidden" name="tampilan" value="{{view_code}}">
<div class="field"><label for="saring-layanan">[[t.layanan]]</label><select class="select" id="saring-layanan" name="layanan"><option value="">[[ag.saring.semua]]</option>{{#service}}<option value="{{service_slug}}"{{#service_here}} selected{{/service_here}}>{{service_name}}</option>{{/service}}</select></div>
<div class="field"><label for="saring-jenis">[[form.jenis]]</label><select class="select" id="saring-jenis" name="jenis"><option value="">[[ag.saring.semua]]</option>{{#kind}}<option value="{{kind_code}}"{{#kind_here}} selected{{/kind_here}}>{{kind_name}}</option>{{/kind}}</select></div>
<div class="field"><label for="saring-dampak">[[form.dampak]]</label><select class="select" id="saring-dampak" name="dampak"><option value="">[[ag.saring.semua]]</option>{{#impact}}<option value="{{impact_code}}"{{#impact_here}} selected{{/impact_here}}>{{impact_name}}</option>{{/impact}}</select></div>
<div class="buttons"><button class="button" type="submit">[[ag.saring.terapkan]]</button></div>
</form>
</details>
{{#filtered}}<a class="button quiet" href="{{all_path}}">[[icon:x]][[ag.saring.hapus]]</a>{{/filtered}}
</div>
{{#bulk}}
<form class="bulk" id="ambil-beberapa" method="post" action="/petugas/pengambilan?{{bulk_query}}">
<input type="hidden" name="csrf" value="{{token}}">
{{#bulk_error}}<p class="error" id="tiket-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{bulk_error_text}}</span></p>{{/bulk_error}}
<span role="status" data-terpilih="tiket" data-satu="[[unfilled:ag.pilihan#0]]" data-banyak="[[unfilled:ag.pilihan#1]]">[[ag.pilih_beberapa]]</span>
<button class="button" type="submit">[[icon:user-round-plus]][[ag.ambil]]</button>
</form>
{{/bulk}}
<ol class="queue">
{{#ticket}}<li class="{{row_class}}">{{#pickable}}<input type="checkbox" form="ambil-beberapa" name="tiket" value="{{number}}" aria-label="[[sv.pilih]] {{number}}">{{/pickable}}<span class="number">{{number}}{{#unread}} <span class="dot"></span><span class="visually-hidden">[[l.belum_dibaca]]</span>{{/unread}}</span>{{>deadline}}{{#ended}}<span class="sla">{{ended_text}}</span>{{/ended}}<a href="{{path}}"{{#open_here}} aria-current="true"{{/open_here}}>{{subject}}</a><span class="meta"><span>{{about}}</span></span></li>
{{/ticket}}
</ol>
{{#nothing}}<div class="empty">[[icon:inbox]]<p>[[ag.kosong]]</p></div>{{/nothing}}
{{#no_match}}<div class="empty">[[icon:inbox]]<p>[[ag.saring.kosong]]</p></div>{{/no_match}}
{{>pager}}
</section>
