// What an applicant sees when there is no page, when we fail, when there were too many attempts, or when a form is not ours.

import { linkTo } from '../../domain/link-to.ts'
import { siteTexts } from '../../languages/site-by-language.ts'
import { type Html, html } from '../../platform/html.ts'
import { type SitePage, siteLayout } from './site-layout.ts'

type WayOut = { readonly to: string; readonly text: string }

const plainPage = (page: SitePage, title: string, text: string, wayOut?: WayOut): Html =>
  siteLayout({
    ...page,
    title,
    main: html`<div class="sheet">
<h1>${title}</h1>
<p class="intro">${text}</p>
<p><a href="${wayOut?.to ?? linkTo('HomePage', {})}">${wayOut?.text ?? siteTexts[page.language].backHome}</a></p>
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

/** For status 403: a form that was not sent from here. The way out leads to the form. */
export const renderCrossSite = (page: SitePage): Html => {
  const { crossSite, terms } = siteTexts[page.language]
  return plainPage(page, crossSite.title, crossSite.text, {
    to: linkTo('SignUpPage', {}, { language: page.language }),
    text: terms.becomePartner,
  })
}
