<div class="wrap">
<div class="page-head">
<h1>[[cat.title]]</h1>
</div>
<form class="filter" role="search" action="/tiket/kategori" data-filter="#layanan">
<div class="field">
<label for="saring">[[cat.filter]]</label>
<p class="hint" id="saring-petunjuk">[[cat.filter.hint]]</p>
<div class="search"><input class="input" id="saring" name="cari" type="search" value="{{search}}" autocomplete="off" aria-describedby="saring-petunjuk" hx-get="/tiket/kategori" hx-trigger="input changed delay:200ms" hx-target="#layanan" hx-select="#layanan" hx-swap="outerMorph"><button class="button" type="submit">[[icon:search]]<span>[[lacak.cari]]</span></button></div>
</div>
</form>
<div id="layanan">
<p class="muted small" role="status">{{found}}</p>
<div class="groups">
{{#group}}
<details class="{{group_size}}" id="{{group_slug}}" open>
<summary><h2>{{group_name}} <span class="count">{{group_count}}</span></h2><svg class="icon turn" aria-hidden="true"><use href="[[asset:icons.svg]]#chevron-down"/></svg></summary>
<ul class="links">
{{#service}}<li><a href="/tiket/buat?layanan={{service_slug}}"><span>{{service_name}}{{#described}} <small class="muted">{{service_description}}</small>{{/described}}</span>[[icon:chevron-right]]</a></li>
{{/service}}
</ul>
</details>
{{/group}}
{{#nothing}}<div class="empty">[[icon:search]]<p>[[cat.kosong]]</p></div>{{/nothing}}
<div class="side">
{{#about_names}}<div class="notice" data-kind="plain">[[icon:info]]<div><p>[[cat.beda_api]]</p><p>[[cat.beda_ska]]</p></div></div>{{/about_names}}
{{#from_google}}<div class="notice" data-kind="plain">[[icon:info]]<div><p>[[login.pegawai_google]]</p></div></div>{{/from_google}}
<details class="card">
<summary class="row"><strong>[[cat.tidak_ada]]</strong><svg class="icon turn" aria-hidden="true"><use href="[[asset:icons.svg]]#chevron-down"/></svg></summary>
<p class="muted">[[cat.tidak_ada.isi]]</p>
<p><a href="/kontak">[[footer.kontak]]</a> · <a href="https://www.lapor.go.id" rel="noopener">SP4N-LAPOR!</a></p>
</details>
</div>
</div>
</div>
</div>
