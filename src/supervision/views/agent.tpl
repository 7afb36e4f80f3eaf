<main id="utama" tabindex="-1">
<div class="wrap stack loose">
<div class="page-head flush"><h1>{{name}}</h1></div>
{{>tabs}}
{{#last_agent}}<div class="notice" data-kind="warning">[[icon:triangle-alert]]<div><p>{{last_agent_text}}</p></div></div>{{/last_agent}}
<dl class="facts across card">
<div><dt>[[form.email]]</dt><dd>{{email}}</dd></div>
<div><dt>[[a.peran]]</dt><dd>{{role}}</dd></div>
<div><dt>[[t.status]]</dt><dd>{{state}}{{#away}}<br>{{away_text}}{{/away}}</dd></div>
<div><dt>[[sv.agen.terbuka]]</dt><dd>{{open}}</dd></div>
{{#elsewhere}}<div><dt>[[sv.agen.tim.lain]]</dt><dd>{{elsewhere_text}}</dd></div>{{/elsewhere}}
</dl>
<form class="form" method="post" action="/supervisor/agen/{{id}}">
<input type="hidden" name="csrf" value="{{token}}"><input type="hidden" name="versi" value="{{version}}">
<fieldset class="choices{{#teams_invalid}} invalid{{/teams_invalid}}" id="tim" aria-describedby="tim-ket">
<legend>[[sv.agen.tim]]</legend>
<p class="hint" id="tim-ket">[[sv.agen.tim.ket]]</p>
{{#teams_error}}<p class="error">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{teams_error_text}}</span></p>{{/teams_error}}
{{#team}}<label class="choice"><input type="checkbox" name="tim" value="{{team_id}}"{{#team_chosen}} checked{{/team_chosen}}><div><b>{{team_name}}</b>{{#with_services}}<span>[[sv.agen.layanan]]: {{services}}</span>{{/with_services}}</div></label>
{{/team}}
</fieldset>
<div class="buttons"><button class="button primary" type="submit">[[btn.simpan]]</button></div>
</form>
{{#workload}}
<form class="form" method="post" action="/supervisor/agen/{{id}}/beban" novalidate aria-labelledby="h-beban">
<input type="hidden" name="csrf" value="{{token}}"><input type="hidden" name="versi" value="{{version}}">
<h2 id="h-beban">[[sv.agen.beban]]</h2>
<div class="field{{#capacity_invalid}} invalid{{/capacity_invalid}}">
<label for="kapasitas">[[sv.agen.kapasitas]]</label>
<p class="hint" id="kapasitas-ket">[[sv.agen.kapasitas.ket]]</p>
{{#capacity_error}}<p class="error" id="kapasitas-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{capacity_error_text}}</span></p>{{/capacity_error}}
<input class="input" id="kapasitas" name="kapasitas" type="number" min="1" max="99" required value="{{capacity}}"{{#capacity_invalid}} aria-invalid="true"{{/capacity_invalid}} aria-describedby="kapasitas-ket{{#capacity_error}} kapasitas-galat{{/capacity_error}}">
</div>
<div class="field{{#away_invalid}} invalid{{/away_invalid}}">
<label for="cuti">[[sv.agen.cuti.sampai]]</label>
<p class="hint" id="cuti-ket">[[sv.agen.cuti.ket]]</p>
{{#away_error}}<p class="error" id="cuti-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{away_error_text}}</span></p>{{/away_error}}
<input class="input" id="cuti" name="cuti" type="date" value="{{away_until}}"{{#away_invalid}} aria-invalid="true"{{/away_invalid}} aria-describedby="cuti-ket{{#away_error}} cuti-galat{{/away_error}}">
</div>
<div class="buttons"><button class="button" type="submit">[[btn.simpan]]<span class="visually-hidden"> ([[sv.agen.beban]])</span></button></div>
</form>
{{/workload}}
{{#of_a_restricted_team}}<p class="muted">[[sv.agen.terbatas]]</p>{{/of_a_restricted_team}}
{{#leave}}
<section class="card read" aria-labelledby="h-nonaktif">
<h2 id="h-nonaktif">[[sv.agen.nonaktif]]</h2>
<p>[[sv.agen.nonaktif.isi]] [[sv.agen.nonaktif.akibat]]</p>
<form class="stack" method="post" action="/supervisor/agen/{{id}}/penonaktifan">
<input type="hidden" name="csrf" value="{{token}}"><input type="hidden" name="versi" value="{{version}}">
<div class="field">
<label for="penerus">[[sv.agen.penerus]]</label>
<p class="hint" id="penerus-ket">[[sv.agen.penerus.ket]]</p>
<select class="select" id="penerus" name="penerus" aria-describedby="penerus-ket">
<option value="">[[sv.agen.penerus.antrean]]</option>
{{#heir}}<option value="{{heir_id}}">{{heir_name}}</option>
{{/heir}}
</select>
</div>
<div class="buttons"><button class="button danger" type="submit">[[sv.agen.nonaktif]]</button></div>
</form>
</section>
{{/leave}}
{{#not_only_ours}}<p class="muted">[[sv.agen.tim_lain]]</p>{{/not_only_ours}}
{{#not_ours_to_reactivate}}<p class="muted">{{why_not}}</p>{{/not_ours_to_reactivate}}
{{#inactive}}
<form class="card read" method="post" action="/supervisor/agen/{{id}}/pengaktifan">
<p>[[sv.agen.aktifkan.ket]]</p>
<div class="buttons"><button class="button" type="submit">[[sv.agen.aktifkan]]</button></div>
<input type="hidden" name="csrf" value="{{token}}"><input type="hidden" name="versi" value="{{version}}">
</form>
{{/inactive}}
</div>
</main>
