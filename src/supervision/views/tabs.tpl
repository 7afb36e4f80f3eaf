<nav aria-label="[[sv.nav]]">
<ul class="tabs wrapped">
{{#tab}}<li><a href="{{tab_path}}"{{#tab_here}} aria-current="page"{{/tab_here}}>{{tab_name}}</a></li>
{{/tab}}
</ul>
</nav>
