// How far retries of many errors are, and what came of them.

import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import { badge, card, foreign, moment, table } from './parts.ts'

export type RetryView = {
  readonly at: string
  readonly by: string
  readonly code?: string | undefined
  readonly kind?: string | undefined
  readonly errorIds?: readonly string[] | undefined
  readonly total: number
  readonly retried: number
  readonly impossible: number
  readonly begunAt?: string | undefined
  readonly changedAt: string
  readonly endedAt?: string | undefined
}

const words = staffWords.pages.dualWrite.retries

const wanted = ({ errorIds, code, kind }: RetryView): string => {
  if (errorIds) return words.selected
  const filters = [code, kind].filter((text) => text !== undefined)
  return filters.length > 0 ? filters.join(', ') : words.all
}

/** What came of a retry, in a line. */
export const progressOf = ({ retried, total, impossible }: RetryView): string =>
  [words.progress(retried, total), ...(impossible > 0 ? [words.impossible(impossible)] : [])].join(' ')

const stateOf = ({ begunAt, endedAt }: RetryView): Html => {
  if (endedAt !== undefined) return html`${badge(words.states.ended, 'good')} ${moment(endedAt)}`
  return begunAt === undefined ? badge(words.states.waiting) : badge(words.states.running, 'active')
}

const row = (retry: RetryView): readonly HtmlValue[] => [
  words.asked(moment(retry.at), foreign(retry.by)),
  wanted(retry),
  progressOf(retry),
  stateOf(retry),
]

/** The card; nothing where nobody ever retried many. */
export const retriesCard = (retries: readonly RetryView[]): Html | false =>
  retries.length > 0 &&
  card('retries', words.title, table(words.table, ['asked', 'wanted', 'progress', 'state'], retries.map(row)))
