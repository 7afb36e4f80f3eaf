<div class="field{{#invalid}} invalid{{/invalid}}">
<label for="berkas">[[form.unggah]]</label>
<p class="hint" id="berkas-petunjuk">[[form.unggah.hint]]</p>
{{#error}}<p class="error">[[icon:circle-alert]]<span><span class="visually-hidden">[[err.awalan]]</span>{{error_text}}</span></p>
{{/error}}
<div class="upload" data-unggah="{{waiting}}" data-paling-banyak="{{most_files}}" data-paling-besar="{{most_bytes}}" data-terlalu-banyak="[[e.file.banyak]]" data-terlalu-besar="[[unfilled:e.file.besar]]" data-siap="[[form.siap]]" data-bukan-jenisnya="[[unfilled:e.file.jenis]]" data-kosong="[[unfilled:e.file.kosong]]"><input type="file" id="berkas" name="berkas" multiple accept=".jpg,.jpeg,.png,.pdf,.doc,.docx,.xls,.xlsx,.ppt,.zip,.rar" aria-describedby="berkas-petunjuk"{{#invalid}} aria-invalid="true"{{/invalid}}><span class="muted small">[[form.unggah.seret]]</span></div>
<ul class="files" data-dipilih hidden></ul>
<template><li>[[icon:file-text]]<div><b></b> <small></small></div><button class="button quiet square" type="button">[[icon:trash-2]]<span class="visually-hidden">[[btn.hapus]] </span></button></li></template>
{{#has_files}}<ul class="files">{{/has_files}}
{{#file}}<li>[[icon:file-text]]<div><b>{{file_name}}</b> <small>{{file_size}}, {{file_state}}</small><input type="hidden" name="terlampir" value="{{file_id}}"></div><button class="button quiet square" type="submit" name="hapus_berkas" value="{{file_id}}">[[icon:trash-2]]<span class="visually-hidden">[[btn.hapus]] {{file_name}}</span></button></li>
{{/file}}
{{#has_files}}</ul>{{/has_files}}
</div>
