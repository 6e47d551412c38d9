// Invariant I14, for what the channel itself does not keep: what the feed told last of a request or a mail is how headquarters
// has it, and what was told before was told in its order.

import type { Change } from '../../../shared/channel/store/change-feed.ts'
import type { Prospect } from '../../../shared/domain/prospect.ts'
import type { MailRecord } from '../../../shared/headquarters/store/mail-record.ts'
import type { Invariant } from './invariants.ts'
import type { World } from './world.ts'

const toldOfMail: Invariant = 'I14 the last event of a mail is how it stands'
const toldOfRequest: Invariant = 'I14 the last event of a request is how it stands'
const mailKey = /^[0-9a-f-]{36}\|m\|/
const statuses = { Open: 'InReview', Approved: 'Approved', Rejected: 'Declined' } as const
/** Less than the feed keeps. */
const keptMs = 80 * 24 * 3_600_000

type Event = Change & { readonly sequence: number }
type Report = (invariant: Invariant, what: string) => void

const eventsOf = ({ channel }: World): Map<string, Event[]> =>
  Map.groupBy(
    channel
      .rows()
      .filter(({ key }) => key.startsWith('change-mail|') || key.startsWith('change|'))
      .map(({ value }) => value as Event)
      .sort((a, b) => a.sequence - b.sequence),
    ({ id }) => id,
  )

const isInOrder = (events: readonly Event[]): boolean =>
  events.every(({ revision }, index) => revision >= (events[index - 1]?.revision ?? 0))

export const checkFeed = (world: World, report: Report): void => {
  const events = eventsOf(world)
  const look = (invariant: Invariant, id: string, key: string, wanted: readonly unknown[]): void => {
    const told = events.get(id) ?? []
    const last = told.at(-1)
    if (JSON.stringify([last?.status, last?.mail?.trouble]) !== JSON.stringify(wanted))
      report(invariant, `${key} is ${wanted.join(' ')}, and was told ${last?.status ?? 'never'}`)
    if (!isInOrder(told)) report(invariant, `${key} was told out of its order`)
  }
  for (const { key, value } of world.headquarters.rows()) {
    const isFresh = (at: string): boolean => Date.parse(at) >= world.time.now - keptMs
    if (mailKey.test(key)) {
      const { mailId, state, trouble, at } = value as MailRecord
      if (state !== 'Sending' && isFresh(at)) look(toldOfMail, mailId, key, [state, trouble?.kind])
    } else if (key.endsWith('|a')) {
      const { prospectId, status, createdAt } = value as Prospect
      if (isFresh(createdAt)) look(toldOfRequest, prospectId, key, [statuses[status], undefined])
    }
  }
}
