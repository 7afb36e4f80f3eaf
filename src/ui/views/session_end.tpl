<dialog id="sesi" aria-labelledby="h-sesi-berakhir" aria-describedby="sesi-berakhir" data-detik="{{seconds}}" data-menit="[[unfilled:msg.sesi_hampir_habis]]" data-terlama="[[msg.sesi_terlama]]" data-habis="[[msg.sesi_habis]]">
<h2 class="dialog-title" id="h-sesi-berakhir">[[msg.sesi_judul]]</h2>
<p id="sesi-berakhir" role="status"></p>
<div class="buttons"><button class="button primary" type="button">[[btn.perpanjang]]</button><a class="button" href="/masuk">[[nav.masuk]]</a></div>
</dialog>
