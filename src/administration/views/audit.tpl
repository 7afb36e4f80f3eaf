<main id="utama" tabindex="-1">
<div class="wrap stack loose">
<div class="page-head flush"><h1>[[ad.audit]]</h1><p class="lead">[[ad.audit.lead]]</p></div>
<form class="filters" role="search" action="/admin/audit">
<div class="field"><label for="orang">[[ad.audit.orang]]</label><input class="input" id="orang" name="orang" autocomplete="off" value="{{typed_person}}"></div>
<div class="field"><label for="tindakan">[[ad.audit.tindakan]]</label><select class="select" id="tindakan" name="tindakan"><option value="">[[ad.audit.semua]]</option>{{#choice}}<option value="{{choice_code}}"{{#choice_made}} selected{{/choice_made}}>{{choice_name}}</option>{{/choice}}</select></div>
<div class="field"><label for="objek">[[ad.audit.objek]]</label><input class="input" id="objek" name="objek" autocomplete="off" value="{{typed_object}}"></div>
<div class="field"><label for="alamat">[[ad.audit.alamat]]</label><input class="input" id="alamat" name="alamat" autocomplete="off" value="{{typed_address}}"></div>
<div class="field"><label for="dari">[[ad.audit.dari]]</label><input class="input" id="dari" name="dari" type="date" value="{{typed_from}}"></div>
<div class="field"><label for="sampai">[[ad.audit.sampai]]</label><input class="input" id="sampai" name="sampai" type="date" value="{{typed_until}}"></div>
<div class="buttons"><button class="button primary" type="submit">[[icon:search]][[ad.audit.saring]]</button><a class="button quiet" href="/admin/audit">[[ad.audit.bersihkan]]</a></div>
</form>
{{#nothing}}<div class="empty">[[icon:search]]<p>[[ad.audit.kosong]]</p></div>{{/nothing}}
{{#some}}
<table class="tickets as-cards" role="table">
<caption class="visually-hidden">[[ad.audit]]</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">[[ad.audit.waktu]]</th><th scope="col" role="columnheader">[[ad.audit.orang]]</th><th scope="col" role="columnheader">[[ad.audit.tindakan]]</th><th scope="col" role="columnheader">[[ad.audit.objek]]</th><th scope="col" role="columnheader">[[ad.audit.alamat]]</th></tr></thead>
<tbody role="rowgroup">
{{/some}}
{{#row}}<tr role="row" id="catatan-{{number}}"><th scope="row" role="rowheader"><time datetime="{{at_iso}}">{{at}}</time></th><td role="cell" data-label="[[ad.audit.orang]]">{{#by_person}}<a href="{{person_path}}">{{person_name}}</a>{{/by_person}}{{#by_nobody}}[[ad.audit.sistem]]{{/by_nobody}}</td><td role="cell" data-label="[[ad.audit.tindakan]]">{{act}}</td><td role="cell" data-label="[[ad.audit.objek]]"><span class="long">{{#linked_object}}<a href="{{object_path}}">{{object_name}}</a>{{/linked_object}}{{#plain_object}}{{object_text}}{{/plain_object}}</span> <span class="muted small long">{{detail}}</span></td><td role="cell" data-label="[[ad.audit.alamat]]">{{address}}</td></tr>
{{/row}}
{{#some}}
</tbody>
</table>
{{/some}}
{{#some}}<p class="muted small"><a href="{{export_path}}">[[ad.audit.ekspor]]</a> [[ad.audit.ekspor.batas]]</p>
{{/some}}
{{>pager}}
</div>
</main>
