<span class="status" data-status="{{status_mark}}"><svg class="icon" aria-hidden="true"><use href="[[asset:icons.svg]]#{{status_icon}}"/></svg>{{status_word}}</span>
