// What tells of the keys; the script shows it, and the button that leads to it.

import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, html } from '../../platform/html.ts'

const words = staffWords.pages.layout.keys

/** Hidden until the script runs. Who dictates to a browser must be able to turn single keys off: https://www.w3.org/WAI/WCAG22/Understanding/character-key-shortcuts */
export const keysOpener = (): Html =>
  html`<button class="keys-open" type="button" id="keys-open" hidden>${words.title}</button>`

export const keysDialog = (): Html =>
  html`<dialog class="keys" id="keys" aria-labelledby="keys-title"><h2 id="keys-title">${words.title}</h2>
<dl class="facts">${words.all.map(([key, text]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${text}</dd></div>`)}</dl>
<p><input type="checkbox" id="keys-use" name="keys" checked> <label for="keys-use">${words.use}</label></p>
<button class="button quiet" type="button">${words.close}</button></dialog>`
