// The list "All prospects" of headquarters.

import { flagsAt } from '../../domain/flags.ts'
import { linkTo } from '../../domain/link-to.ts'
import { countOf, type ProspectFilter } from '../../domain/lists/facets.ts'
import type { ProspectStatus, ProspectSummary } from '../../domain/prospect.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import { overdueOf } from '../overdue.ts'
import { mostCounted } from '../read-list.ts'
import type { ClocksNow } from '../stage-clock.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { counted, type Narrowing, narrowedQuery, narrowedWords, narrowingForm } from './narrowing.ts'
import { listTitle, type PageLink, type PagePlace, pagingLinks } from './paging.ts'
import { age, badge, countryName, foreign, mark, momentWords, stageText, statusBadge, table } from './parts.ts'
import { type Notice, staffLayout } from './staff-layout.ts'

const { pages, names, flagName } = staffWords
const words = pages.prospects

type Filter = '' | ProspectStatus | 'Missing' | 'Undelivered' | 'Overdue'

export type ProspectsPage = StaffFrame &
  PagePlace & {
    readonly items: readonly ProspectSummary[]
    /** In milliseconds; ages are counted from it. */
    readonly now: number
    /** Absent where no stage has a target. */
    readonly clocks?: ClocksNow
    /** The filter; empty for all. Absent where something else is looked for. */
    readonly filter?: Filter | undefined
    /** What was typed to find a prospect. */
    readonly search?: string | undefined
    /** To how many requestors a mail did not arrive. */
    readonly undelivered?: number
    /** It is a reference that was mistyped, or too long. */
    readonly isMistyped?: boolean
    readonly notice?: Notice | undefined
    /** What it is narrowed to, and what there is. */
    readonly narrowing?: Narrowing | undefined
    /** Not everything is counted yet. */
    readonly isCounting?: boolean
    /** It is too long for the order that was asked for. */
    readonly isUnsorted?: boolean
  }

const filters: readonly Filter[] = ['', 'Open', 'Overdue', 'Approved', 'Rejected', 'Missing', 'Undelivered']

const filterName = (filter: Filter): string => {
  if (filter === '') return words.all
  if (filter === 'Undelivered') return flagName('mail-not-delivered')
  if (filter === 'Overdue') return words.overdue
  return filter === 'Missing' ? words.missing : nameOf(names.statuses, filter)
}

const flaggedFilter = { Missing: { missing: true }, Undelivered: { undelivered: true } } as const

const filterOf = (filter: Filter): ProspectFilter =>
  filter === 'Missing' || filter === 'Undelivered'
    ? flaggedFilter[filter]
    : { status: filter === 'Overdue' ? undefined : filter || undefined }

const noNarrowing: Narrowing = { asked: {}, sort: 'newest', cells: [] }

/** A list with what else it is narrowed to. */
const listUrl = (
  filter: Filter,
  { narrowing = noNarrowing }: Pick<ProspectsPage, 'narrowing'>,
  link: PageLink & { readonly format?: 'csv' } = {},
): string => {
  const { status: _, missing: __, undelivered: ___, ...others } = narrowing.asked
  const query = narrowedQuery({
    asked: { ...others, ...filterOf(filter) },
    sort: narrowing.sort,
    ...(filter === 'Overdue' ? { isOverdue: true } : {}),
  })
  return linkTo('ProspectsPage', {}, { ...query, ...link })
}

/** The filter of undelivered mails says how many there are, on whatever list: so they are seen without being looked for. */
const undeliveredBadge = (filter: Filter, { undelivered = 0 }: ProspectsPage): HtmlValue =>
  filter === 'Undelivered' &&
  undelivered > 0 &&
  html` ${badge(undelivered > mostCounted ? `${mostCounted}+` : String(undelivered), 'warn')}`

/** What a filter is called, with how many there are of it among what is asked for. */
const filterLabel = (filter: Filter, page: ProspectsPage): HtmlValue => {
  const { narrowing } = page
  if (filter === 'Overdue') return filterName(filter)
  if (!narrowing || filter === 'Undelivered') return html`${filterName(filter)}${undeliveredBadge(filter, page)}`
  const { status: _, missing: __, undelivered: ___, ...others } = narrowing.asked
  const count = countOf(narrowing.cells, { ...others, ...filterOf(filter) })
  return html`${filterName(filter)} <span class="count">${counted(count)}</span>`
}

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

/** What a row has no room for: a pointer anywhere on it brings this up. */
const whole = (
  { companyName, requestorName, stage, flags, likelyDuplicates, createdAt, changedAt, erased }: ProspectSummary,
  isWithSales: boolean,
): string =>
  [
    ...(erased ? [pages.prospect.erased] : [companyName, requestorName]),
    ...(isWithSales ? [stageText(stage, { flags })] : []),
    ...flags.map(flagName),
    ...(likelyDuplicates === undefined ? [] : [words.likelyDuplicates(likelyDuplicates)]),
    words.submittedAt(momentWords(createdAt)),
    words.changedAt(momentWords(changedAt)),
  ].join('\n')

const marksOf = ({ flags, likelyDuplicates }: ProspectSummary): HtmlValue =>
  mark([...flags.map(flagName), ...(likelyDuplicates === undefined ? [] : [words.likelyDuplicate])])

/** Where it stands; an open one that somebody should have moved on by now is overdue. */
const stateOf = (item: ProspectSummary, { clocks }: Pick<ProspectsPage, 'clocks'>): Html =>
  clocks && overdueOf(clocks, item) !== undefined ? badge(words.overdue, 'warn') : statusBadge(item.status)

const row = (
  item: ProspectSummary,
  page: Pick<ProspectsPage, 'clocks' | 'now'>,
  isWithSales: boolean,
): readonly HtmlValue[] => [
  html`<a href="${linkTo('ProspectPage', { prospectId: item.prospectId })}" title="${whole(item, isWithSales)}">${item.number}</a>`,
  item.erased ? pages.prospect.erased : foreign(item.companyName),
  item.erased ? '' : foreign(item.requestorName),
  countryName(item.country),
  stateOf(item, page),
  ...(isWithSales ? [stageText(item.stage, item)] : []),
  marksOf(item),
  age(item.createdAt, page.now),
  age(item.changedAt, page.now),
]

/** Finds a prospect by whatever is known of it, such as what its applicant was told to call it by. */
const search = ({ search: typed = '', filter, isMistyped }: ProspectsPage): Html =>
  html`<form class="reason-form" method="get" action="${linkTo('ProspectsPage', {})}" role="search">
<div><label for="search">${words.search.label}</label><input id="search" name="search" type="search" value="${typed}" maxlength="200" required autocomplete="off" spellcheck="false" aria-describedby="${isMistyped ? 'search-error' : 'search-hint'}"${isMistyped && html` aria-invalid="true"`}></div>
<button class="button quiet" type="submit">${words.search.find}</button>
${filter === undefined && html`<a href="${linkTo('ProspectsPage', {})}">${words.narrow.showAll}</a>`}
<p id="search-hint" class="note">${words.search.hint}</p>
${isMistyped && html`<p id="search-error" role="alert">${words.search.mistyped}</p>`}
</form>`

/** What is shown, as a file. */
const fileUrl = (page: ProspectsPage): string =>
  page.filter === undefined
    ? linkTo('ProspectsPage', {}, { search: page.search, format: 'csv' })
    : listUrl(page.filter, page, { cursor: page.cursor, format: 'csv' })

/** What is shown instead of all. */
const narrowed = ({ filter, narrowing = noNarrowing }: ProspectsPage): string | undefined => {
  if (filter === undefined) return pages.lists.found
  return [...(filter === '' ? [] : [filterName(filter)]), ...narrowedWords(narrowing)].join(', ') || undefined
}

const sorted = {
  newest: ['submitted', 'descending'],
  oldest: ['submitted', 'ascending'],
  name: ['company', 'ascending'],
} as const

/** What was found by a reference or a name has no order of its own but its age. */
const sortedBy = ({ isUnsorted, narrowing, filter }: ProspectsPage) =>
  filter === 'Overdue' ? undefined : sorted[isUnsorted ? 'newest' : (narrowing?.sort ?? 'newest')]

/** What stands where a page is empty: a walk that found nothing yet goes on. */
const emptyOf = (page: ProspectsPage): string => {
  const { filter, narrowing = noNarrowing, nextCursor } = page
  if (nextCursor !== undefined) return words.narrow.none
  if (filter === undefined || narrowedWords(narrowing).length > 0) return pages.lists.nothing
  return filter === '' ? `${words.table.empty} ${words.table.origin}` : words.table.empty
}

/** The list, one page of it, with a filter by status and the pages before and after. */
export const renderProspects = (page: ProspectsPage): Html => {
  const { filter: chosen } = page
  const isWithSales = page.viewer?.desk !== 'headquarters'
  const caption =
    chosen === undefined
      ? words.search.caption
      : chosen === 'Missing'
        ? words.missingCaption
        : chosen === 'Undelivered'
          ? words.undeliveredCaption
          : chosen === 'Overdue'
            ? words.overdueCaption
            : words.caption(
                filterName(chosen),
                words.narrow.sorts[page.isUnsorted ? 'newest' : (page.narrowing?.sort ?? 'newest')],
              )
  return staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: listTitle(pages.layout.areas.prospects, narrowed(page), page),
    area: 'prospects',
    notice: page.notice,
    main: html`<div class="page-head"><h1>${pages.layout.areas.prospects}</h1> <a class="button quiet" href="${linkTo('HeldRequestsPage', {})}">${pages.heldRequests.title}</a></div>
<nav class="filters" aria-label="${words.filter}">
<ul>
${filters
  .filter((filter) => isWithSales || filter !== 'Missing')
  .filter((filter) => (page.clocks?.targets.size ?? 0) > 0 || filter !== 'Overdue' || filter === chosen)
  .map(
    (filter) =>
      html`<li><a href="${listUrl(filter, page)}"${filter === page.filter && html` aria-current="page"`}>${filterLabel(filter, page)}</a></li>`,
  )}
</ul>
</nav>
${search(page)}
${page.narrowing && chosen !== undefined && narrowingForm({ ...page.narrowing, isWithSales })}
${page.isCounting && html`<p class="note">${words.narrow.counting}</p>`}
${page.isUnsorted && html`<p class="notice info">${words.narrow.unsorted}</p>`}
${table(
  { ...words.table, caption, empty: emptyOf(page) },
  isWithSales ? columns : columns.filter((column) => column !== 'sales'),
  page.items.map((item) => row({ ...item, flags: flagsAt(page.viewer?.desk, item.flags) }, page, isWithSales)),
  [],
  'list',
  sortedBy(page),
)}
${pagingLinks(page, (link) => listUrl(chosen ?? '', page, link), page.items.length > 0 && html`<a class="button quiet" href="${fileUrl(page)}">${pages.lists.file}</a>`)}`,
  })
}
