<div class="wrap read stack">
<div class="page-head"><h1>{{message}}</h1></div>
{{#kept}}
<div class="notice" data-kind="warning">[[icon:triangle-alert]]<div><p>[[x.409.isian]]</p></div></div>
{{/kept}}
{{#text}}
<div class="field"><label>[[x.isian]]<textarea class="textarea" rows="6" readonly>{{value:pre_escape}}</textarea></label></div>
{{/text}}
<div class="buttons"><a class="button primary" href="{{path}}">[[x.409.muat]]</a></div>
</div>
