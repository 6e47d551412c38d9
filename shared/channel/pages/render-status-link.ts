// Where an applicant who lost the link to a request asks for it. What it says is the same for every address.

import type { FieldError } from '../../domain/field-checks.ts'
import { siteTexts } from '../../languages/site-by-language.ts'
import { type Html, html } from '../../platform/html.ts'
import { errorSummary, type Mistake } from './error-summary.ts'
import { errorText, labelOf } from './field-words.ts'
import { controlId, formField } from './form-field.ts'
import { type SitePage, siteLayout } from './site-layout.ts'

/** The field is the request's own, so a browser fills it in as it does there. */
export const linkAgainPath = 'requestor.email'

export type StatusLinkPage = SitePage & {
  /** The page's own address, where the button leads. */
  readonly action: string
  readonly isSent: boolean
  readonly typed?: string | undefined
  readonly error?: FieldError<typeof linkAgainPath> | undefined
}

const form = (page: StatusLinkPage): Html => {
  const { statusLink } = siteTexts[page.language]
  const field = {
    path: linkAgainPath,
    kind: 'email',
    required: true,
    autocomplete: 'email',
    own: { help: statusLink.text },
  } as const
  return html`<form method="post" action="${page.action}" accept-charset="utf-8" novalidate>
${formField({ ...page, isOnly: true, field, value: page.typed ?? '', errors: page.error ? [page.error] : [] })}
<p><button class="button" type="submit">${statusLink.send}</button></p>
</form>`
}

const mistakeOf = ({ language }: StatusLinkPage, error: FieldError<typeof linkAgainPath>): Mistake => ({
  text: `${labelOf(linkAgainPath, language)}${siteTexts[language].terms.punctuation.colon}${errorText(error, language)}`,
  control: controlId(linkAgainPath),
})

export const renderStatusLink = (page: StatusLinkPage): Html => {
  const { statusLink, errors, terms } = siteTexts[page.language]
  const title = page.isSent ? statusLink.sent.title : statusLink.title
  return siteLayout({
    ...page,
    title: page.error ? `${errors.titlePrefix}${terms.punctuation.colon}${title}` : title,
    switchable: true,
    main: html`<div class="sheet">
${page.error && errorSummary(page.language, [mistakeOf(page, page.error)])}
<h1>${title}</h1>
${page.isSent ? html`<p class="intro">${statusLink.sent.text}</p>` : form(page)}
${page.isSent && html`<p><a href="${page.action}">${statusLink.title}</a></p>`}
</div>`,
  })
}
