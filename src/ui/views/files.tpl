<ul class="files chips">
{{#file}}<li><svg class="icon" aria-hidden="true"><use href="[[asset:icons.svg]]#{{file_icon}}"/></svg><a href="{{file_path}}" download>{{file_name}}</a> <small>{{file_size}}</small></li>
{{/file}}
</ul>
