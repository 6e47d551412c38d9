// Asks once more before a request is withdrawn, since nobody can take that back.

import { referenceOf } from '../../domain/reference.ts'
import { siteTexts } from '../../languages/site-by-language.ts'
import { type Html, html } from '../../platform/html.ts'
import { type SitePage, siteLayout } from './site-layout.ts'

export type WithdrawPage = SitePage & {
  readonly requestId: string
  /** The page's own address, where the button leads. */
  readonly action: string
  readonly statusUrl: string
}

export const renderWithdraw = (page: WithdrawPage): Html => {
  const { withdrawal: words, confirmation } = siteTexts[page.language]
  return siteLayout({
    ...page,
    title: words.title,
    isSecret: true,
    main: html`<div class="sheet">
<h1>${words.title}</h1>
<p class="intro">${words.text}</p>
<dl class="facts"><div><dt>${confirmation.reference}</dt><dd><code>${referenceOf(page.requestId)}</code></dd></div></dl>
<form method="post" action="${page.action}"><p class="choices"><button class="button final" type="submit">${words.withdraw}</button> <a href="${page.statusUrl}">${words.keep}</a></p></form>
</div>`,
  })
}
