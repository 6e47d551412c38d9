// What an applicant sees when there is no page, when we fail, or when there were too many attempts.

import { linkTo } from '../../domain/link-to.ts'
import { siteTexts } from '../../languages/site-by-language.ts'
import { type Html, html } from '../../platform/html.ts'
import { type SitePage, siteLayout } from './site-layout.ts'

const plainPage = (page: SitePage, title: string, text: string): Html =>
  siteLayout({
    ...page,
    title,
    main: html`<div class="sheet">
<h1>${title}</h1>
<p class="intro">${text}</p>
<p><a href="${linkTo('HomePage', {})}">${siteTexts[page.language].backHome}</a></p>
</div>`,
  })

/** For an address where nothing is, and for a status link whose token does not fit. */
export const renderNotFound = (page: SitePage): Html => {
  const { title, text } = siteTexts[page.language].notFound
  return plainPage(page, title, text)
}

/** For everything that went wrong on our side, or for what the caller has to say in the page's language. */
export const renderError = (
  page: SitePage & { readonly title?: string | undefined; readonly text?: string | undefined },
): Html => {
  const { failure } = siteTexts[page.language]
  return plainPage(page, page.title ?? failure.title, page.text ?? failure.text)
}

/** For status 429. */
export const renderTooManyRequests = (page: SitePage): Html => {
  const { title, text } = siteTexts[page.language].tooManyRequests
  return plainPage(page, title, text)
}
