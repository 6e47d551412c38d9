// What the lists *Partners*, *Users* and *E-mails* have in common: the search, the filters with how many there are of what, the order,
// and the way to the page before and after.

import { linkTo } from '../../domain/link-to.ts'
import {
  countLines,
  type LineCell,
  type LineFilter,
  type LineOrder,
  lineChoices,
  lineOrders,
} from '../../domain/lists/line-facets.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import { type PageLink, type PagePlace, pagingLinks, readTrail } from './paging.ts'
import { type TableWords, table } from './parts.ts'

const words = staffWords.pages.lists

/** What a list is asked for. */
export type LineAsked<Name extends string> = {
  readonly filter: LineFilter<Name>
  readonly order?: LineOrder | undefined
  readonly search?: string | undefined
  readonly partner?: string | undefined
}

/** Where in a list somebody is, and what is counted of it; nothing is where something is searched for. */
export type ListPlace<Name extends string> = PagePlace &
  LineAsked<Name> & {
    readonly cells?: readonly LineCell<Name>[] | undefined
    /** Not everything is counted yet. */
    readonly isCounting?: boolean | undefined
  }

/** What is said of one of the lists. @member names what it is filtered by beside the status, with the words for values */
export type ListKind<Name extends string> = {
  readonly address: 'PartnersPage' | 'UsersPage' | 'MailsPage'
  readonly statuses: Readonly<Record<string, string>>
  readonly words: {
    readonly filter: string
    readonly search: string
    readonly labels: Readonly<Record<string, string>>
  }
  readonly choices: readonly (readonly [name: Name, valueName: (value: string) => string])[]
  /** Whether the number of a partner can be typed. */
  readonly isOfPartner?: boolean
  /** Its one order is the newest first. */
  readonly isByTime?: boolean
}

/** Where a page of a list stands: as it was asked for, and with what follows it. */
export const placeAsked = <Name extends string>(
  given: URLSearchParams,
  { filter, order, search, partner }: LineAsked<Name>,
  nextCursor: string | undefined,
): ListPlace<Name> => ({
  filter,
  order,
  search,
  partner,
  cursor: given.get('cursor') || undefined,
  nextCursor,
  trail: readTrail(given),
})

const urlOf = <Name extends string>(
  { address }: ListKind<Name>,
  { filter, order, search, partner }: LineAsked<Name>,
  link: PageLink & { readonly format?: 'csv' } = {},
): string => linkTo(address, {}, { ...filter, search, partner, sort: order === 'newest' ? undefined : order, ...link })

const statusIn = <Name extends string>({ filter }: LineAsked<Name>): string | undefined =>
  (filter as LineFilter<'status'>).status

/** The filter by status, as links that say how many there are. */
const statusFilter = <Name extends string>(kind: ListKind<Name>, place: ListPlace<Name>): Html => {
  const tab = (status: string | undefined, name: string): Html => {
    const filter = { ...place.filter, status } as LineFilter<Name>
    const count: HtmlValue =
      place.cells && html` <span class="count">${words.count(countLines(place.cells, filter))}</span>`
    return html`<li><a href="${urlOf(kind, { ...place, filter })}"${status === statusIn(place) && html` aria-current="page"`}>${name}${count}</a></li>`
  }
  return html`<nav class="filters" aria-label="${kind.words.filter}">
<ul>
${tab(undefined, words.all)}
${Object.entries(kind.statuses).map(([status, name]) => tab(status, name))}
</ul>
</nav>`
}

const hidden = (name: string, value: string | undefined): HtmlValue =>
  value !== undefined && html`<input type="hidden" name="${name}" value="${value}">`

/** Finds by number, name or what else the label says. */
const search = <Name extends string>(
  { address, words: { search: label } }: ListKind<Name>,
  place: ListPlace<Name>,
): Html =>
  html`<form class="reason-form" method="get" action="${linkTo(address, {})}" role="search">
<div><label for="search">${label}</label><input id="search" name="search" type="search" value="${place.search ?? ''}" maxlength="100" autocomplete="off" spellcheck="false" dir="auto"></div>
${hidden('status', statusIn(place))}
<button class="button quiet" type="submit">${words.find}</button>
${place.search !== undefined && html`<a href="${linkTo(address, {}, { status: statusIn(place) })}">${words.showAll}</a>`}
</form>`

const option = (value: string, name: string, chosen: string): Html =>
  html`<option value="${value}"${value === chosen && html` selected`}>${name}</option>`

const select = (name: string, label: string | undefined, options: readonly Html[]): Html =>
  html`<div><label for="by-${name}">${label}</label><select id="by-${name}" name="${name}">
${options}
</select></div>`

/** A choice says how many there are of each; one of which there is none is left out, unless it was made. */
const choice = <Name extends string>(
  { words: { labels } }: ListKind<Name>,
  { filter, cells = [] }: ListPlace<Name>,
  [name, valueName]: ListKind<Name>['choices'][number],
): HtmlValue => {
  const present = filter[name]
  const found = lineChoices(cells, filter, name)
  const isThere = present === undefined || found.some(({ value }) => value === present)
  const all = isThere ? found : [...found, { value: present, count: 0 }]
  if (all.length === 0) return undefined
  return select(name, labels[name], [
    option('', words.all, present ?? ''),
    ...all.map(({ value, count }) => option(value, words.choice(valueName(value), words.count(count)), present ?? '')),
  ])
}

/** What the list is narrowed to and sorted by, as a form. */
const narrowing = <Name extends string>(kind: ListKind<Name>, place: ListPlace<Name>): Html => {
  const { filter, order = 'newest', partner } = place
  const isNarrowed =
    order !== 'newest' || partner !== undefined || kind.choices.some(([name]) => filter[name] !== undefined)
  const status = statusIn(place)
  const plain = { filter: { status } as unknown as LineFilter<Name> }
  return html`<form class="reason-form narrowing" method="get" action="${linkTo(kind.address, {})}">
${hidden('status', status)}
${kind.choices.map((one) => choice(kind, place, one))}
${kind.isOfPartner && html`<div><label for="by-partner">${kind.words.labels['partner']}</label><input id="by-partner" name="partner" value="${partner ?? ''}" maxlength="14" pattern=" *[Hh]-[0-9]+ *" autocomplete="off" spellcheck="false"></div>`}
${
  !kind.isByTime &&
  select(
    'sort',
    words.sort,
    lineOrders.map((each) => option(each === 'newest' ? '' : each, words.sorts[each], order === 'newest' ? '' : order)),
  )
}
<button class="button quiet" type="submit">${words.show}</button>
${isNarrowed && html`<a href="${urlOf(kind, plain)}">${words.showAll}</a>`}
</form>`
}

/** Everything above the table. */
export const listHead = <Name extends string>(kind: ListKind<Name>, place: ListPlace<Name>): Html =>
  html`${statusFilter(kind, place)}
${search(kind, place)}
${place.search === undefined && narrowing(kind, place)}
${place.isCounting && html`<p class="note">${words.counting}</p>`}`

/** What a list is narrowed to, in words. */
export const narrowedTo = <Name extends string>(
  { statuses, choices }: ListKind<Name>,
  place: ListPlace<Name>,
): string | undefined => {
  if (place.search !== undefined) return words.found
  const status = statusIn(place)
  const values = choices.flatMap(([name, valueName]) => {
    const value = place.filter[name]
    return value === undefined ? [] : [valueName(value)]
  })
  const partner = place.partner === undefined ? [] : [place.partner]
  return [...(status === undefined ? [] : [nameOf(statuses, status)]), ...values, ...partner].join(', ') || undefined
}

/** What a table says of itself: what it shows, and in which order. */
const captionOf = <Name extends string>(
  caption: string,
  { search: typed, order = 'newest' }: ListPlace<Name>,
): string => (typed === undefined ? words.caption(caption, words.sorts[order]) : words.found)

/** What a list says when it has no lines. @member origin where its lines come from */
type ListWords = { readonly empty: string; readonly origin: string }

/** What stands where a page is empty: a walk that found nothing yet goes on. */
const emptyOf = <Name extends string>({ empty, origin }: ListWords, place: ListPlace<Name>): string => {
  const { filter, nextCursor, search: typed, partner } = place
  if (nextCursor !== undefined) return words.none
  const chosen = Object.values(filter).filter((value) => value !== undefined)
  const isByStatus = statusIn(place) !== undefined
  if (typed !== undefined || partner !== undefined || chosen.length > (isByStatus ? 1 : 0)) return words.nothing
  return isByStatus ? empty : `${empty} ${origin}`
}

/** By which column each order goes; what was found by words has no order. */
const sortedBy = {
  newest: ['since', 'descending'],
  name: ['name', 'ascending'],
  changed: ['changed', 'descending'],
} as const
type OrderedBy = (typeof sortedBy)[LineOrder][0]

/** The lines of a list with what the table says of them. */
export const listTable = <Name extends string, Column extends string>(
  texts: TableWords<Column | OrderedBy> & ListWords,
  columns: readonly (Column | OrderedBy)[],
  place: ListPlace<Name>,
  rows: readonly (readonly HtmlValue[])[],
  numbers: readonly Column[] = [],
): Html =>
  table(
    { ...texts, caption: captionOf(texts.caption, place), empty: emptyOf(texts, place) },
    columns,
    rows,
    numbers,
    'list',
    place.search === undefined ? sortedBy[place.order ?? 'newest'] : undefined,
  )

/** First, previous and next page, as far as there are any, and what is shown, if something is, as a file. */
export const listPaging = <Name extends string>(
  kind: ListKind<Name>,
  place: ListPlace<Name> & { readonly items: readonly unknown[] },
): Html | false =>
  pagingLinks(
    place,
    (link) => urlOf(kind, place, link),
    place.items.length > 0 &&
      html`<a class="button quiet" href="${urlOf(kind, place, { cursor: place.cursor, format: 'csv' })}">${words.file}</a>`,
  )
