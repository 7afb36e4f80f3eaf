<h2 id="h-jam">[[jam.judul]]</h2>
{{#is_open}}<p><span class="status" data-status="resolve">[[icon:clock]][[jam.buka]]</span></p>{{/is_open}}
{{#is_closed}}
<p><span class="status" data-status="close">[[icon:clock]][[jam.tutup]]</span></p>
<p>[[jam.buka_lagi]]</p>
{{/is_closed}}
<dl class="facts">
<div><dt>[[jam.senin_kamis]]</dt><dd>[[jam.senin_kamis.isi]]</dd></div>
<div><dt>[[jam.jumat]]</dt><dd>[[jam.jumat.isi]]</dd></div>
</dl>
<p class="muted small">[[jam.kecuali]]</p>
{{#elsewhere}}<p><a href="/kontak">[[footer.kontak]]</a></p>{{/elsewhere}}
