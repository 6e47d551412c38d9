// What an applicant or a partner's user sees when there is no page, when we fail, when there were too many attempts, or when
// a form is not taken. What was typed is kept where it may be sent again.

import { linkTo } from '../../domain/link-to.ts'
import { siteTexts } from '../../languages/site-by-language.ts'
import { type Html, html } from '../../platform/html.ts'
import { homeOf, type SitePage, siteLayout } from './site-layout.ts'

/** A form as it was sent. */
export type Sent = {
  /** The address it was sent to. */
  readonly action: string
  readonly fields: readonly (readonly [name: string, value: string])[]
}

/** Where else to go. */
const wayOutOf = (page: SitePage): Html => html`<a href="${homeOf(page)}">${siteTexts[page.language].backHome}</a>`

/** The same form once more, by one button; the other way stands beside it. */
const onceMore = (page: SitePage, sent: Sent | undefined): Html | undefined => {
  if (sent === undefined) return undefined
  const { kept, again } = siteTexts[page.language].refusedForm
  const isTyped = sent.fields.some(([, value]) => value !== '')
  return html`${isTyped && html`<p>${kept}</p>`}
<form method="post" action="${sent.action}"><p class="choices"><button class="button" type="submit">${again}</button> ${wayOutOf(page)}</p>
${sent.fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}</form>`
}

/** @param more what stands below the text, with the ways on; absent = one way is all there is */
const plainPage = (page: SitePage, title: string, text: string, more?: Html): Html =>
  siteLayout({
    ...page,
    title,
    main: html`<div class="sheet">
<h1>${title}</h1>
<p class="intro">${text}</p>
${more ?? html`<p>${wayOutOf(page)}</p>`}
</div>`,
  })

/** For a link of an applicant that was cut off, is wrong or has ended: which of them it is must not be told apart. */
export const renderUncertainLink = (page: SitePage): Html => {
  const { statusLink, uncertainLink } = siteTexts[page.language]
  const { title, text, ways } = uncertainLink
  const linkAgainUrl = linkTo('StatusLinkPage', {}, { language: page.language, ...page.carried })
  return plainPage(
    page,
    title,
    text,
    html`<ul class="plain-steps">${ways.map((way) => html`<li>${way}</li>`)}</ul>
<p class="choices"><a class="button" href="${linkAgainUrl}">${statusLink.title}</a> ${wayOutOf(page)}</p>`,
  )
}

/** For an address where nothing is. */
export const renderNotFound = (page: SitePage): Html => {
  const { title, text } = siteTexts[page.language].notFound
  return plainPage(page, title, text)
}

/** For everything that went wrong on our side, or for what the caller has to say in the page's language. */
export const renderError = (
  page: SitePage & { readonly title?: string | undefined; readonly text?: string | undefined; readonly sent?: Sent },
): Html => {
  const { failure } = siteTexts[page.language]
  return plainPage(page, page.title ?? failure.title, page.text ?? failure.text, onceMore(page, page.sent))
}

/** For status 429. */
export const renderTooManyRequests = (page: SitePage & { readonly sent?: Sent }): Html => {
  const { title, text } = siteTexts[page.language].tooManyRequests
  return plainPage(page, title, text, onceMore(page, page.sent))
}

const toForm = (page: SitePage, form: string | undefined): Html => {
  const { terms, refusedForm } = siteTexts[page.language]
  return form === undefined
    ? html`<p><a href="${linkTo('SignUpPage', {}, { language: page.language, ...page.carried })}">${terms.becomePartner}</a></p>`
    : html`<p><a href="${form}">${refusedForm.open}</a></p>`
}

/** For status 403: a form that was not sent from here. @param page.form where the form stands; absent = the one for requests */
export const renderCrossSite = (page: SitePage & { readonly form?: string }): Html => {
  const { title, text } = siteTexts[page.language].crossSite
  return plainPage(page, title, text, toForm(page, page.form))
}

/** For a form that is too large, or that cannot be read: what was typed is where the reader goes back to. */
export const renderRefusedForm = (
  page: SitePage & { readonly why: 'unreadable' | 'tooLarge'; readonly form?: string },
): Html => {
  const { crossSite, refusedForm } = siteTexts[page.language]
  return plainPage(page, crossSite.title, refusedForm[page.why], toForm(page, page.form))
}
