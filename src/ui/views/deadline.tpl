<span class="sla" data-sla="{{sla}}"><svg class="icon" aria-hidden="true"><use href="[[asset:icons.svg]]#{{sla_icon}}"/></svg>{{sla_text}}</span>
