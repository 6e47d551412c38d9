// The bridge between headquarters and Sales: whether it runs, what waits, and what could not be carried over.

import { linkTo } from '../../domain/link-to.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import { deskLayout, type Notice } from './desk-layout.ts'
import { badge, card, facts, foreign, moment, table, textColumns } from './parts.ts'

export type CatchUpErrorView = {
  readonly errorId: string
  readonly kind: string
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
  readonly errors: readonly CatchUpErrorView[]
  readonly nextCursor?: string | undefined
  readonly notice?: Notice | undefined
}

const changeUrl = (action: string): string => linkTo('ChangeDualWrite', { action })

const stateNames = { running: 'Running', paused: 'Paused', waiting: 'Waiting for Sales' } as const

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
    'Bridge',
    page.state === 'running'
      ? html`<p>Changes flow between headquarters and Sales.</p>
${reasonForm(changeUrl('pause'), 'pause-reason', 'Reason for the pause', html`<button class="button quiet" type="submit">Pause</button>`)}`
      : html`${facts([
          ['State', badge(stateNames[page.state], 'warn')],
          ['Paused by', page.pausedBy !== undefined && foreign(page.pausedBy)],
          ['Reason', page.reason !== undefined && foreign(page.reason)],
          ['Changes kept', page.parked],
        ])}
<form method="post" action="${changeUrl('resume')}"><button class="button" type="submit">Resume</button></form>`,
  )

const queuesCard = ({ queues }: DualWritePage): Html =>
  card(
    'queues',
    'Queues',
    queues === undefined
      ? html`<p class="empty">The counts are not available at the moment.</p>`
      : table(
          'Messages by queue',
          [{ title: 'Queue' }, ...['Waiting', 'Scheduled', 'Dead-lettered'].map((title) => ({ title, number: true }))],
          queues.map((queue) => [
            queue.name,
            queue.waiting,
            queue.scheduled,
            queue.deadLettered > 0 ? badge(String(queue.deadLettered), 'bad') : 0,
          ]),
          'There are no queues.',
        ),
  )

const actions = (error: CatchUpErrorView, index: number): Html => {
  const { errorId } = error
  const urlOf = (action: string) => linkTo('ChangeCatchUpError', { errorId, action })
  const about = `${error.kind}${error.number === undefined ? '' : ` ${error.number}`}`
  const retry = (button: string) =>
    html`<form method="post" action="${urlOf('retry')}"><button class="button quiet" type="submit" aria-label="${button} ${about}">${button}</button></form>`
  return html`${
    error.code === 'mail-unknown'
      ? html`<details><summary aria-label="Send again ${about}…">Send again…</summary><p>It may arrive twice.</p>${retry('Send again')}</details>`
      : retry('Retry')
  }
<details><summary aria-label="Dismiss ${about}…">Dismiss…</summary>
${reasonForm(urlOf('dismiss'), `dismiss-reason-${index}`, 'Reason', html`<button class="button quiet" type="submit">Dismiss</button>`)}
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
  html`${badge(error.state, error.state === 'Open' ? 'warn' : 'neutral')}
${error.dismissedBecause !== undefined && html`<p>${foreign(error.dismissedBecause)}</p>`}`,
  error.state === 'Open' && actions(error, index),
]

const errorColumns = [
  ...textColumns('Message', 'Prospect', 'Reason'),
  { title: 'Tries', number: true },
  ...textColumns('First', 'Last', 'State', 'Action'),
]

/** The page of the bridge. Its forms post `reason` where one is asked for. */
export const renderDualWrite = (page: DualWritePage): Html =>
  deskLayout({
    title: 'Dual-write',
    area: 'dual-write',
    notice: page.notice,
    main: html`<div class="page-head"><h1>Dual-write</h1> ${badge(stateNames[page.state], page.state === 'running' ? 'good' : 'warn')}</div>
<div class="cards">${stateCard(page)}${queuesCard(page)}</div>
${card(
  'errors',
  'Catch-up errors',
  html`${
    page.errors.some((error) => error.state === 'Open' && error.code !== 'mail-unknown') &&
    html`<form method="post" action="${changeUrl('retry-all')}"><button class="button" type="submit">Retry all</button></form>`
  }
${table('What could not be carried over, newest first', errorColumns, page.errors.map(errorRow), 'There are no errors.')}
${page.nextCursor !== undefined && html`<p><a class="button quiet" href="${linkTo('DualWritePage', {}, { cursor: page.nextCursor })}" rel="next">Next page</a></p>`}`,
)}`,
  })
