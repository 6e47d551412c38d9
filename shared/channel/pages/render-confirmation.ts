// What an applicant sees right after submitting: that the request arrived, and no more than that.

import { referenceOf } from '../../domain/reference.ts'
import { inPlural } from '../../languages/in-plural.ts'
import { siteTexts } from '../../languages/site-by-language.ts'
import { type Html, html } from '../../platform/html.ts'
import { nameOfSite, type SitePage, siteLayout } from './site-layout.ts'

/**
 * Says that the request was submitted, not that it was accepted:
 * https://learn.microsoft.com/dynamics365/commerce/b2b/manage-b2b-users
 * @param page.statusUrl absolute, with its secret token, because the applicant is asked to keep it
 */
export const renderConfirmation = (
  page: SitePage & {
    readonly statusUrl: string
    readonly requestId: string
    /** How long a decision usually takes, in working days, where that is known. */
    readonly usualDays?: number | undefined
    /** Where the site wants its visitor back. */
    readonly back?: string | undefined
  },
): Html => {
  const { confirmation, terms, backToSite } = siteTexts[page.language]
  return siteLayout({
    ...page,
    title: confirmation.title,
    isSecret: true,
    main: html`<div class="sheet">
<h1>${confirmation.title}</h1>
<p class="intro">${confirmation.text}</p>
<div class="panel">
<p>${confirmation.keepLink}</p>
<p><a class="button" href="${page.statusUrl}">${confirmation.viewStatus}</a></p>
<p class="copy"><code>${page.statusUrl}</code></p>
<dl class="facts"><div><dt>${confirmation.reference}</dt><dd><code>${referenceOf(page.requestId)}</code></dd></div></dl>
</div>
<h2>${terms.whatHappensNext}</h2>
<ol class="plain-steps">${confirmation.next.map((step) => html`<li>${step}</li>`)}</ol>
${page.usualDays !== undefined && html`<p>${inPlural(terms.usually, page.usualDays, page.language)}</p>`}
${page.back !== undefined && html`<p><a href="${page.back}">${backToSite.split('{site}').map((part, at) => html`${at > 0 && nameOfSite(page)}${part}`)}</a></p>`}
</div>`,
  })
}
