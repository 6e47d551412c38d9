// The outcome of one piece of queued work.

import type { FailureCode } from './failures.ts'

export type WorkResult =
  /** With the prospect it turned out to be about, where the message did not say. */
  | { readonly outcome: 'done'; readonly prospectId?: string }
  /** Not now: try again, no earlier than the given number of seconds when there is one. */
  | { readonly outcome: 'later'; readonly code: FailureCode; readonly afterSeconds?: number }
  /** Never by itself: somebody has to look at it. */
  | { readonly outcome: 'failed'; readonly code: FailureCode }

export const done: WorkResult = { outcome: 'done' }
