// The catch-up errors on the page *Dual-write*: one page of a list, and what staff do about the errors.

import { linkTo } from '../../domain/link-to.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import type { Role } from '../access.ts'
import { mayDo } from '../act-roles.ts'
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
import { badge, card, foreign, moment, reasonForm, table } from './parts.ts'

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
    /** Of whoever reads it; buttons of acts that need another are left out. */
    readonly role?: Role | undefined
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

const changeUrl = (action: string): string => linkTo('ChangeDualWrite', { action })

const selectedForm = 'retry-selected'

const isInBulk = ({ state, isRetryable, code }: CatchUpErrorView): boolean =>
  state === 'Open' && isRetryable && code !== 'mail-unknown'

const bulk = (list: ErrorList): Html => {
  if (!mayDo(list.role, 'retry-errors')) return html``
  const retryable = sumOf(list.groups, (group) => group.isRetryable && isWithin(list)(group))
  const text = list.code === undefined && list.kind === undefined ? words.retryAll : words.retryThese
  return html`<div class="actions">
${retryable > 0 && html`<form method="post" action="${changeUrl('retry-all')}">${hidden(list)}<button class="button" type="submit">${text(counted(retryable, list.isAll))}</button></form>`}
${list.errors.some(isInBulk) && html`<form id="${selectedForm}" method="post" action="${changeUrl('retry-selected')}">${hidden(list)}<button class="button quiet" type="submit">${words.retrySelected}</button></form>`}
</div>`
}

/** What names an error where its row is not seen. */
const aboutOf = ({ kind, number }: CatchUpErrorView): string => `${kind}${number === undefined ? '' : ` ${number}`}`

const actions = (list: ErrorList, error: CatchUpErrorView, index: number): Html => {
  const { errorId } = error
  const urlOf = (action: string) => linkTo('ChangeCatchUpError', { errorId, action })
  const about = aboutOf(error)
  const button = (text: string) =>
    html`<form method="post" action="${urlOf('retry')}">${hidden(list)}<button class="button quiet" type="submit" aria-label="${text} ${about}">${text}</button></form>`
  const retry = () =>
    error.code === 'mail-unknown'
      ? html`<details><summary aria-label="${words.more(`${words.sendAgain} ${about}`)}">${words.more(words.sendAgain)}</summary><p>${words.mayArriveTwice}</p>${button(words.sendAgain)}</details>`
      : button(words.retry)
  return html`${error.isRetryable && mayDo(list.role, 'retry-error') && retry()}
${
  mayDo(list.role, 'dismiss-error') &&
  html`<details><summary aria-label="${words.more(`${words.dismiss} ${about}`)}">${words.more(words.dismiss)}</summary>
${reasonForm(urlOf('dismiss'), `dismiss-reason-${index}`, words.dismissReason, html`${hidden(list)}<button class="button quiet" type="submit">${words.dismiss}</button>`)}
</details>`
}`
}

const pick = (error: CatchUpErrorView, role: Role | undefined): HtmlValue =>
  isInBulk(error) && mayDo(role, 'retry-errors')
    ? html`<label><input type="checkbox" form="${selectedForm}" name="error" value="${error.errorId}" aria-label="${aboutOf(error)}"> ${error.kind}</label>`
    : error.kind

const row =
  (list: ErrorList) =>
  (error: CatchUpErrorView, index: number): readonly HtmlValue[] => [
    pick(error, list.role),
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
