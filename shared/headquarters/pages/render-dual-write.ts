// The bridge between headquarters and Sales: whether it runs, what waits, and what could not be carried over.

import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, html } from '../../platform/html.ts'
import type { AuditAct } from '../store/audit-reader.ts'
import { pressForm, reasonForm } from './allowed.ts'
import type { BridgeView, StaffFrame } from './bridge-banner.ts'
import { comparisonCard, type UncomparedTable } from './comparison-card.ts'
import { type ErrorList, errorsCard } from './errors-card.ts'
import { missingCard, type RoundView } from './missing-card.ts'
import { badge, card, facts, foreign, moment, table } from './parts.ts'
import { auditSection } from './render-audit.ts'
import { type RetryView, retriesCard } from './retries-card.ts'
import { type Notice, staffLayout } from './staff-layout.ts'

export type DualWritePage = StaffFrame & {
  readonly bridge: BridgeView
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
  readonly errors: ErrorList
  /** What staff did here last. */
  readonly audit?: readonly AuditAct[] | undefined
  /** The last retries of many errors. */
  readonly retries?: readonly RetryView[] | undefined
  readonly notice?: Notice | undefined
}

const { pages, pauseText } = staffWords
const words = pages.dualWrite

/** Where headquarters decides there is no Sales to write to. */
const isOff = ({ viewer }: DualWritePage): boolean => viewer?.desk === 'headquarters'

const stateBadge = (page: DualWritePage): Html =>
  isOff(page)
    ? badge(words.off)
    : badge(words.states[page.bridge.state], page.bridge.state === 'running' ? 'good' : 'warn')

const stateCard = (page: DualWritePage): Html =>
  card(
    'bridge',
    words.bridge,
    isOff(page)
      ? html`<p>${words.offAbout}</p>`
      : page.bridge.state === 'running'
        ? html`<p>${words.running}</p>
${reasonForm(page.viewer, 'ChangeDualWrite', { action: 'pause' }, 'pause-reason', words.pauseReason, html`<button class="button quiet" type="submit">${words.pause}</button>`)}`
        : html`${facts([
            [words.facts.state, badge(words.states[page.bridge.state], 'warn')],
            [words.facts.since, moment(page.bridge.at)],
            [words.facts.pausedBy, foreign(page.bridge.by)],
            [words.facts.reason, page.bridge.reason && foreign(pauseText(page.bridge.reason))],
            [words.facts.kept, page.parked],
          ])}
${pressForm(page.viewer, 'ChangeDualWrite', { action: 'resume' }, html`<button class="button" type="submit">${words.resume}</button>`)}`,
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

/** The page of the bridge. Its forms post `reason` where one is asked for. */
export const renderDualWrite = (page: DualWritePage): Html =>
  staffLayout({
    bridge: isOff(page) ? undefined : page.bridge,
    viewer: page.viewer,
    title: pages.layout.areas['dual-write'],
    area: 'dual-write',
    notice: page.notice,
    main: html`<div class="page-head"><h1>${pages.layout.areas['dual-write']}</h1> ${stateBadge(page)}</div>
<div class="cards">${stateCard(page)}${queuesCard(page)}</div>
${
  !isOff(page) &&
  html`${missingCard(page.rounds ?? [], page.viewer)}
${comparisonCard(page.uncompared ?? [])}`
}
${retriesCard(page.retries ?? [])}
${errorsCard({ ...page.errors, viewer: page.viewer })}
${auditSection(page.audit, page.viewer)}`,
  })
