<ol class="history" id="riwayat" data-segar>
{{#entry}}<li>{{text}} <time datetime="{{at_iso}}">{{at}}</time></li>
{{/entry}}
</ol>
