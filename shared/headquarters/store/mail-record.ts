// A mail of a prospect or of a user of a partner as it is kept.

import type { Listed } from '../../domain/lists/listed.ts'
import type { MailView } from '../../domain/prospect-view.ts'

/** Whose mail it is, for the list of all mails and for sending it again. Ids and numbers only. */
export type MailAbout = {
  /** By which it is found: of the prospect, or of the user and its partner's organization. */
  readonly numbers: readonly string[]
  readonly channel?: string
  /** Of a user: its organization, and where the two are kept. */
  readonly user?: { readonly organizationId: string; readonly home: string; readonly place: string }
}

export type MailRecord = MailView & {
  /** Number of the decision it tells of; 0 says that the request was received. Some are no decision: see `linkAgainNumbers`. */
  readonly decision: number
  /** Calls of the provider that may have led to a mail. */
  readonly tries: number
  /** What asked for it, where the same number is used for one cause after the other. */
  readonly cause?: string
  /** The mail whose place it took when staff had it sent again. */
  readonly after?: string
  /** The provider's own id of the mail. */
  readonly messageId?: string
  /** Absent on rows of earlier versions until they are listed, as what follows is. */
  readonly about?: MailAbout
  /** When it was asked for first; ISO 8601. */
  readonly askedAt?: string
  /** How often the row changed, which tells what each change counts from every other. */
  readonly changes?: number
  readonly listed?: Listed
}
