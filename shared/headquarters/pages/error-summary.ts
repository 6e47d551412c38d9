// What stands first on a page of headquarters whose form was not taken: read out and focused as on the sign-up form.

import { type HtmlValue, html } from '../../platform/html.ts'

/** @param lines what is wrong, each as an item with a link to its field; without any there is no summary */
export const errorSummary = (title: string, lines: readonly HtmlValue[]): HtmlValue =>
  lines.length > 0 &&
  html`<div class="error-summary" role="alert" aria-labelledby="error-summary-title" tabindex="-1" autofocus>
<h2 id="error-summary-title">${title}</h2>
<ul>${lines}</ul>
</div>`
