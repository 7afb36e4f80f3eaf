<main id="utama" tabindex="-1">
<div class="wrap stack loose">
<div class="page-head flush">
<h1>[[sv.periksa]]</h1>
<p class="lead">[[sv.tugaskan.kepada]] <strong>{{agent_name}}</strong> ({{load}})</p>
</div>
{{>tabs}}
{{#skipped}}<div class="notice" data-kind="warning">[[icon:triangle-alert]]<div><p>{{skipped_text}}</p></div></div>{{/skipped}}
<section class="card" aria-label="[[nav.tiket]]">
<table class="tickets as-cards" role="table">
<caption class="visually-hidden">[[sv.periksa]]</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">[[nav.tiket]]</th><th scope="col" role="columnheader">[[t.layanan]]</th><th scope="col" role="columnheader">[[ag.batas]]</th></tr></thead>
<tbody role="rowgroup">
{{#ticket}}<tr role="row"><th scope="row" role="rowheader">{{subject}} <span class="number">{{number}}</span></th><td role="cell" data-label="[[t.layanan]]">{{service}}</td><td role="cell" data-label="[[ag.batas]]">{{>deadline}}</td></tr>
{{/ticket}}
</tbody>
</table>
<div class="buttons">
{{#form}}<form method="post" action="/supervisor/penugasan">
<input type="hidden" name="csrf" value="{{token}}"><input type="hidden" name="tim" value="{{team_id}}"><input type="hidden" name="agen" value="{{agent_id}}">
{{#chosen}}<input type="hidden" name="tiket" value="{{chosen_number}}">{{/chosen}}
<button class="button primary" type="submit">[[icon:user-round-plus]]{{button}}</button>
</form>{{/form}}
<a class="button quiet" href="{{change_path}}">[[sv.periksa.ubah]]</a>
</div>
</section>
</div>
</main>
