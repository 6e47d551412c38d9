// The list "All prospects" of headquarters.

import { linkTo } from '../../domain/link-to.ts'
import type { ProspectStatus, ProspectSummary } from '../../domain/prospect.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { countryName, flagList, foreign, moment, stageBadge, statusBadge, table } from './parts.ts'
import { type Notice, staffLayout } from './staff-layout.ts'

const { pages, names } = staffWords
const words = pages.prospects

export type ProspectsPage = StaffFrame & {
  readonly items: readonly ProspectSummary[]
  /** The filter; empty for all. */
  readonly filter: '' | ProspectStatus | 'Missing'
  /** Cursor of this page, when it is not the first. */
  readonly cursor?: string | undefined
  readonly nextCursor?: string | undefined
  readonly notice?: Notice | undefined
}

type Filter = ProspectsPage['filter']
const filters: readonly Filter[] = ['', 'Open', 'Approved', 'Rejected', 'Missing']

const filterName = (filter: Filter): string => {
  if (filter === '') return words.all
  return filter === 'Missing' ? words.missing : nameOf(names.statuses, filter)
}

const listUrl = (filter: Filter, cursor?: string): string =>
  linkTo(
    'ProspectsPage',
    {},
    filter === 'Missing' ? { missing: 'true', cursor } : { status: filter || undefined, cursor },
  )

const columns = [
  'number',
  'company',
  'requestor',
  'country',
  'status',
  'sales',
  'flags',
  'submitted',
  'changed',
] as const

const row = (item: ProspectSummary): readonly HtmlValue[] => [
  html`<a href="${linkTo('ProspectPage', { prospectId: item.prospectId })}">${item.number}</a>`,
  foreign(item.companyName),
  foreign(item.requestorName),
  countryName(item.country),
  statusBadge(item.status),
  stageBadge(item.stage),
  flagList(item.flags),
  moment(item.createdAt),
  moment(item.changedAt),
]

/** The list, one page of it, with a filter by status and a link to the next page. */
export const renderProspects = (page: ProspectsPage): Html => {
  const caption = page.filter === 'Missing' ? words.missingCaption : words.caption(filterName(page.filter))
  return staffLayout({
    bridge: page.bridge,
    title: pages.layout.areas.prospects,
    area: 'prospects',
    notice: page.notice,
    main: html`<div class="page-head"><h1>${pages.layout.areas.prospects}</h1></div>
<nav class="filters" aria-label="${words.filter}">
<ul>
${filters.map(
  (filter) =>
    html`<li><a href="${listUrl(filter)}"${filter === page.filter && html` aria-current="page"`}>${filterName(filter)}</a></li>`,
)}
</ul>
</nav>
<p><a href="${linkTo('HeldRequestsPage', {})}">${pages.heldRequests.title}</a></p>
${table({ ...words.table, caption }, columns, page.items.map(row))}
<nav class="actions" aria-label="${words.paging}">
${page.cursor !== undefined && html`<a class="button quiet" href="${listUrl(page.filter)}">${words.firstPage}</a>`}
${page.nextCursor !== undefined && html`<a class="button quiet" href="${listUrl(page.filter, page.nextCursor)}" rel="next">${words.nextPage}</a>`}
</nav>`,
  })
}
