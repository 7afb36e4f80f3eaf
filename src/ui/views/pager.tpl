<nav class="pagination" aria-label="[[a11y.halaman]]">
<ul>
{{#to_first}}<li><a class="button" href="{{first_path}}">[[icon:chevron-left]][[nav.ke_awal]]</a></li>{{/to_first}}
{{#to_next}}<li><a class="button" href="{{next_path}}">[[nav.berikutnya]][[icon:chevron-right]]</a></li>{{/to_next}}
</ul>
</nav>
