// The catch-up errors on the page *Dual-write*: one page of a list, and what staff do about the errors.

import { linkTo } from '../../domain/link-to.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import type { Viewer } from '../access.ts'
import { mayPress, pressForm, reasonForm } from './allowed.ts'
import {
  counted,
  type ErrorCounts,
  type ErrorPlace,
  type ErrorQuery,
  errorsUrl,
  filter,
  isWithin,
  sumOf,
  tabs,
} from './error-filter.ts'
import { badge, card, foreign, moment, table } from './parts.ts'

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

export type ErrorList = ErrorQuery &
  ErrorCounts & {
    readonly errors: readonly CatchUpErrorView[]
    /** Who looks at it. */
    readonly viewer?: Viewer | undefined
    /** How many came before this page. */
    readonly seen: number
    readonly previous?: ErrorPlace | undefined
    readonly next?: ErrorPlace | undefined
  }

const { pages, names } = staffWords
const words = pages.dualWrite.errors

/** What a form says of the list that it stands in, so that staff come back to it. */
const hidden = ({ state, code, kind }: ErrorQuery): Html =>
  html`${Object.entries({ state, code, kind }).map(
    ([name, value]) => value !== undefined && html`<input type="hidden" name="${name}" value="${value}">`,
  )}`

const selectedForm = 'retry-selected'

const isInBulk = ({ state, isRetryable, code }: CatchUpErrorView): boolean =>
  state === 'Open' && isRetryable && code !== 'mail-unknown'

const bulk = (list: ErrorList): HtmlValue => {
  const retryable = sumOf(list.groups, (group) => group.isRetryable && isWithin(list)(group))
  const text = list.code === undefined && list.kind === undefined ? words.retryAll : words.retryThese
  const all = html`${hidden(list)}<button class="button" type="submit">${text(counted(retryable, list.isAll))}</button>`
  const selected = html`${hidden(list)}<button class="button quiet" type="submit">${words.retrySelected}</button>`
  const buttons = [
    retryable > 0 && pressForm(list.viewer, 'ChangeDualWrite', { action: 'retry-all' }, all),
    list.errors.some(isInBulk) &&
      pressForm(list.viewer, 'ChangeDualWrite', { action: 'retry-selected' }, selected, html`id="${selectedForm}"`),
  ]
  return buttons.some(Boolean) && html`<div class="actions">${buttons}</div>`
}

/** What names an error where its row is not seen. */
const aboutOf = ({ kind, number }: CatchUpErrorView): string => `${kind}${number === undefined ? '' : ` ${number}`}`

const actions = (list: ErrorList, error: CatchUpErrorView, index: number): Html => {
  const { errorId } = error
  const may = (action: string) => mayPress(list.viewer, 'ChangeCatchUpError', action)
  const about = aboutOf(error)
  const button = (text: string) =>
    pressForm(
      list.viewer,
      'ChangeCatchUpError',
      { errorId, action: 'retry' },
      html`${hidden(list)}<button class="button quiet" type="submit" aria-label="${text} ${about}">${text}</button>`,
    )
  const retry = () =>
    error.code === 'mail-unknown'
      ? html`<details><summary aria-label="${words.more(`${words.sendAgain} ${about}`)}">${words.more(words.sendAgain)}</summary><p>${words.mayArriveTwice}</p>${button(words.sendAgain)}</details>`
      : button(words.retry)
  return html`${error.isRetryable && may('retry') && retry()}
${
  may('dismiss') &&
  html`<details><summary aria-label="${words.more(`${words.dismiss} ${about}`)}">${words.more(words.dismiss)}</summary>
${reasonForm(list.viewer, 'ChangeCatchUpError', { errorId, action: 'dismiss' }, `dismiss-reason-${index}`, words.dismissReason, html`${hidden(list)}<button class="button quiet" type="submit">${words.dismiss}</button>`)}
</details>`
}`
}

const pick = (error: CatchUpErrorView, viewer: Viewer | undefined): HtmlValue =>
  isInBulk(error) && mayPress(viewer, 'ChangeDualWrite', 'retry-selected')
    ? html`<label><input type="checkbox" form="${selectedForm}" name="error" value="${error.errorId}" aria-label="${aboutOf(error)}"> ${error.kind}</label>`
    : error.kind

const row =
  (list: ErrorList) =>
  (error: CatchUpErrorView, index: number): readonly HtmlValue[] => [
    pick(error, list.viewer),
    error.prospectId === undefined
      ? '–'
      : html`<a href="${linkTo('ProspectPage', { prospectId: error.prospectId })}">${error.number ?? error.prospectId}</a>`,
    html`<code>${error.code}</code><p>${foreign(error.detail)}</p>`,
    error.tries,
    moment(error.firstAt),
    moment(error.lastAt),
    html`${badge(nameOf(names.errorStates, error.state), error.state === 'Open' ? 'warn' : 'neutral')}
${error.dismissedBecause !== undefined && html`<p>${foreign(error.dismissedBecause)}</p>`}`,
    error.state === 'Open' && actions(list, error, index),
  ]

const columns = ['message', 'prospect', 'reason', 'tries', 'first', 'last', 'state', 'action'] as const

const position = (list: ErrorList): HtmlValue => {
  const { seen, errors } = list
  if (errors.length === 0) return false
  const [from, to] = [words.number(seen + 1), words.number(seen + errors.length)]
  if (list.state === 'Settled') return html`<p>${words.shown(from, to)}</p>`
  return html`<p>${words.shownOf(from, to, counted(sumOf(list.groups, isWithin(list)), list.isAll))}</p>`
}

const paging = (list: ErrorList): HtmlValue =>
  (list.previous || list.next) &&
  html`<nav class="actions" aria-label="${words.paging}">
${list.seen > 0 && html`<a class="button quiet" href="${errorsUrl(list)}">${words.firstPage}</a>`}
${list.previous && html`<a class="button quiet" href="${errorsUrl(list, list.previous)}" rel="prev">${words.previousPage}</a>`}
${list.next && html`<a class="button quiet" href="${errorsUrl(list, list.next)}" rel="next">${words.nextPage}</a>`}
</nav>`

/** The card of the errors. Its forms post `error` for each that is selected, and `reason` where one is asked for. */
export const errorsCard = (list: ErrorList): Html =>
  card(
    'errors',
    words.title,
    html`${tabs(list)}
${list.state === 'Open' && (list.groups.length > 0 || list.code !== undefined || list.kind !== undefined) && filter(list)}
${!list.isAll && html`<p>${words.counting}</p>`}
${list.state === 'Open' && bulk(list)}
${position(list)}
${table({ ...words.table, empty: list.state === 'Open' ? words.table.empty : words.noneSettled }, columns, list.errors.map(row(list)), ['tries'])}
${paging(list)}`,
  )
