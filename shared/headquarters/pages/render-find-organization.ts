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
  /** What is to be made of what is found; absent = a partner. */
  readonly of?: 'customer' | undefined
  readonly notice?: Notice | undefined
}

const where = ({ number }: FoundOrganization): string => (number === undefined ? words.inSales : words.here(number))

const way = ({ hierarchyId, organizationId, accountId }: FoundOrganization): Html =>
  hierarchyId === undefined
    ? html`<a href="${linkTo('NewPartnerPage', {}, organizationId === undefined ? { account: accountId } : { organization: organizationId })}">${words.take}</a>`
    : html`<a href="${linkTo('CustomerHierarchyPage', { hierarchyId })}">${words.isPartner}</a>`

/** What is here is a customer; what is in Sales only becomes one with a partner. */
const wayToCustomer = ({ organizationId, accountId }: FoundOrganization): Html =>
  organizationId === undefined
    ? html`<a href="${linkTo('NewPartnerPage', {}, { account: accountId })}">${pages.newCustomer.makePartner}</a>`
    : html`<a href="${linkTo('CustomerPage', { customerId: organizationId })}">${pages.newCustomer.show}</a>`

const rowOf = (way: (one: FoundOrganization) => Html) => (one: FoundOrganization) => [
  foreign(one.name),
  where(one),
  one.email !== undefined && mailLink(one.email),
  foreign([one.city, one.country && countryName(one.country)].filter(Boolean).join(', ')),
  way(one),
]

/** The page. It asks by `search`, and leads on by `organization`, `account` or `new`. */
export const renderFindOrganization = (page: FindOrganizationPage): Html => {
  const { viewer, search, found } = page
  const isOfCustomer = page.of === 'customer'
  const { title, intro } = isOfCustomer ? pages.newCustomer : words
  const here = isOfCustomer ? 'NewCustomerPage' : 'NewPartnerPage'
  const hasSales = viewer?.desk !== 'headquarters'
  return staffLayout({
    bridge: page.bridge,
    viewer,
    title,
    area: 'partners',
    notice: page.notice,
    main: html`<div class="page-head"><h1>${title}</h1></div>
<p>${intro}</p>
<form class="reason-form" method="get" action="${linkTo(here, {})}" role="search">
<div><label for="search">${words.search}</label><input id="search" name="search" value="${search ?? ''}" maxlength="100" autocomplete="off" spellcheck="false" dir="auto"></div>
<button class="button" type="submit">${pages.lists.find}</button>
</form>
${
  found &&
  html`${table(
    { ...words.results, empty: hasSales ? words.results.empty : words.results.emptyHere },
    ['name', 'where', 'email', 'place', 'action'],
    found.map(rowOf(isOfCustomer ? wayToCustomer : way)),
  )}
${found.length > 0 && html`<p class="note">${words.bounded}</p>`}
${card('none', words.none, html`<p><a class="button quiet" href="${linkTo(here, {}, { new: 'true', name: search })}">${words.makeNew}</a></p>`)}`
}
${!isOfCustomer && mayOpen(viewer, 'NewCustomerPage') && html`<p><a href="${linkTo('NewCustomerPage', {})}">${words.newCustomer}</a></p>`}
${!isOfCustomer && mayOpen(viewer, 'ImportPartnersPage') && html`<p><a href="${linkTo('ImportPartnersPage', {})}">${words.many}</a></p>`}`,
  })
}
