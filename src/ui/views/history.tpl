<ol class="history">
{{#entry}}<li>{{text}} <time datetime="{{at_iso}}">{{at}}</time></li>
{{/entry}}
</ol>
