// One prospect of a world with everything that belongs to it, for the checker.

import type { RequestState } from '../../../shared/channel/channel-request.ts'
import { requestKey } from '../../../shared/channel/store/keys.ts'
import type { Customer } from '../../../shared/domain/customer.ts'
import type { CustomerHierarchy, HierarchyHead, HierarchyMember } from '../../../shared/domain/customer-hierarchy.ts'
import type { Prospect } from '../../../shared/domain/prospect.ts'
import type { TimelineEntry } from '../../../shared/domain/timeline.ts'
import type { MailRecord } from '../../../shared/headquarters/store/mail-record.ts'
import { timelineFormat } from '../../../shared/headquarters/store/timeline-format.ts'
import { shardOf } from '../../../shared/platform/shards.ts'
import type { MemoryRow } from '../memory-table.ts'
import type { World } from './world.ts'

export type Entry = TimelineEntry & { readonly revision: number; readonly part: number }

/** What was decided; a request that ended before is told to nobody. */
export type DecisionTold = 'Approved' | 'Rejected' | 'Ended'

export type Reading = {
  readonly prospect: Prospect
  /** In the order they were written. */
  readonly timeline: readonly Entry[]
  readonly mails: readonly MailRecord[]
  /** Numbers of decisions, from the timeline, with what was decided. */
  readonly decisions: readonly DecisionTold[]
  readonly channel: RequestState | undefined
  /** Of all, of each status, and of what is missing in Sales; `check-listed.ts` looks at the others. */
  readonly lists: readonly string[]
}

export type Everything = {
  readonly prospects: readonly Reading[]
  readonly customers: readonly Customer[]
  readonly hierarchies: readonly CustomerHierarchy[]
  readonly rows: readonly MemoryRow[]
}

const timelineOf = (prospectId: string, rows: readonly MemoryRow[]): Entry[] =>
  rows
    .filter(({ key }) => key.startsWith(`${prospectId}|t|`))
    .map(({ key, value }) => {
      const [, , revision, part] = key.split('|')
      return { ...timelineFormat.unpack(value, key), revision: Number(revision), part: Number(part) }
    })
    .sort((a, b) => a.revision - b.revision || a.part - b.part)

const decisionsIn = (timeline: readonly Entry[]): DecisionTold[] =>
  timeline.flatMap(({ code }) => {
    if (code === 'prospect-withdrawn' || code === 'prospect-unconfirmed') return ['Ended' as const]
    if (code === 'prospect-approved') return ['Approved' as const]
    return code === 'prospect-rejected' ? ['Rejected' as const] : []
  })

/** Reads all of headquarters. */
export const readEverything = (world: World): Everything => {
  const rows = world.headquarters.rows()
  const valuesOf = <T>(form: RegExp): T[] => rows.filter(({ key }) => form.test(key)).map(({ value }) => value as T)
  const prospects = valuesOf<Prospect>(/^[0-9a-f-]{36}\|a$/).map((prospect): Reading => {
    const { prospectId } = prospect
    const timeline = timelineOf(prospectId, rows)
    return {
      prospect,
      timeline,
      decisions: decisionsIn(timeline),
      mails: rows.filter(({ key }) => key.startsWith(`${prospectId}|m|`)).map(({ value }) => value as MailRecord),
      channel: world.channel.read(shardOf(prospectId), requestKey(prospectId))?.value as RequestState | undefined,
      lists: rows
        .filter(({ key }) => key.startsWith('list|') && key.endsWith(`|${prospectId}`))
        .map(({ key }) => key.split('|')[1] ?? '')
        .filter((list) => ['All', 'Open', 'Approved', 'Rejected'].includes(list))
        .sort(),
    }
  })
  return {
    prospects,
    // What only points at a customer is none.
    customers: valuesOf<Customer>(/^[0-9a-f-]{36}\|c$/).filter((value) => !('boundTo' in value)),
    hierarchies: valuesOf<HierarchyHead>(/^[0-9a-f-]{36}\|h$/).map((head) => ({
      ...head,
      members: rows
        .filter(({ key }) => key.startsWith(`${head.hierarchyId}|h|`))
        .map(({ value }) => value as HierarchyMember),
    })),
    rows,
  }
}
