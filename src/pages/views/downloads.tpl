<div class="wrap stack loose">
<div class="page-head flush">
<h1>[[unduh.judul]]</h1>
<p class="lead">[[unduh.lead]]</p>
</div>
<ul class="files read">
{{#document}}
<li>[[icon:file-text]]<span><a href="{{path}}" download lang="{{code}}" hreflang="{{code}}">{{name}}</a><small>{{language}}. {{meta}}</small></span>[[icon:download]]</li>
{{/document}}
</ul>
<p class="muted read">[[unduh.cetak]]</p>
</div>
