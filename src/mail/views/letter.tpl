<div class="wrap stack">
<div class="page-head flush">
<h1>{{subject}}</h1>
</div>
<dl class="facts inline">
<div><dt>[[surat.kepada]]</dt><dd>{{to_name}} &lt;{{to_address}}&gt;</dd></div>
<div><dt>[[surat.tanggal]]</dt><dd><time datetime="{{time_iso}}">{{time_text}}</time></dd></div>
</dl>
<article class="message" lang="{{letter_lang}}">
<div class="body">
{{#paragraph}}<p>{{#piece}}{{#words}}{{words_text}}{{/words}}{{#link}}<a href="{{url}}">{{url}}</a>{{/link}}{{#line_break}}<br>{{/line_break}}{{/piece}}</p>
{{/paragraph}}
</div>
</article>
{{#html_version}}<details class="card"><summary>[[surat.html]]</summary>
<div class="body" lang="{{letter_lang}}" hx-disable>{{html_text:none}}</div>
</details>
{{/html_version}}
{{#with_files}}<section class="card" aria-labelledby="h-berkas">
<h2 id="h-berkas">[[surat.berkas]]</h2>
<ul class="files">{{/with_files}}
{{#file}}<li>[[icon:file-text]]<div><b>{{file_name}}</b> <small>{{file_type}}, {{file_size}}</small></div></li>
{{/file}}
{{#with_files}}</ul>
</section>{{/with_files}}
<section class="card" aria-labelledby="h-kepala">
<h2 id="h-kepala">[[surat.kepala]]</h2>
<dl class="facts inline small">
{{#header}}<div><dt>{{header_name}}</dt><dd>{{header_value}}</dd></div>
{{/header}}
</dl>
</section>
<p><a class="button" href="/demo/surat">[[icon:chevron-left]][[surat.semua]]</a></p>
</div>
