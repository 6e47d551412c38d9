// The marker of accounts and contacts: a column with the number of the customer in headquarters, by which what changed of
// ours is found among everything else. An organization that was prepared by an earlier version lacks it.

import type { CustomerType } from '../domain/customer-fields.ts'
import { SalesRefused } from './failures.ts'

/** `npm run sales:install` makes it, on both tables. */
export const markerColumn = 'cb2b_customernumber'

/** After this long the organization is asked again whether it has the column by now. */
const askAgainMs = 10 * 60_000

type Answer<T> = { readonly answer: T; readonly isMissing: boolean }

/** Puts a question with the marker, and without it where the organization refuses that. */
export type WithMarker = <T>(type: CustomerType, question: (isMarked: boolean) => Promise<T>) => Promise<Answer<T>>

// What a query names and a table lacks is refused for good, with codes that differ from version to version.
const mayLackIt = (error: unknown): boolean =>
  error instanceof SalesRefused && (error.kind === 'permanent' || error.kind === 'secured')

/** @param now milliseconds */
export const createOptionalMarker = (now: () => number): WithMarker => {
  const missingUntil = new Map<CustomerType, number>()
  return async (type, question) => {
    if ((missingUntil.get(type) ?? 0) > now()) return { answer: await question(false), isMissing: true }
    try {
      return { answer: await question(true), isMissing: false }
    } catch (error) {
      if (!mayLackIt(error)) throw error
      const answer = await question(false)
      missingUntil.set(type, now() + askAgainMs)
      return { answer, isMissing: true }
    }
  }
}
