// What the lists *Partners* and *Users* have in common: the search, the filter, and the way to the page before and after.

import { linkTo } from '../../domain/link-to.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, html } from '../../platform/html.ts'
import { type PageLink, type PagePlace, pagingLinks, readTrail } from './paging.ts'

const words = staffWords.pages.lists

type ListAddress = 'PartnersPage' | 'UsersPage'

/** Where in a list somebody is. */
export type ListPlace = PagePlace & { readonly status?: string | undefined; readonly search?: string | undefined }

/** Where a page of a list stands: as it was asked for, and with what follows it. */
export const placeAsked = (
  asked: URLSearchParams,
  { status, search }: Pick<ListPlace, 'status' | 'search'>,
  nextCursor: string | undefined,
): ListPlace => ({
  status,
  search,
  cursor: asked.get('cursor') || undefined,
  nextCursor,
  trail: readTrail(asked),
})

const urlOf = (
  address: ListAddress,
  { status, search }: ListPlace,
  link: PageLink & { readonly format?: 'csv' } = {},
): string => linkTo(address, {}, { status, search, ...link })

/** The filter by status, as links. */
export const listFilter = (
  address: ListAddress,
  place: ListPlace,
  label: string,
  statuses: readonly { readonly status: string | undefined; readonly name: string }[],
): Html => html`<nav class="filters" aria-label="${label}">
<ul>
${statuses.map(
  ({ status, name }) =>
    html`<li><a href="${urlOf(address, { ...place, status })}"${status === place.status && html` aria-current="page"`}>${name}</a></li>`,
)}
</ul>
</nav>`

/** What a list is narrowed to, in words. */
export const narrowedTo = (
  { status, search }: ListPlace,
  statuses: Readonly<Record<string, string>>,
): string | undefined => (search === undefined ? status && nameOf(statuses, status) : words.found)

/** Finds by number, name or what else the label says. */
export const listSearch = (address: ListAddress, { status, search = '' }: ListPlace, label: string): Html =>
  html`<form class="reason-form" method="get" action="${linkTo(address, {})}" role="search">
<div><label for="search">${label}</label><input id="search" name="search" value="${search}" maxlength="100" autocomplete="off" spellcheck="false" dir="auto"></div>
${status !== undefined && html`<input type="hidden" name="status" value="${status}">`}
<button class="button quiet" type="submit">${words.find}</button>
</form>`

/** First, previous and next page, as far as there are any. */
export const listPaging = (address: ListAddress, place: ListPlace): Html =>
  html`<nav class="actions" aria-label="${words.paging}">
${pagingLinks(place, (link) => urlOf(address, place, link))}
<a class="button quiet" href="${urlOf(address, place, { cursor: place.cursor, format: 'csv' })}">${words.file}</a>
</nav>`
