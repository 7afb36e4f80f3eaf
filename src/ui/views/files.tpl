<ul class="files chips">
{{#file}}<li><svg class="icon" aria-hidden="true"><use href="[[asset:icons.svg]]#{{file_icon}}"/></svg>{{#served}}<a href="{{file_path}}" download>{{file_name}}</a>{{/served}}{{#barred}}<span>{{file_name}}</span>{{/barred}} <small>{{file_size}}{{#scanned}}, {{scan_text}}{{/scanned}}</small></li>
{{/file}}
{{#awaiting}}<li>[[icon:clock]]<small>{{awaiting_text}}</small></li>
{{/awaiting}}
</ul>
