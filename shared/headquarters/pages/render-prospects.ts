// The list "All prospects" of headquarters.

import { linkTo } from '../../domain/link-to.ts'
import type { ProspectStatus, ProspectSummary } from '../../domain/prospect.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import { deskLayout, type Notice } from './desk-layout.ts'
import { countryName, flagList, foreign, moment, stageBadge, statusBadge, table, textColumns } from './parts.ts'

export type ProspectsPage = {
  readonly items: readonly ProspectSummary[]
  /** The filter; empty for all. */
  readonly status: '' | ProspectStatus
  /** Cursor of this page, when it is not the first. */
  readonly cursor?: string | undefined
  readonly nextCursor?: string | undefined
  readonly notice?: Notice | undefined
}

const filters: readonly { readonly status: '' | ProspectStatus; readonly name: string }[] = [
  { status: '', name: 'All' },
  { status: 'Open', name: 'Open' },
  { status: 'Approved', name: 'Approved' },
  { status: 'Rejected', name: 'Rejected' },
]

const listUrl = (status: string, cursor?: string): string =>
  linkTo('ProspectsPage', {}, { status: status === '' ? undefined : status, cursor })

const columns = textColumns(
  'Number',
  'Company',
  'Requestor',
  'Country',
  'Status',
  'Sales',
  'Flags',
  'Submitted',
  'Changed',
)

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
  const caption = `${page.status === '' ? 'All' : page.status} B2B prospects, newest first`
  return deskLayout({
    title: 'All prospects',
    area: 'prospects',
    notice: page.notice,
    main: html`<div class="page-head"><h1>All prospects</h1></div>
<nav class="filters" aria-label="Status">
<ul>
${filters.map(
  ({ status, name }) =>
    html`<li><a href="${listUrl(status)}"${status === page.status && html` aria-current="page"`}>${name}</a></li>`,
)}
</ul>
</nav>
${table(caption, columns, page.items.map(row), 'There are no prospects here.')}
<nav class="actions" aria-label="Pages">
${page.cursor !== undefined && html`<a class="button quiet" href="${listUrl(page.status)}">First page</a>`}
${page.nextCursor !== undefined && html`<a class="button quiet" href="${listUrl(page.status, page.nextCursor)}" rel="next">Next page</a>`}
</nav>`,
  })
}
