// Invariant I14, for mails: what the feed told last of a mail is how headquarters shows it, and what was told before was
// told in its order.

import type { Change } from '../../../shared/channel/store/change-feed.ts'
import type { MailRecord } from '../../../shared/headquarters/store/mail-record.ts'
import type { Invariant } from './invariants.ts'
import type { World } from './world.ts'

const told: Invariant = 'I14 the last event of a mail is how it stands'
const mailKey = /^[0-9a-f-]{36}\|m\|/
/** Less than the feed keeps. */
const keptMs = 80 * 24 * 3_600_000

type Event = Change & { readonly sequence: number }

export const checkMailsTold = (
  { headquarters, channel, time }: World,
  report: (invariant: Invariant, what: string) => void,
): void => {
  const events = channel
    .rows()
    .filter(({ key }) => key.startsWith('change-mail|'))
    .map(({ value }) => value as Event)
    .sort((a, b) => a.sequence - b.sequence)
  for (const { key, value } of headquarters.rows()) {
    if (!mailKey.test(key)) continue
    const { mailId, state, trouble, at } = value as MailRecord
    if (state === 'Sending' || Date.parse(at) < time.now - keptMs) continue
    const ofMail = events.filter(({ id }) => id === mailId)
    const last = ofMail.at(-1)
    if (last?.status !== state || last.mail?.trouble !== trouble?.kind)
      report(told, `${key} is ${state}, and was told ${last?.status ?? 'never'}`)
    if (ofMail.some(({ revision }, index) => revision < (ofMail[index - 1]?.revision ?? 0)))
      report(told, `${key} was told out of its order`)
  }
}
