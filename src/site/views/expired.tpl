<div class="wrap read">
<div class="page-head"><h1>[[x.isian]]</h1></div>
<div class="notice" data-kind="warning">[[icon:triangle-alert]]<div><p>[[e.csrf]]</p></div></div>
<form class="form" method="post" action="{{action}}">
<input type="hidden" name="csrf" value="{{token}}">
{{#long_field}}<div class="field"><label>[[x.isian.teks]]<textarea class="textarea" name="{{name}}" rows="6">{{value:pre_escape}}</textarea></label></div>
{{/long_field}}
{{#short_field}}<input type="hidden" name="{{name}}" value="{{value}}">
{{/short_field}}
<div class="buttons"><button class="button primary" type="submit">[[x.kirim_ulang]]</button></div>
</form>
</div>
