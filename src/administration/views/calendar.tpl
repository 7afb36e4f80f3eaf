<main id="utama" tabindex="-1">
<div class="wrap stack loose">
<div class="page-head flush">
<h1>[[ad.kalender]] {{year}}</h1>
<p class="lead">[[ad.kalender.lead]]</p>
</div>
<nav class="pagination" aria-label="[[ad.kalender.tahun]]">
<ul>
<li><a class="button" href="{{path_before}}">[[icon:chevron-left]]{{year_before}}</a></li>
<li><a class="button" href="{{path_after}}">{{year_after}}[[icon:chevron-right]]</a></li>
</ul>
</nav>
{{#empty}}<div class="notice" data-kind="warning">[[icon:triangle-alert]]<div><p>[[ad.kalender.kosong]]</p></div></div>{{/empty}}
{{#some}}
<table class="tickets as-cards" role="table">
<caption class="visually-hidden">[[ad.kalender]] {{year}}</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">[[ad.kalender.tanggal]]</th><th scope="col" role="columnheader">[[ad.kalender.nama]]</th><th scope="col" role="columnheader">[[ad.kalender.jenis.label]]</th><th scope="col" role="columnheader">[[ad.kalender.sumber]]</th><th scope="col" role="columnheader"><span class="visually-hidden">[[btn.hapus]]</span></th></tr></thead>
<tbody role="rowgroup">
{{/some}}
{{#holiday}}<tr role="row"><th scope="row" role="rowheader"><time datetime="{{day}}">{{day_name}}</time></th><td role="cell" data-label="[[ad.kalender.nama]]">{{name}}{{#provisional}}<span class="tag" data-kind="warning">[[ad.kalender.sementara]]</span>{{/provisional}}</td><td role="cell" data-label="[[ad.kalender.jenis.label]]">{{kind}}</td><td role="cell" data-label="[[ad.kalender.sumber]]">{{source}}</td><td role="cell"><form method="post" action="/admin/kalender/{{day}}/penghapusan"><input type="hidden" name="csrf" value="{{token}}"><button class="button quiet danger" type="submit">[[icon:trash-2]][[btn.hapus]]<span class="visually-hidden"> {{name}}, {{day_name}}</span></button></form></td></tr>
{{/holiday}}
{{#some}}
</tbody>
</table>
{{/some}}
<section class="read" aria-labelledby="h-tambah">
<h2 class="section-title" id="h-tambah">[[ad.kalender.tambah]]</h2>
<form class="form" method="post" action="/admin/kalender?tahun={{year}}" novalidate>
<input type="hidden" name="csrf" value="{{token}}">
<div class="field{{#day_invalid}} invalid{{/day_invalid}}">
<label for="tanggal">[[ad.kalender.tanggal]]</label>
<p class="hint" id="tanggal-ket">[[ad.kalender.tanggal.ket]]</p>
{{#day_error}}<p class="error" id="tanggal-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{day_error_text}}</span></p>{{/day_error}}
<input class="input" id="tanggal" name="tanggal" type="date" required value="{{typed_day}}"{{#day_invalid}} aria-invalid="true"{{/day_invalid}} aria-describedby="tanggal-ket{{#day_error}} tanggal-galat{{/day_error}}">
</div>
<div class="field{{#name_invalid}} invalid{{/name_invalid}}">
<label for="nama">[[ad.kalender.nama]]</label>
{{#name_error}}<p class="error" id="nama-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{name_error_text}}</span></p>{{/name_error}}
<input class="input" id="nama" name="nama" autocomplete="off" required value="{{typed_name}}"{{#name_invalid}} aria-invalid="true" aria-describedby="nama-galat"{{/name_invalid}}>
</div>
<div class="field{{#kind_invalid}} invalid{{/kind_invalid}}">
<label for="jenis">[[ad.kalender.jenis.label]]</label>
{{#kind_error}}<p class="error" id="jenis-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{kind_error_text}}</span></p>{{/kind_error}}
<select class="select" id="jenis" name="jenis"{{#kind_invalid}} aria-invalid="true" aria-describedby="jenis-galat"{{/kind_invalid}}>
<option value="">[[ad.kalender.jenis.pilih]]</option>
{{#kind_option}}<option value="{{kind_code}}"{{#kind_chosen}} selected{{/kind_chosen}}>{{kind_name}}</option>
{{/kind_option}}
</select>
</div>
<div class="field{{#source_invalid}} invalid{{/source_invalid}}">
<label for="sumber">[[ad.kalender.sumber]]</label>
<p class="hint" id="sumber-ket">[[ad.kalender.sumber.ket]]</p>
{{#source_error}}<p class="error" id="sumber-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{source_error_text}}</span></p>{{/source_error}}
<input class="input" id="sumber" name="sumber" autocomplete="off" value="{{typed_source}}"{{#source_invalid}} aria-invalid="true"{{/source_invalid}} aria-describedby="sumber-ket{{#source_error}} sumber-galat{{/source_error}}">
</div>
<div class="field"><div class="agree"><input type="checkbox" id="sementara" name="sementara" value="1"{{#typed_provisional}} checked{{/typed_provisional}}><label for="sementara">[[ad.kalender.sementara]]</label></div></div>
<div class="buttons"><button class="button primary" type="submit">[[btn.simpan]]</button></div>
</form>
</section>
</div>
</main>
