<details id="{{slug}}"{{#open}} open{{/open}}>
<summary>{{question}}<svg class="icon turn" aria-hidden="true"><use href="[[asset:icons.svg]]#chevron-down"/></svg></summary>
<div class="stack">
{{text:none}}
<p><a href="{{path}}">[[faq.tautan]]<span class="visually-hidden">: {{question}}</span></a></p>
</div>
</details>
