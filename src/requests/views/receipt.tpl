<div class="wrap">
<article class="slip receipt" aria-labelledby="h-bukti">
<div>
<h1 id="h-bukti">[[t.bukti]]</h1>
<p class="muted small">[[app.long]]</p>
<p><strong class="number big-number">#{{number}}</strong></p>
</div>
<div>
<dl class="facts">
<div><dt>[[form.nama]]</dt><dd>{{requester}}</dd></div>
<div><dt>[[t.layanan]]</dt><dd>{{service_path}}</dd></div>
<div><dt>[[form.jenis]]</dt><dd>{{kind}}</dd></div>
<div><dt>[[t.dampak]]</dt><dd>{{impact}}</dd></div>
<div><dt>[[t.dibuat]]</dt><dd><time datetime="{{created_iso}}">{{created}}</time></dd></div>
<div><dt>[[t.status]]</dt><dd>{{status}}</dd></div>
</dl>
</div>
<div>
<div class="qr">{{qr:none}}</div>
<p class="small muted">[[t.bukti.lacak]] {{tracking}}</p>
<p class="small muted">[[t.bukti.dicetak]] <time datetime="{{printed_iso}}">{{printed}}</time></p>
</div>
</article>
<div class="buttons no-print"><button class="button primary" type="button" data-cetak hidden>[[icon:printer]][[t.cetak]]</button><a class="button" href="/tiket/{{number}}">[[btn.kembali]]</a></div>
</div>
