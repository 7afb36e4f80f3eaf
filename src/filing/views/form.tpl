<div class="wrap">
<div class="page-head">
<h1>[[form.title]]</h1>
<p class="muted">[[form.wajib]]</p>
</div>
{{#cyber}}<div class="notice" data-kind="warning">[[icon:shield-alert]]<div><p>[[sb.lead]]</p><p>[[sb.peringatan]]</p><p>[[sb.terbatas]] [[sb.mendesak]]</p></div></div>{{/cyber}}
{{#draft_found}}<div class="notice" data-kind="plain">[[icon:info]]<div><p>{{draft_text}}</p><form method="post" action="/draf/buang"><input type="hidden" name="csrf" value="{{token}}"><input type="hidden" name="tempat" value="buat:{{service_slug}}"><input type="hidden" name="kembali" value="/tiket/buat?layanan={{service_slug}}"><button class="button" type="submit">[[form.draf.buang]]</button></form></div></div>{{/draft_found}}
{{#closed_now}}<div class="notice" data-kind="plain">[[icon:clock]]<div><p>{{closed_text}}</p></div></div>{{/closed_now}}
<form class="form" id="formulir" method="post" action="/tiket" enctype="multipart/form-data" novalidate data-draf="buat:{{service_slug}}">
<button type="submit" hidden></button>
<input type="hidden" name="csrf" value="{{token}}">
<input type="hidden" name="submit_id" value="{{submit_id}}">
<input type="hidden" name="layanan" value="{{service_slug}}">
{{#follow_up}}<input type="hidden" name="lanjutan" value="{{follows}}">{{/follow_up}}
<dl class="facts service card">
<div><dt>[[form.kategori]]</dt><dd>{{category_name}}</dd></div>
<div><dt>[[form.subkategori]]</dt><dd>{{service_name}}</dd></div>
<div><dt class="visually-hidden">[[form.tindakan]]</dt><dd><a href="/tiket/kategori">[[form.ganti_layanan]]</a></dd></div>
{{#follow_up}}<div><dt>[[form.lanjutan]]</dt><dd class="number">#{{follows}}</dd></div>{{/follow_up}}
</dl>
<div class="field">
<label for="nama">[[form.nama]] <span class="req" aria-hidden="true">*</span></label>
<p class="hint" id="nama-petunjuk">[[form.nama.akun]]</p>
<input class="input" id="nama" autocomplete="name" value="{{person_name}}" readonly aria-describedby="nama-petunjuk">
</div>
<div class="field">
<label for="email">[[form.email]] <span class="req" aria-hidden="true">*</span></label>
<p class="hint" id="email-petunjuk">[[form.email.hint]]</p>
<input class="input" id="email" type="email" autocomplete="email" value="{{person_email}}" readonly aria-describedby="email-petunjuk">
</div>
<fieldset class="choices{{#kind_invalid}} invalid{{/kind_invalid}}"{{#kind_invalid}} aria-describedby="jenis-galat"{{/kind_invalid}}>
<legend>[[form.jenis]] <span class="req" aria-hidden="true">*</span></legend>
{{#kind_error}}<p class="error" id="jenis-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{kind_error_text}}</span></p>{{/kind_error}}
{{#kind}}<label class="choice"><input type="radio" name="jenis" value="{{kind_code}}"{{#kind_first}} id="jenis"{{/kind_first}} required{{#kind_chosen}} checked{{/kind_chosen}}><div><b>{{kind_name}}</b> <span>{{kind_meaning}}</span></div></label>
{{/kind}}
</fieldset>
<fieldset class="choices{{#impact_invalid}} invalid{{/impact_invalid}}"{{#impact_invalid}} aria-describedby="dampak-galat"{{/impact_invalid}}>
<legend>[[form.dampak]] <span class="req" aria-hidden="true">*</span></legend>
{{#impact_error}}<p class="error" id="dampak-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{impact_error_text}}</span></p>{{/impact_error}}
{{#impact}}<label class="choice"><input type="radio" name="dampak" value="{{impact_code}}"{{#impact_first}} id="dampak"{{/impact_first}} required{{#impact_chosen}} checked{{/impact_chosen}}><div><b>{{impact_name}}</b> <span>{{impact_meaning}}</span></div></label>
{{/impact}}
</fieldset>
<div class="field{{#subject_invalid}} invalid{{/subject_invalid}}">
<label for="subjek">[[form.subjek]] <span class="req" aria-hidden="true">*</span></label>
<p class="hint" id="subjek-petunjuk">[[form.subjek.hint]]</p>
{{#subject_error}}<p class="error" id="subjek-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{subject_error_text}}</span></p>{{/subject_error}}
<input class="input" id="subjek" name="subjek" required value="{{subject}}" aria-describedby="subjek-petunjuk subjek-sisa{{#subject_invalid}} subjek-galat{{/subject_invalid}}"{{#subject_invalid}} aria-invalid="true"{{/subject_invalid}} hx-get="/tiket/saran" hx-trigger="input changed delay:500ms, change" hx-include="[name=layanan]" hx-target="#saran" hx-swap="outerHTML">
{{>subject_left}}
<div aria-live="polite" role="region" aria-label="[[form.saran]]">{{>suggestions}}</div>
</div>
<div class="field{{#description_invalid}} invalid{{/description_invalid}}">
<label for="deskripsi">[[form.deskripsi]] <span class="req" aria-hidden="true">*</span></label>
<p class="hint" id="deskripsi-petunjuk">[[form.deskripsi.hint]]</p>
{{#description_error}}<p class="error" id="deskripsi-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{description_error_text}}</span></p>{{/description_error}}
<textarea class="textarea" id="deskripsi" name="deskripsi" rows="7" required aria-describedby="deskripsi-petunjuk deskripsi-sisa{{#description_invalid}} deskripsi-galat{{/description_invalid}}"{{#description_invalid}} aria-invalid="true"{{/description_invalid}}>{{description:pre_escape}}</textarea>
{{>description_left}}
</div>
{{#extra}}
<div class="field{{#extra_invalid}} invalid{{/extra_invalid}}">
<label for="{{extra_name}}">{{extra_label}}{{#extra_required}} <span class="req" aria-hidden="true">*</span>{{/extra_required}}</label>
{{#extra_error}}<p class="error" id="{{extra_name}}-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{extra_error_text}}</span></p>{{/extra_error}}
{{#as_line}}<input class="input" id="{{extra_name}}" name="{{extra_name}}" value="{{extra_value}}"{{#extra_invalid}} aria-invalid="true" aria-describedby="{{extra_name}}-galat"{{/extra_invalid}}>{{/as_line}}
{{#as_lines}}<textarea class="textarea" id="{{extra_name}}" name="{{extra_name}}" rows="4"{{#extra_invalid}} aria-invalid="true" aria-describedby="{{extra_name}}-galat"{{/extra_invalid}}>{{extra_value:pre_escape}}</textarea>{{/as_lines}}
{{#as_time}}<input class="input" id="{{extra_name}}" name="{{extra_name}}" type="datetime-local" value="{{extra_value}}"{{#extra_invalid}} aria-invalid="true" aria-describedby="{{extra_name}}-galat"{{/extra_invalid}}>{{/as_time}}
{{#as_choice}}<select class="select" id="{{extra_name}}" name="{{extra_name}}"{{#extra_invalid}} aria-invalid="true" aria-describedby="{{extra_name}}-galat"{{/extra_invalid}}><option value="">[[form.pilih]]</option>{{#option}}<option value="{{option_value}}"{{#option_chosen}} selected{{/option_chosen}}>{{option_label}}</option>{{/option}}</select>{{/as_choice}}
{{#as_yes_no}}<select class="select" id="{{extra_name}}" name="{{extra_name}}"{{#extra_invalid}} aria-invalid="true" aria-describedby="{{extra_name}}-galat"{{/extra_invalid}}><option value="">[[form.pilih]]</option><option value="ya"{{#said_yes}} selected{{/said_yes}}>[[faq.ya]]</option><option value="tidak"{{#said_no}} selected{{/said_no}}>[[faq.tidak]]</option></select>{{/as_yes_no}}
</div>
{{/extra}}
{{>upload}}
<div class="field{{#consent_invalid}} invalid{{/consent_invalid}}">
{{#consent_error}}<p class="error" id="setuju-galat">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{consent_error_text}}</span></p>{{/consent_error}}
<div class="agree"><input type="checkbox" id="setuju" name="setuju" value="1" required{{#consented}} checked{{/consented}}{{#consent_invalid}} aria-invalid="true" aria-describedby="setuju-galat"{{/consent_invalid}}><label for="setuju">[[form.setuju.awal]] <a href="/syarat-ketentuan" target="_blank">[[footer.syarat]]</a> [[form.setuju.serta]] <a href="/privasi" target="_blank">[[footer.privasi]]</a></label></div>
</div>
<div class="buttons">
<button class="button primary large" type="submit" data-busy="[[form.mengajukan]]">[[form.ajukan]]</button>
<span class="muted small" role="status" data-draf-status data-tersimpan="[[unfilled:form.draf.tersimpan]]"></span>
</div>
</form>
</div>
