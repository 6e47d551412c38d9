// What somebody reads of their own: who they are here, and for which organization.

import { addressLines } from '../../../domain/address-formats.ts'
import { languages } from '../../../domain/languages.ts'
import { linkTo } from '../../../domain/link-to.ts'
import { accountTexts } from '../../../languages/account-by-language.ts'
import { siteTexts } from '../../../languages/site-by-language.ts'
import { type Html, type HtmlValue, html } from '../../../platform/html.ts'
import { moneyInWords } from '../../../platform/money-text.ts'
import type { Entry } from '../../account/who-may-enter.ts'
import type { ChannelOrganization, UserView } from '../../partner.ts'
import { spoken } from '../said.ts'
import { type AccountPage, accountLayout, shownIn } from './account-page.ts'
import { nameOfUser, organizationBadge, roleBadge, statusBadge } from './user-words.ts'

export const fact = (name: string, value: HtmlValue): Html | undefined =>
  value === undefined || value === '' ? undefined : html`<div><dt>${name}</dt><dd>${value}</dd></div>`

/** The lines as its country has them, and the country by its name in the language of the page. */
const linesOf = (page: AccountPage, { address }: ChannelOrganization): string[] => {
  if (!address) return []
  const { country } = address
  const named =
    country && (new Intl.DisplayNames(page.language, { type: 'region', fallback: 'code' }).of(country) ?? country)
  return [...addressLines(address), ...(named ? [named] : [])]
}

/** What is shown of any user. */
export const userFacts = (page: AccountPage, user: UserView): Html => {
  const { details } = accountTexts[page.language]
  const { fields } = siteTexts[page.language]
  const own = languages.find(({ tag }) => tag === user.language)
  return html`<dl class="facts">
${fact(details.name, html`<bdi>${nameOfUser(user)}</bdi>`)}
${fact(fields['requestor.email'].label, html`<bdi>${user.email}</bdi>`)}
${fact(details.phone, user.phone && html`<bdi>${user.phone}</bdi>`)}
${fact(fields['requestor.jobTitle'].label, user.jobTitle && html`<bdi>${user.jobTitle}</bdi>`)}
${fact(fields.language.label, own && spoken({ text: own.name, language: own.tag }))}
${fact(details.role, roleBadge(user, page.language))}
${fact(details.status, statusBadge(user, page.language))}
</dl>`
}

/** The credit, for Admins. What of it is used is not known here. */
const creditOf = ({ language }: AccountPage, { credit }: ChannelOrganization): HtmlValue => {
  const { creditLimit, creditHold, holds } = accountTexts[language].organization
  const { limit, currency, onHold = 'No' } = credit ?? {}
  return [
    limit !== undefined && currency !== undefined && fact(creditLimit, moneyInWords(`${limit} ${currency}`, language)),
    onHold !== 'No' && fact(creditHold, holds[onHold]),
  ]
}

export type OwnPage = AccountPage & {
  readonly user: UserView
  readonly organization: ChannelOrganization
  readonly isOfSeveral: boolean
}

export const renderOwn = (page: OwnPage): Html => {
  const texts = accountTexts[page.language]
  const { organization: words, users } = texts
  const { organization } = page
  const lines = linesOf(page, organization)
  const choices = [
    page.isAdmin === true &&
      html`<a class="button" href="${linkTo('AccountUsersPage', {}, shownIn(page))}">${users.title}</a>`,
    page.isOfSeveral &&
      html`<a href="${linkTo('AccountOrganizationPage', {}, shownIn(page))}">${words.choose.another}</a>`,
  ].filter((choice) => choice !== false)
  return accountLayout({
    ...page,
    title: texts.title,
    switchable: true,
    at: 'own',
    main: html`<div class="sheet">
<h1>${texts.title}</h1>
<section aria-labelledby="own-title">
<h2 id="own-title">${texts.details.title}</h2>
${userFacts(page, page.user)}
</section>
<section aria-labelledby="organization-title">
<h2 id="organization-title">${words.title}</h2>
<dl class="facts">
${fact(siteTexts[page.language].fields['company.name'].label, html`<bdi>${organization.name}</bdi>`)}
${fact(words.number, organization.number)}
${fact(texts.details.status, organizationBadge(organization, page.language))}
${
  lines.length > 0 &&
  fact(
    words.address,
    lines.map((line, at) => html`${at > 0 && html`<br>`}<bdi>${line}</bdi>`),
  )
}
${page.isAdmin === true && creditOf(page, organization)}
</dl>
${
  choices.length > 0 &&
  html`<p class="choices">
${choices}
</p>`
}
</section>
</div>`,
  })
}

/** For somebody of several organizations. */
export const renderChoose = (page: AccountPage & { readonly entries: readonly Entry[] }): Html => {
  const texts = accountTexts[page.language]
  const { choose } = texts.organization
  return accountLayout({
    ...page,
    title: choose.title,
    switchable: true,
    main: html`<div class="sheet narrow">
<h1>${choose.title}</h1>
<p class="intro">${choose.text}</p>
<ul class="organization-choice">
${page.entries.map(
  ({
    organization,
    user,
  }) => html`<li><form method="post" action="${linkTo('AccountOrganizationPage', {}, shownIn(page))}">
<input type="hidden" name="organizationId" value="${organization.organizationId}">
<button type="submit"><bdi>${organization.name}</bdi> <span class="note">${organization.number} · ${texts.roles[user.role]}</span></button>
</form></li>`,
)}
</ul>
</div>`,
  })
}
