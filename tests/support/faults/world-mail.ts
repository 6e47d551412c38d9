// The mail provider: takes every mail it is given, again and again if need be, and remembers what was true when it did.

import type { OutgoingMail } from '../../../shared/mail/send-grid.ts'

export type TakenMail = {
  readonly mailId: string
  readonly prospectId: string
  readonly subject: string
  /** Went to an address that its person did not have by then. */
  readonly isToFormer: boolean
  readonly at: number
  /** What the channel showed and whether the hierarchy stood when the mail left. */
  readonly channelStatus: string | undefined
  readonly hierarchy: boolean
  readonly status: string | undefined
}

export type WorldMail = {
  readonly taken: TakenMail[]
  readonly take: (mail: OutgoingMail, seen: Omit<TakenMail, 'mailId' | 'prospectId' | 'subject'>) => void
}

export const worldMail = (taken: TakenMail[] = []): WorldMail => ({
  taken,
  take: (mail, seen) => {
    taken.push({
      mailId: mail.id,
      prospectId: mail.customArgs['prospectId'] ?? '',
      subject: mail.subject,
      ...seen,
    })
  },
})
