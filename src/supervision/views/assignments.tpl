<main id="utama" tabindex="-1">
<div class="wrap stack loose">
<div class="page-head flush">
<h1>[[sv.nav.penugasan]]</h1>
<p class="lead">[[sv.penugasan.lead]]</p>
</div>
{{>tabs}}
{{#nothing}}<div class="empty">[[icon:inbox]]<p>[[sv.penugasan.kosong]]</p></div>{{/nothing}}
{{#team}}
<section class="card" aria-labelledby="h-tim-{{team_id}}">
<h2 id="h-tim-{{team_id}}">{{team_name}}</h2>
{{#more}}<p class="hint">[[sv.penugasan.sebagian]]</p>{{/more}}
<form class="stack" method="get" action="/supervisor/penugasan/periksa" novalidate>
<input type="hidden" name="tim" value="{{team_id}}">
<div class="field{{#tickets_invalid}} invalid{{/tickets_invalid}}" id="tiket-{{team_id}}">
{{#tickets_error}}<p class="error">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{tickets_error_text}}</span></p>{{/tickets_error}}
<table class="tickets as-cards" role="table">
<caption class="visually-hidden">[[ag.v.belum]]: {{team_name}}</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader"><span class="visually-hidden">[[sv.pilih]]</span></th><th scope="col" role="columnheader">[[nav.tiket]]</th><th scope="col" role="columnheader">[[t.layanan]]</th><th scope="col" role="columnheader">[[ag.batas]]</th></tr></thead>
<tbody role="rowgroup">
{{#ticket}}<tr role="row"><td role="cell"><label class="pick above"><input type="checkbox" name="tiket" value="{{number}}"{{#checked}} checked{{/checked}}><span class="visually-hidden">[[sv.pilih]] {{number}}</span></label></td><th scope="row" role="rowheader"><a href="{{path}}">{{subject}}</a> <span class="number">{{number}}</span></th><td role="cell" data-label="[[t.layanan]]">{{service}}</td><td role="cell" data-label="[[ag.batas]]">{{>deadline}}</td></tr>
{{/ticket}}
</tbody>
</table>
</div>
<div class="field{{#agent_invalid}} invalid{{/agent_invalid}}">
<label for="agen-{{team_id}}">[[sv.tugaskan.kepada]]</label>
{{#suggestion}}<p class="hint" id="agen-{{team_id}}-saran">{{suggestion_text}}</p>
{{/suggestion}}{{#agent_error}}<p class="error" id="agen-{{team_id}}-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{agent_error_text}}</span></p>{{/agent_error}}
<select class="select" id="agen-{{team_id}}" name="agen" aria-describedby="{{#suggestion}}agen-{{team_id}}-saran{{/suggestion}}{{#agent_invalid}} agen-{{team_id}}-galat{{/agent_invalid}}"{{#agent_invalid}} aria-invalid="true"{{/agent_invalid}}>
<option value="">[[sv.pilih_agen]]</option>
{{#agent}}<option value="{{agent_id}}"{{#agent_chosen}} selected{{/agent_chosen}}>{{agent_name}}</option>
{{/agent}}
</select>
</div>
<div class="buttons"><button class="button" type="submit">[[icon:user-round-plus]][[sv.tugaskan]]<span class="visually-hidden"> ({{team_name}})</span></button><span class="muted small" role="status" data-terpilih="tiket" data-satu="[[unfilled:ag.pilihan#0]]" data-banyak="[[unfilled:ag.pilihan#1]]"></span></div>
</form>
</section>
{{/team}}
</div>
</main>
