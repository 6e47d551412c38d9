// The bridge between headquarters and Sales: whether it runs, what waits, and what could not be carried over.

import { linkTo } from '../../domain/link-to.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import { comparisonCard, type UncomparedTable } from './comparison-card.ts'
import { missingCard, type RoundView } from './missing-card.ts'
import { badge, card, facts, foreign, moment, table } from './parts.ts'
import { type Notice, staffLayout } from './staff-layout.ts'

export type CatchUpErrorView = {
  readonly errorId: string
  readonly kind: string
  /** Whether there is something that can be done again. */
  readonly isRetryable: boolean
  readonly prospectId?: string | undefined
  /** The prospect's number. */
  readonly number?: string | undefined
  readonly code: string
  readonly detail: string
  readonly tries: number
  readonly firstAt: string
  readonly lastAt: string
  /** Buttons are offered for open ones only: a retried one that fails again is open again. */
  readonly state: 'Open' | 'Retried' | 'Dismissed'
  readonly dismissedBecause?: string | undefined
}

export type DualWritePage = {
  readonly state: 'running' | 'paused' | 'waiting'
  readonly pausedBy?: string | undefined
  readonly reason?: string | undefined
  /** Changes that wait until the bridge runs again. */
  readonly parked?: number | undefined
  /** `undefined` when the counts cannot be had at the moment. */
  readonly queues:
    | readonly {
        readonly name: string
        readonly waiting: number
        readonly scheduled: number
        readonly deadLettered: number
      }[]
    | undefined
  /** What of Sales cannot be compared. */
  readonly uncompared?: readonly UncomparedTable[] | undefined
  /** The last rounds that staff asked for. */
  readonly rounds?: readonly RoundView[] | undefined
  readonly errors: readonly CatchUpErrorView[]
  /** How many are open, of which some may not be shown. */
  readonly open?: { readonly count: number; readonly isAll: boolean } | undefined
  readonly notice?: Notice | undefined
}

const { pages, names } = staffWords
const words = pages.dualWrite

const changeUrl = (action: string): string => linkTo('ChangeDualWrite', { action })

const reasonForm = (
  action: string,
  id: string,
  label: string,
  button: Html,
): Html => html`<form class="reason-form" method="post" action="${action}">
<div><label for="${id}">${label}</label><input id="${id}" name="reason" type="text" required maxlength="200" autocomplete="off"></div>
${button}
</form>`

const stateCard = (page: DualWritePage): Html =>
  card(
    'bridge',
    words.bridge,
    page.state === 'running'
      ? html`<p>${words.running}</p>
${reasonForm(changeUrl('pause'), 'pause-reason', words.pauseReason, html`<button class="button quiet" type="submit">${words.pause}</button>`)}`
      : html`${facts([
          [words.facts.state, badge(words.states[page.state], 'warn')],
          [words.facts.pausedBy, page.pausedBy !== undefined && foreign(page.pausedBy)],
          [words.facts.reason, page.reason !== undefined && foreign(page.reason)],
          [words.facts.kept, page.parked],
        ])}
<form method="post" action="${changeUrl('resume')}"><button class="button" type="submit">${words.resume}</button></form>`,
  )

const queuesCard = ({ queues }: DualWritePage): Html =>
  card(
    'queues',
    words.queues,
    queues === undefined
      ? html`<p class="empty">${words.noCounts}</p>`
      : table(
          words.queuesTable,
          ['queue', 'waiting', 'scheduled', 'deadLettered'],
          queues.map((queue) => [
            queue.name,
            queue.waiting,
            queue.scheduled,
            queue.deadLettered > 0 ? badge(String(queue.deadLettered), 'bad') : 0,
          ]),
          ['waiting', 'scheduled', 'deadLettered'],
        ),
  )

const actions = (error: CatchUpErrorView, index: number): Html => {
  const { errorId } = error
  const urlOf = (action: string) => linkTo('ChangeCatchUpError', { errorId, action })
  const about = `${error.kind}${error.number === undefined ? '' : ` ${error.number}`}`
  const button = (text: string) =>
    html`<form method="post" action="${urlOf('retry')}"><button class="button quiet" type="submit" aria-label="${text} ${about}">${text}</button></form>`
  const retry = () =>
    error.code === 'mail-unknown'
      ? html`<details><summary aria-label="${words.more(`${words.sendAgain} ${about}`)}">${words.more(words.sendAgain)}</summary><p>${words.mayArriveTwice}</p>${button(words.sendAgain)}</details>`
      : button(words.retry)
  return html`${error.isRetryable && retry()}
<details><summary aria-label="${words.more(`${words.dismiss} ${about}`)}">${words.more(words.dismiss)}</summary>
${reasonForm(urlOf('dismiss'), `dismiss-reason-${index}`, words.dismissReason, html`<button class="button quiet" type="submit">${words.dismiss}</button>`)}
</details>`
}

const errorRow = (error: CatchUpErrorView, index: number): readonly HtmlValue[] => [
  error.kind,
  error.prospectId === undefined
    ? '–'
    : html`<a href="${linkTo('ProspectPage', { prospectId: error.prospectId })}">${error.number ?? error.prospectId}</a>`,
  html`<code>${error.code}</code><p>${foreign(error.detail)}</p>`,
  error.tries,
  moment(error.firstAt),
  moment(error.lastAt),
  html`${badge(nameOf(names.errorStates, error.state), error.state === 'Open' ? 'warn' : 'neutral')}
${error.dismissedBecause !== undefined && html`<p>${foreign(error.dismissedBecause)}</p>`}`,
  error.state === 'Open' && actions(error, index),
]

const errorColumns = ['message', 'prospect', 'reason', 'tries', 'first', 'last', 'state', 'action'] as const

/** The page of the bridge. Its forms post `reason` where one is asked for. */
export const renderDualWrite = (page: DualWritePage): Html =>
  staffLayout({
    title: pages.layout.areas['dual-write'],
    area: 'dual-write',
    notice: page.notice,
    main: html`<div class="page-head"><h1>${pages.layout.areas['dual-write']}</h1> ${badge(words.states[page.state], page.state === 'running' ? 'good' : 'warn')}</div>
<div class="cards">${stateCard(page)}${queuesCard(page)}</div>
${missingCard(page.rounds ?? [])}
${comparisonCard(page.uncompared ?? [])}
${card(
  'errors',
  words.errors,
  html`${
    page.errors.some((error) => error.state === 'Open' && error.isRetryable && error.code !== 'mail-unknown') &&
    html`<form method="post" action="${changeUrl('retry-all')}"><button class="button" type="submit">${words.retryAll}</button></form>`
  }
${page.open !== undefined && page.errors.length > 0 && html`<p>${words.shown(String(page.errors.length), page.open.isAll ? String(page.open.count) : words.orMore(page.open.count))}</p>`}
${table(words.errorsTable, errorColumns, page.errors.map(errorRow), ['tries'])}`,
)}`,
  })
