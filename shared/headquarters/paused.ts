// For how long the clock of a stage stood still, because the applicant was asked something.

import type { Prospect } from '../domain/prospect.ts'

/**
 * The part of the present stage in which an answer was waited for, in milliseconds.
 * @param at now; ISO 8601
 */
export const pausedMs = (
  { pauses = [], stageSince = '' }: Pick<Prospect, 'pauses' | 'stageSince'>,
  at: string,
): number =>
  pauses.reduce((sum, { from, to = at }) => {
    const begins = from > stageSince ? from : stageSince
    return sum + Math.max(0, Date.parse(to) - Date.parse(begins))
  }, 0)
