<main id="utama" tabindex="-1">
<div class="wrap stack loose">
<div class="page-head flush">
<h1>[[sv.judul]]</h1>
<p class="muted small">[[sv.per]] <time datetime="{{at_iso}}">{{at}}</time></p>
</div>
{{>tabs}}
<ul class="kpis">
{{#tile}}<li><a class="kpi" href="{{tile_path}}" data-kind="{{tile_kind}}"><span>{{tile_name}}</span><b>{{tile_count}}</b></a></li>
{{/tile}}
{{#day_tile}}<li><div class="kpi"><span>{{day_name}}</span><b>{{day_count}}</b><small>[[sv.hari_ini]]</small></div></li>
{{/day_tile}}
</ul>
<div class="board">
<section class="card two-thirds" aria-labelledby="h-tindakan">
<h2 id="h-tindakan">[[sv.tindakan]]</h2>
{{#all_clear}}<div class="empty">[[icon:circle-check]]<p>[[sv.tindakan.kosong]]</p></div>{{/all_clear}}
{{#some}}
<table class="tickets as-cards" role="table">
<caption class="visually-hidden">[[sv.tindakan.ket]]</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">[[nav.tiket]]</th><th scope="col" role="columnheader">[[sv.alasan]]</th><th scope="col" role="columnheader">[[t.petugas]]</th></tr></thead>
<tbody role="rowgroup">
{{/some}}
{{#ticket}}<tr role="row"><th scope="row" role="rowheader"><a href="{{path}}">{{subject}}</a> <span class="number">{{number}}</span></th><td role="cell" data-label="[[sv.alasan]]">{{>deadline}}{{#escalated}}<span class="sla">[[icon:flag]]{{escalated_text}}</span>{{/escalated}}{{#unassigned}}<span class="sla">[[icon:user-round-plus]]{{unassigned_text}}</span>{{/unassigned}}</td><td role="cell" data-label="[[t.petugas]]">{{assignee}}</td></tr>
{{/ticket}}
{{#some}}
</tbody>
</table>
{{/some}}
</section>
<section class="card third" aria-labelledby="h-beban">
<h2 id="h-beban">[[sv.beban]]</h2>
<table>
<caption class="visually-hidden">[[sv.beban.ket]]</caption>
<thead><tr><th scope="col">[[peran.agen]]</th><th scope="col" class="num">[[sv.beban.terbuka]]</th><th scope="col" class="num"><span class="visually-hidden">[[ag.v.batas]]</span><svg class="icon inline" aria-hidden="true"><use href="[[asset:icons.svg]]#clock"/></svg></th></tr></thead>
{{#team}}
<tbody>
<tr><th class="team" scope="rowgroup" colspan="3">{{team_name}}</th></tr>
{{#agent}}<tr><th scope="row">{{agent_name}}{{#away}}<br><small class="muted">{{away_text}}</small>{{/away}}<progress class="load" max="{{capacity}}" value="{{filled}}" aria-label="{{filled_text}}"></progress></th><td class="num">{{open}}</td><td class="num">{{due_soon}}</td></tr>
{{/agent}}
</tbody>
{{/team}}
</table>
<p><a href="/supervisor/agen">[[sv.agen]]</a></p>
</section>
</div>
</div>
</main>
