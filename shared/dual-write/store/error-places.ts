// Where errors stand: each in a row of its own, and once more in every list by time that it belongs to, so that a list
// is read by range however many others are kept.

import { after } from '../../platform/table.ts'
import { type CatchUpError, type KeptError, kindOf } from './catch-up-error.ts'

/** Which errors: open ones, of a reason or a kind or both, or those that somebody did something about. */
export type ErrorFilter =
  | { readonly state: 'Open'; readonly code?: string | undefined; readonly kind?: string | undefined }
  | { readonly state: 'Settled' }

export const errorKey = (errorId: string): string => `error|${errorId}`
/** First key and first key after: every error of a part, by its id. */
export const everyError: readonly [string, string] = ['error|', 'error}']

/** Newest first in ordinal order. @param at ISO 8601 */
export const inverted = (at: string): string => String(9_999_999_999_999 - Date.parse(at)).padStart(13, '0')

/** The place of an error in every list. */
export const placeOf = ({ lastAt, errorId }: CatchUpError): string => `${inverted(lastAt)}|${errorId}`

// Codes of others may hold what keys cannot, and must not end the name of a list.
const named = (text: string): string => text.replaceAll(/[^\w.-]/g, '_').slice(0, 100)

const listOf = (filter: ErrorFilter): string => {
  if (filter.state === 'Settled') return 'settled|'
  const { code, kind } = filter
  if (code === undefined) return kind === undefined ? 'open|' : `kind|${named(kind)}|`
  return kind === undefined ? `code|${named(code)}|` : `both|${named(code)}|${named(kind)}|`
}

/** Keys of an error in all lists that it belongs to. */
export const listKeys = (error: CatchUpError): string[] => {
  const place = placeOf(error)
  if (error.state !== 'Open') return [listOf({ state: 'Settled' }) + place]
  const { state, code } = error
  const kind = kindOf(error)
  const lists: readonly ErrorFilter[] = [{ state }, { state, code }, { state, kind }, { state, code, kind }]
  return lists.map((filter) => listOf(filter) + place)
}

/** Keys in lists where a stored error stands by now. */
export const keysHeld = (error: KeptError | undefined): string[] => {
  if (!error) return []
  if (error.placed) return listKeys(error)
  return error.listed && error.state === 'Open' ? listKeys(error).slice(0, 1) : []
}

/** First key of a list behind a place, or of the whole list, and the first key after the list. */
export const listRange = (filter: ErrorFilter, place?: string): [string, string] => {
  const list = listOf(filter)
  return [place === undefined ? list : after(list + place), `${list.slice(0, -1)}}`]
}

/** First key of the open errors and first key after those that failed last at a time or later. @param at ISO 8601 */
export const openSinceRange = (at: string): [string, string] => ['open|', `open|${inverted(at)}}`]
