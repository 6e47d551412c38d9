// The stamp in the form: when it was shown, and which showing it was. It proves that we made the form, programs send it back
// faster than anybody can type, it ends after a day, and it is good for one request.

import { createHmac } from 'node:crypto'
import { isOneOf } from '../platform/secret.ts'
import type { Showing } from './store/form-stamps.ts'

const longestMs = 24 * 3_600_000

export type FormStamp =
  | { readonly outcome: 'good'; readonly showing: Showing }
  | { readonly outcome: 'too-fast' | 'outdated' | 'none' }

const signature = (secret: string, shown: string): string =>
  createHmac('sha256', secret).update(`form:${shown}`).digest('base64url')

/**
 * @param now milliseconds
 * @param id of this showing, in hexadecimal digits
 */
export const formStamp = (secret: string, now: number, id: string): string => {
  const shown = `${now}.${id}`
  return `${shown}.${signature(secret, shown)}`
}

/**
 * Reads a stamp that came back.
 * @param leastMs a person needs at least so long
 * @returns `none` for what we never gave out, such as nothing at all
 */
export const readFormStamp = (
  secrets: readonly string[],
  stamp: string | null,
  now: number,
  leastMs: number,
): FormStamp => {
  const [shownAt = '', id = '', signed = '', more] = (stamp ?? '').slice(0, 200).split('.')
  const expected = secrets.map((secret) => signature(secret, `${shownAt}.${id}`))
  if (more !== undefined || !isOneOf(expected, signed)) return { outcome: 'none' }
  const age = now - Number(shownAt)
  if (age > longestMs) return { outcome: 'outdated' }
  if (age < leastMs) return { outcome: 'too-fast' }
  return { outcome: 'good', showing: { id, shownOn: new Date(Number(shownAt)).toISOString().slice(0, 10) } }
}
