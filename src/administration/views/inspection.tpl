<main id="utama" tabindex="-1">
<div class="wrap stack loose">
<div class="page-head flush"><h1>{{subject}}</h1><p class="muted"><span class="number">#{{number}}</span></p><div class="row">{{>status}}</div></div>
<div class="notice" data-kind="warning">[[icon:lock]]<div><p><strong>[[ad.periksa.baca_saja]]</strong> {{until_text}}</p><p>[[ad.periksa.alasan]]: {{reason}}</p></div></div>
<dl class="facts across">
<div><dt>[[form.nama]]</dt><dd>{{requester}}</dd></div>
<div><dt>[[t.layanan]]</dt><dd>{{service}}</dd></div>
<div><dt>[[sv.agen.tim]]</dt><dd>{{team}}</dd></div>
<div><dt>[[t.petugas]]</dt><dd>{{assignee}}</dd></div>
<div><dt>[[t.dibuat]]</dt><dd><time datetime="{{created_iso}}">{{created}}</time></dd></div>
{{#extra}}<div><dt>{{extra_label}}</dt><dd>{{extra_value}}</dd></div>
{{/extra}}</dl>
<h2 class="section-title">[[t.percakapan]]</h2>
{{>thread}}
</div>
</main>
