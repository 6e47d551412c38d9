// Where the link of the mail *Request received* leads: a button, since programs that check mail follow every link in it.

import { referenceOf } from '../../domain/reference.ts'
import { siteTexts } from '../../languages/site-by-language.ts'
import { type Html, html } from '../../platform/html.ts'
import { type SitePage, siteLayout } from './site-layout.ts'

export type ConfirmAddressPage = SitePage & {
  readonly requestId: string
  readonly isConfirmed: boolean
  /** The page's own address, where the button leads. */
  readonly action: string
  readonly statusUrl: string
}

/** It does not tell the address, since a link can fall into other hands. */
export const renderConfirmAddress = (page: ConfirmAddressPage): Html => {
  const { confirmAddress: words, confirmation } = siteTexts[page.language]
  const { title, text } = page.isConfirmed ? words.done : words
  return siteLayout({
    ...page,
    title,
    isSecret: true,
    main: html`<div class="sheet">
<h1>${title}</h1>
<p class="intro">${text}</p>
<dl class="facts"><div><dt>${confirmation.reference}</dt><dd><code>${referenceOf(page.requestId)}</code></dd></div></dl>
${
  page.isConfirmed
    ? html`<p><a class="button" href="${page.statusUrl}">${confirmation.viewStatus}</a></p>`
    : html`<form method="post" action="${page.action}"><button class="button" type="submit">${words.confirm}</button></form>`
}
</div>`,
  })
}
