// A mail of a prospect as it is kept.

import type { MailView } from '../../domain/prospect-view.ts'

export type MailRecord = MailView & {
  /** Number of the decision it tells of; 0 says that the request was received. Some are no decision: see `linkAgainNumbers`. */
  readonly decision: number
  /** Calls of the provider that may have led to a mail. */
  readonly tries: number
  /** What asked for it, where the same number is used for one cause after the other. */
  readonly cause?: string
  /** The provider's own id of the mail. */
  readonly messageId?: string
  /** The channel whose applicants and users it is for, which is told of it; absent in what an earlier version stored. */
  readonly channel?: string
  /** Grows with each change of the row, which may hold one mail after the other. */
  readonly revision?: number
}
