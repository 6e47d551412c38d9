// What a channel has to be told of a mail, kept until job 1010 has told it: how it stands, and never to whom it went.

import type { MailKind, MailState, MailTrouble } from '../domain/prospect-view.ts'
import type { MailRecord } from './store/mail-record.ts'

export type MailPush = {
  readonly mailId: string
  /** The request that it is about, or the user. */
  readonly about: string
  /** Number of the mail in the ledger. */
  readonly number: number
  readonly kind: MailKind
  readonly state: MailState
  readonly trouble?: MailTrouble['kind']
  /** Of the mail's row after the change that is told. */
  readonly revision: number
  /** In whose name it is sent; absent = the first one. */
  readonly channel?: string
}

/**
 * What a channel is told of a mail as it is stored now.
 * @param ownerId whose ledger it stands in
 * @returns nothing of a claim, which is over with the call that it is for; nor of a mail of an earlier version, of which
 *   nobody knows the channel
 */
export const mailPush = (
  ownerId: string,
  { mailId, decision, kind, state, trouble, changes, about }: MailRecord,
): MailPush | undefined =>
  about === undefined || changes === undefined || state === 'Sending'
    ? undefined
    : {
        mailId,
        about: ownerId,
        number: decision,
        kind,
        state,
        ...(trouble ? { trouble: trouble.kind } : {}),
        revision: changes,
        ...(about.channel === undefined ? {} : { channel: about.channel }),
      }
