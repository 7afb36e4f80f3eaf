<form hidden hx-post="{{path}}" hx-trigger="load" hx-swap="none"><input type="hidden" name="csrf" value="{{token}}"></form>
<noscript><form method="post" action="{{path}}"><input type="hidden" name="csrf" value="{{token}}"><button class="button quiet" type="submit">[[icon:check]][[t.tandai_dibaca]]</button></form></noscript>
