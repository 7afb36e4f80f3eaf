<div class="wrap stack loose">
<div class="page-head flush">
<h1>[[lacak.judul]]</h1>
<p class="lead">[[lacak.lead]]</p>
</div>
<form class="field read{{#invalid}} invalid{{/invalid}}" role="search" action="/lacak">
<label for="nomor">[[lacak.nomor]]</label>
<p class="hint" id="nomor-petunjuk">[[lacak.hint]]</p>
{{#error}}<p class="error" id="nomor-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{error_text}}</span></p>{{/error}}
<div class="search"><input class="input number" id="nomor" name="nomor" value="{{typed}}" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="nomor-petunjuk{{#invalid}} nomor-galat{{/invalid}}"{{#invalid}} aria-invalid="true"{{/invalid}}><button class="button primary" type="submit">[[icon:search]][[lacak.cari]]</button></div>
</form>
{{#unknown}}<div class="notice" data-kind="warning" role="status">[[icon:triangle-alert]]<div><p>[[lacak.tidak_ada]]</p></div></div>{{/unknown}}
{{#result}}
<section class="slip result" aria-labelledby="h-hasil">
<div>
<div class="row between">
<h2 id="h-hasil">{{heading_before}}<span class="number">{{number}}</span>{{heading_after}}</h2>
{{>status}}
</div>
<p class="muted">{{meaning}}</p>
<ol class="track">
{{#step}}<li{{#done}} class="done"{{/done}}{{#current}} aria-current="step"{{/current}}><span class="mark">{{#reached}}[[icon:check]]{{/reached}}</span><b>{{step_name}}</b>{{#dated}}<small><time datetime="{{step_iso}}">{{step_time}}</time></small>{{/dated}}{{#expected}}<small>[[lacak.paling_lambat]] <time datetime="{{expected_iso}}">{{expected_date}}</time></small>{{/expected}}{{#current}}<small>[[lacak.tahap_ini]]</small>{{/current}}</li>
{{/step}}
</ol>
</div>
<div>
<dl class="facts across">
<div><dt>[[t.layanan]]</dt><dd>{{service_path}}</dd></div>
{{#due}}<div><dt>[[t.target]]</dt><dd><time datetime="{{due_iso}}">{{due_date}}</time> {{due_clock}}</dd></div>{{/due}}
{{#paused}}<div><dt>[[t.target]]</dt><dd>[[sla.jeda]]</dd></div>{{/paused}}
<div><dt>[[t.diperbarui]]</dt><dd><time datetime="{{updated_iso}}">{{updated_date}}</time> {{updated_clock}}</dd></div>
</dl>
</div>
<div class="row between">
<p class="muted read">[[lacak.privasi]]</p>
{{#sign_in}}<a class="button" href="{{sign_in_path}}">[[icon:lock]][[lacak.masuk]]</a>{{/sign_in}}
{{#open}}<a class="button" href="{{open_path}}">[[icon:tickets]][[lacak.buka]]</a>{{/open}}
</div>
</section>
{{/result}}
</div>
