<div class="wrap">
<div class="page-error">
<h1>{{error_title}}</h1>
{{#explained}}<p>{{error_text}}</p>{{/explained}}
<div class="buttons"><a class="button primary" href="/">[[nav.beranda]]</a><a class="button" href="/lacak">[[nav.lacak]]</a><a class="button quiet" href="/kontak">[[footer.kontak]]</a></div>
{{#plain_code}}<p class="code">{{status_code}}</p>{{/plain_code}}
{{#support_code}}<p class="code"><span class="number">{{code}}</span></p>{{/support_code}}
</div>
</div>
