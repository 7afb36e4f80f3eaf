<ol class="thread" id="percakapan" data-segar>
{{#item}}
{{#message}}
<li id="pesan-{{message_id}}"><article class="message" data-from="{{side}}" aria-label="{{author}}, {{at}}">
{{#note}}<p class="kind">[[icon:lock]][[ag.catatan]] · [[ag.catatan.ket]]</p>{{/note}}
<header><span class="avatar" aria-hidden="true">{{author_initials}}</span><h3>{{author}}</h3>{{#with_role}}<span class="role">{{author_role}}</span>{{/with_role}}<time datetime="{{at_iso}}">{{at}}</time></header>
<div class="body" hx-ignore>{{body_html:none}}</div>
{{>files}}
</article></li>
{{/message}}
{{#event}}
<li class="event"><svg class="icon" aria-hidden="true"><use href="[[asset:icons.svg]]#{{event_icon}}"/></svg><span>{{event_text}}</span><time datetime="{{at_iso}}">{{at}}</time></li>
{{/event}}
{{/item}}
</ol>
