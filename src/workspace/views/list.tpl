<section class="pane list-pane" aria-labelledby="h-antrean">
<div class="list-head">
<button class="button quiet square to-views" type="button" popovertarget="tampilan">[[icon:menu]]<span class="visually-hidden">[[ag.pilih_tampilan]]</span></button>
{{#alone}}<h1 id="h-antrean">{{view_name}}</h1>{{/alone}}
{{#beside_ticket}}<h2 id="h-antrean">{{view_name}}</h2>{{/beside_ticket}}
</div>
<ol class="queue">
{{#ticket}}<li class="{{row_class}}"><span class="number">{{number}}{{#unread}} <span class="dot"></span><span class="visually-hidden">[[l.belum_dibaca]]</span>{{/unread}}</span>{{>deadline}}<a href="{{path}}"{{#open_here}} aria-current="true"{{/open_here}}>{{subject}}</a><span class="meta"><span>{{about}}{{#assigned}} · {{assignee}}{{/assigned}}</span></span></li>
{{/ticket}}
</ol>
{{#nothing}}<div class="empty">[[icon:inbox]]<p>[[ag.kosong]]</p></div>{{/nothing}}
{{>pager}}
</section>
