// What stands before the heading of a page whose form was not taken: what is wrong, and the way to where it is.

import type { Language } from '../../domain/languages.ts'
import { siteTexts } from '../../languages/site-by-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'

/** @member control id of the control that is wrong, where the page has it */
export type Mistake = { readonly text: HtmlValue; readonly control?: string | undefined }

/** Mistakes in the order of the controls of the form; last those of what stands nowhere in it. @param paths of the controls */
export const inOrder = <Wrong extends { readonly path: string }>(
  errors: readonly Wrong[],
  paths: readonly string[],
): Wrong[] => {
  const placeOf = ({ path }: Wrong): number => (paths.includes(path) ? paths.indexOf(path) : paths.length)
  return errors.toSorted((a, b) => placeOf(a) - placeOf(b))
}

/**
 * Says what is wrong with single fields.
 * @param problem what is to be done about the form as a whole, if anything: a page has one box
 */
export const errorSummary = (language: Language, mistakes: readonly Mistake[], problem?: string): Html =>
  html`<div class="error-summary" role="alert" aria-labelledby="error-summary-title" tabindex="-1" autofocus>
<h2 id="error-summary-title">${siteTexts[language].errors.summary}</h2>
${problem !== undefined && html`<p>${problem}</p>`}
<ul>${mistakes.map(({ text, control }) =>
    control === undefined ? html`<li>${text}</li>` : html`<li><a href="#${control}">${text}</a></li>`,
  )}</ul>
</div>`

/** Says what to do about the form as a whole. */
export const problemBox = (text: string): Html =>
  html`<div class="error-summary" role="alert" tabindex="-1" autofocus>
<p>${text}</p>
</div>`
