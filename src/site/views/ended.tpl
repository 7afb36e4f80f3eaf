<div class="wrap read stack">
<div class="page-head"><h1>[[msg.sesi_judul]]</h1></div>
<div class="notice" data-kind="warning">[[icon:triangle-alert]]<div><p>[[x.401.isian]]</p></div></div>
{{#text}}
<div class="field"><label>[[x.isian]]<textarea class="textarea" rows="6" readonly>{{value:pre_escape}}</textarea></label></div>
{{/text}}
<div class="buttons"><a class="button primary" href="{{path}}">[[nav.masuk]]</a></div>
</div>
