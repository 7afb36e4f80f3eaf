<p class="error" id="{{field}}-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{error_text}}</span></p>
