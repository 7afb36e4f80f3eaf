<main class="panes" id="utama" tabindex="-1" data-show="daftar">
{{>views}}
{{>list}}
<section class="pane agent-thread" aria-label="[[nav.tiket]]">
<div class="empty">[[icon:inbox]]<p>[[ag.pilih]]</p></div>
</section>
</main>
