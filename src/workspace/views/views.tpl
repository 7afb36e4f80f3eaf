<nav class="pane views" id="tampilan" aria-label="[[ag.tampilan]]" popover>
<h2>[[ag.tampilan.h]]</h2>
<ul>
{{#queue_view}}<li data-kind="{{view_kind}}"><a href="{{view_path}}"{{#view_here}} aria-current="page"{{/view_here}}><svg class="icon" aria-hidden="true"><use href="[[asset:icons.svg]]#{{view_icon}}"/></svg>{{view_name}}<span class="count">{{view_count}}</span></a></li>
{{/queue_view}}
</ul>
<h2>[[ag.layanan]]</h2>
<ul>
{{#service}}<li><a href="{{service_path}}"{{#service_here}} aria-current="true"{{/service_here}}>{{service_name}}</a></li>
{{/service}}
</ul>
</nav>
