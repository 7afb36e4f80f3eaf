<div class="wrap read stack">
<div class="page-head"><h1>{{reason}}</h1></div>
<p>{{advice}}</p>
{{#subject_kept}}<div class="field"><label for="subjek">[[form.subjek]]</label><input class="input" id="subjek" readonly value="{{subject}}"></div>
{{/subject_kept}}
{{#description_kept}}<div class="field"><label for="deskripsi">[[form.deskripsi]]</label><textarea class="textarea" id="deskripsi" rows="7" readonly>{{description:pre_escape}}</textarea></div>
{{/description_kept}}
<div class="buttons"><a class="button primary" href="{{path}}">{{label}}</a><a class="button quiet" href="{{other_path}}">{{other_label}}</a></div>
</div>
