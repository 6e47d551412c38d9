// The first page of headquarters: what came, where it stands, and what somebody should look at.

import { linkTo } from '../../domain/link-to.ts'
import { type Counts, cellsOf, countOf, type ProspectFilter } from '../../domain/lists/facets.ts'
import { beginOf, funnelOf, stageTimesOf, stays, waitingOf } from '../../domain/lists/weeks.ts'
import { salesStages } from '../../domain/sales-outcome.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import { mostCounted } from '../read-list.ts'
import { mayOpen } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { barChart, columnChart, legend } from './charts.ts'
import { counted as countedErrors, type ErrorCounts, errorsUrl } from './error-filter.ts'
import { counted } from './narrowing.ts'
import { badge, card, stageBadge, table } from './parts.ts'
import { staffLayout } from './staff-layout.ts'

const { pages, names, locale } = staffWords
const words = pages.overview

export type OverviewPage = StaffFrame & {
  /** In milliseconds. */
  readonly now: number
  readonly counts: Counts
  /** Whether nothing is left out of the counts. */
  readonly isWhole: boolean
  readonly errors: ErrorCounts
  /** Titles of jobs that are late or were killed. */
  readonly lateJobs: readonly string[]
  /** Prospects whose stage has a target that is over; absent where no stage has one. */
  readonly overdue?: number
}

const weekName = (week: number): string =>
  new Date(beginOf(week)).toLocaleDateString(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** A chart and its table, beside each other where there is room. */
const charted = (chart: HtmlValue, numbers: Html): Html =>
  html`<div class="charted">${chart && html`<div>${chart}</div>`}${numbers}</div>`

const listLink = (asked: ProspectFilter, text: HtmlValue): Html => {
  const { status, mark } = asked
  return html`<a href="${linkTo('ProspectsPage', {}, { status, mark })}">${text}</a>`
}

const errorSum = ({ groups }: ErrorCounts): number => groups.reduce((sum, { count }) => sum + count, 0)

const bridgeState = ({ bridge, viewer }: OverviewPage): HtmlValue => {
  const { states } = pages.dualWrite
  if (bridge) return badge(states[bridge.state], bridge.state === 'running' ? 'good' : 'warn')
  return viewer?.desk === 'headquarters' ? words.now.bridgeOff : words.now.bridgeUnknown
}

const nowCard = (page: OverviewPage): Html => {
  const { counts, errors, lateJobs, viewer, overdue } = page
  const cells = cellsOf(counts)
  const figure = (label: string, asked: ProspectFilter): Html =>
    html`<li>${listLink(asked, html`<strong>${counted(countOf(cells, asked))}</strong> ${label}`)}</li>`
  const dualWrite = mayOpen(viewer, 'DualWritePage')
  const open = countedErrors(errorSum(errors), errors.isAll)
  return html`<section aria-labelledby="now"><h2 id="now" class="for-readers">${words.now.title}</h2>
<ul class="figures">
${figure(words.now.waiting, { status: 'Open' })}
${figure(words.now.attention, { mark: 'any' })}
${overdue !== undefined && html`<li><a href="${linkTo('ProspectsPage', {}, { overdue: 'true' })}"><strong>${overdue > mostCounted ? `${mostCounted}+` : counted(overdue)}</strong> ${words.now.overdue}</a></li>`}
${figure(words.now.approved, { status: 'Approved' })}
${figure(words.now.rejected, { status: 'Rejected' })}
${dualWrite && html`<li><a href="${errorsUrl({ state: 'Open' })}"><strong>${open}</strong> ${words.now.errors}</a></li>`}
</ul>
<ul class="states">
<li><a href="${linkTo('DualWritePage', {})}#bridge">${words.now.bridge}</a>: ${bridgeState(page)}</li>
<li><a href="${linkTo('JobsPage', {})}">${words.now.jobs}</a>: ${lateJobs.length === 0 ? badge(words.now.jobsWell, 'good') : badge(words.now.jobsLate(lateJobs.join(', ')), 'warn')}</li>
</ul></section>`
}

const funnelCard = ({ counts, now }: OverviewPage): Html => {
  const weeks = funnelOf(counts, now)
  const most = Math.max(...weeks.map(({ came }) => came))
  const { legend: legends, chart } = words.funnel
  const columns = weeks.map(({ week, approved, rejected, open }) => ({
    label: weekName(week),
    parts: [
      { series: 'good', value: approved },
      { series: 'bad', value: rejected },
      { series: 'active', value: open },
    ] as const,
  }))
  const seen = html`${columnChart(columns, chart(weeks.length, most))}
${legend([
  ['good', legends.approved],
  ['bad', legends.rejected],
  ['active', legends.open],
])}`
  const rows = weeks
    .toReversed()
    .map((one) => [
      weekName(one.week),
      counted(one.came),
      counted(one.qualified),
      counted(one.approved),
      counted(one.rejected),
      counted(one.open),
    ])
  const numbers = ['came', 'qualified', 'approved', 'rejected', 'open'] as const
  return card(
    'funnel',
    words.funnel.title,
    charted(seen, table(words.funnel.table, ['week', ...numbers], rows, numbers)),
  )
}

const waitingCard = ({ counts, now }: OverviewPage): Html => {
  const all = waitingOf(counts, cellsOf(counts), now)
  const bars = all.map(({ weeks, count }) => ({
    label: words.waiting.since[weeks],
    value: count,
    told: counted(count),
    series: weeks === 4 ? ('bad' as const) : ('active' as const),
  }))
  const rows = all.map(({ weeks, count }) => [words.waiting.since[weeks], counted(count)])
  return card(
    'waiting',
    words.waiting.title,
    html`${charted(barChart(bars, words.waiting.chart), table(words.waiting.table, ['came', 'count'], rows, ['count']))}
<p><a href="${linkTo('ProspectsPage', {}, { status: 'Open', sort: 'oldest' })}">${words.waiting.oldest}</a></p>`,
  )
}

const stagesCard = ({ counts, now }: OverviewPage): Html => {
  const cells = cellsOf(counts)
  const times = stageTimesOf(counts, salesStages, now)
  const [longest = 0] = stays.filter(Number.isFinite).toReversed()
  const bars = times.map(({ stage, median }) => ({
    label: nameOf(names.stages, stage),
    value: Number.isFinite(median) ? median : longest * 1.5,
    told: words.stages.median(median),
    series: 'active' as const,
  }))
  const rows = times.map(({ stage, left, median }) => [
    stageBadge(stage),
    counted(left),
    words.stages.median(median),
    counted(countOf(cells, { stage })),
  ])
  return card(
    'stages',
    words.stages.title,
    charted(
      bars.length > 0 && barChart(bars, words.stages.chart),
      table(words.stages.table, ['stage', 'left', 'median', 'now'], rows, ['left', 'now']),
    ),
  )
}

const reasonsShown = 8

const errorsCard = ({ errors, viewer }: OverviewPage): HtmlValue => {
  if (!mayOpen(viewer, 'DualWritePage')) return false
  const byCode = Map.groupBy(errors.groups, ({ code }) => code)
  const rows = [...byCode]
    .map(([code, groups]) => ({ code, count: groups.reduce((sum, { count }) => sum + count, 0) }))
    .toSorted((a, b) => b.count - a.count)
    .slice(0, reasonsShown)
    .map(({ code, count }) => [
      html`<a href="${errorsUrl({ state: 'Open', code })}"><code>${code}</code></a>`,
      counted(count),
    ])
  return card('open-errors', words.errors.title, table(words.errors.table, ['code', 'count'], rows, ['count']))
}

/** The page. All its numbers are kept with the changes, so it reads the same however many prospects there are. */
export const renderOverview = (page: OverviewPage): Html =>
  staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: pages.layout.areas.overview,
    area: 'overview',
    main: html`<div class="page-head"><h1>${pages.layout.areas.overview}</h1><p>${words.intro}</p></div>
${!page.isWhole && html`<p class="note">${words.counting}</p>`}
${nowCard(page)}
${funnelCard(page)}
<div class="cards">${waitingCard(page)}${stagesCard(page)}</div>
${errorsCard(page)}`,
  })
