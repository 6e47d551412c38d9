// A mail of a prospect as it is kept.

import type { MailView } from '../../domain/prospect-view.ts'

export type MailRecord = MailView & {
  /** Number of the decision it tells of. */
  readonly decision: number
  /** Calls of the provider that may have led to a mail. */
  readonly tries: number
  /** The provider's own id of the mail. */
  readonly messageId?: string
}
