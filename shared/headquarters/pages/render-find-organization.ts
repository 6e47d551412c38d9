// The page *New business partner* as it begins: what is here or in Sales already is found before anything is made.

import { linkTo } from '../../domain/link-to.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, html } from '../../platform/html.ts'
import type { FoundOrganization } from '../find-organizations.ts'
import { mayOpen } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { card, countryName, foreign, mailLink, table } from './parts.ts'
import { type Notice, staffLayout } from './staff-layout.ts'

const { pages } = staffWords
const words = pages.newPartner

export type FindOrganizationPage = StaffFrame & {
  /** What was searched for. */
  readonly search?: string | undefined
  /** Absent: nothing was searched for yet. */
  readonly found?: readonly FoundOrganization[] | undefined
  readonly notice?: Notice | undefined
}

const where = ({ number }: FoundOrganization): string => (number === undefined ? words.inSales : words.here(number))

const way = ({ hierarchyId, organizationId, accountId }: FoundOrganization): Html =>
  hierarchyId === undefined
    ? html`<a href="${linkTo('NewPartnerPage', {}, organizationId === undefined ? { account: accountId } : { organization: organizationId })}">${words.take}</a>`
    : html`<a href="${linkTo('CustomerHierarchyPage', { hierarchyId })}">${words.isPartner}</a>`

const row = (one: FoundOrganization) => [
  foreign(one.name),
  where(one),
  one.email !== undefined && mailLink(one.email),
  foreign([one.city, one.country && countryName(one.country)].filter(Boolean).join(', ')),
  way(one),
]

/** The page. It asks by `search`, and leads on by `organization`, `account` or `new`. */
export const renderFindOrganization = (page: FindOrganizationPage): Html => {
  const { viewer, search, found } = page
  const hasSales = viewer?.desk !== 'headquarters'
  return staffLayout({
    bridge: page.bridge,
    viewer,
    title: words.title,
    area: 'partners',
    notice: page.notice,
    main: html`<div class="page-head"><h1>${words.title}</h1></div>
<p>${words.intro}</p>
<form class="reason-form" method="get" action="${linkTo('NewPartnerPage', {})}" role="search">
<div><label for="search">${words.search}</label><input id="search" name="search" value="${search ?? ''}" maxlength="100" autocomplete="off" spellcheck="false" dir="auto"></div>
<button class="button" type="submit">${pages.lists.find}</button>
</form>
${
  found &&
  html`${table(
    { ...words.results, empty: hasSales ? words.results.empty : words.results.emptyHere },
    ['name', 'where', 'email', 'place', 'action'],
    found.map(row),
  )}
${found.length > 0 && html`<p class="note">${words.bounded}</p>`}
${card('none', words.none, html`<p><a class="button quiet" href="${linkTo('NewPartnerPage', {}, { new: 'true', name: search })}">${words.makeNew}</a></p>`)}`
}
${mayOpen(viewer, 'ImportPartnersPage') && html`<p><a href="${linkTo('ImportPartnersPage', {})}">${words.many}</a></p>`}`,
  })
}
