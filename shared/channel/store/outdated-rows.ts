// Takes away what the channel needs for a while only: buckets of limits, showings of the form, requests that were kept apart,
// what sites were told, what signs people in to the pages of partners, and users who were not added. Anybody can cause most
// of such rows, so they must not stay for ever.

import { shownRefusedMs } from '../../domain/users/user.ts'
import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { number, objectOf, text } from '../../platform/shape.ts'
import { shardOf, shards } from '../../platform/shards.ts'
import { after, type Row, removeAll, type Table } from '../../platform/table.ts'
import type { PendingRequest } from '../channel-request.ts'
import { sessionFormat } from './account-sessions.ts'
import { createChangeFeed } from './change-feed.ts'
import { readPendingRequest } from './formats.ts'
import { allHeld, allLimits, allLinks, allSessions, allStamps, organizationUserKey, stampKey } from './keys.ts'
import { type Bucket, bucketFormat } from './limit-buckets.ts'
import { linkFormat } from './sign-in-links.ts'
import { organizationUserFormat } from './user-formats.ts'

const kinds = ['limits', 'stamps', 'held'] as const
/** Beside these, in an order that later versions may add to: what signs people in to the pages of partners. */
const laterKinds = ['links', 'sessions'] as const
/** Headquarters knows who was refused when, and takes away what it keeps of them. */
const lastKinds = ['refused'] as const
type OutdatedKind = (typeof kinds)[number] | (typeof laterKinds)[number]

type Step = { readonly kind: OutdatedKind | (typeof lastKinds)[number] | 'feed' | 'imports'; readonly part: string }

/** Every kind in every part, in the order in which they are looked at; the feed of changes has one part. */
export const outdatedSteps: readonly Step[] = [
  ...kinds.flatMap((kind) => shards.map((part) => ({ kind, part }))),
  { kind: 'feed', part: 'feed' },
  ...laterKinds.flatMap((kind) => shards.map((part) => ({ kind, part }))),
  ...lastKinds.flatMap((kind) => shards.map((part) => ({ kind, part }))),
  { kind: 'imports', part: 'imports' },
]
export type OutdatedStep = (typeof outdatedSteps)[number]

/** Where the next look begins: a step; within it the first key that was not looked at. */
export type OutdatedPlace = { readonly step: number; readonly from?: string }

/** What a look at a slice came to. @member next the key where the rest of the part begins; absent when there is none */
export type Slice = { readonly seen: number; readonly removed: number; readonly next?: string }

export type OutdatedRows = {
  /**
   * Looks at a slice of one part and takes away what has had its time; two storage transactions and one more for each
   * hundred rows that go.
   * @param keepHeldDays 0 = held requests are kept
   */
  readonly removeSlice: (
    step: OutdatedStep,
    from: string | undefined,
    now: Date,
    keepHeldDays: number,
  ) => Promise<Slice>
  /** Where a run that was bounded or cut off left off; the beginning otherwise. */
  readonly place: () => Promise<OutdatedPlace>
  readonly keepPlace: (place: OutdatedPlace) => Promise<void>
}

/** One page of the service. */
const sliceSize = 1000
const dayMs = 24 * 3_600_000
const partition = 'outdated'
const placeKey = 'place'

const placeFormat = createRowFormat(objectOf<{ step: number; from?: string }>({ step: number }, { from: text }))
const heldFormat = createRowFormat<PendingRequest>(readPendingRequest)

type Refused = { readonly organizationId: string; readonly userId: string; readonly forget: () => Promise<void> }
type DueRefusals = {
  readonly due: (part: string, before: string, limit: number) => Promise<readonly Refused[]>
}

/** What is left of imports that were cut off, as headquarters knows them. */
type CutOffImports = { readonly removeCutOff: (from: string | undefined, now: Date) => Promise<Slice> }

const none: DueRefusals = { due: async () => [] }
const noImports: CutOffImports = { removeCutOff: async () => ({ seen: 0, removed: 0 }) }
const refusedAtOnce = 100

/** @param refusals users who were not added, as headquarters knows them; it knows `imports` as well */
export const createOutdatedRows = (
  table: Table,
  refusals: DueRefusals = none,
  imports: CutOffImports = noImports,
): OutdatedRows => {
  const users = createRows(table, organizationUserFormat)

  const removeRefused = async (part: string, now: Date): Promise<Slice> => {
    const before = new Date(now.getTime() - shownRefusedMs).toISOString()
    const due = await refusals.due(part, before, refusedAtOnce)
    for (const { organizationId, userId, forget } of due) {
      const [shard, key] = [shardOf(organizationId), organizationUserKey(organizationId, userId)]
      if ((await users.read(shard, key))?.value.status === 'Refused') await removeAll(table, shard, [key])
      await forget()
    }
    return { seen: due.length, removed: due.length, ...(due.length === refusedAtOnce ? { next: 'refused|' } : {}) }
  }

  const places = createRows(table, placeFormat)
  const held = createRows(table, heldFormat)
  const buckets = createRows(table, bucketFormat)
  const feed = createChangeFeed(table)
  const links = createRows(table, linkFormat)
  const sessions = createRows(table, sessionFormat)

  /** What of a page has had its time. Rows that cannot be read stay, and people are told of them. */
  const outdated = async (
    kind: OutdatedKind,
    part: string,
    page: readonly Row[],
    now: Date,
    keepHeldDays: number,
  ): Promise<string[]> => {
    // The range of showings ends with those that can come back.
    if (kind === 'stamps') return page.map(({ key }) => key)
    if (kind === 'limits') {
      // Within an hour a bucket is as full as one that is not there; a day is for clocks and schedules that differ.
      const before = now.getTime() - dayMs
      const isOld = ({ at }: Bucket) => at < before
      return (await buckets.readable(part, page)).filter(({ value }) => isOld(value)).map(({ key }) => key)
    }
    if (kind === 'links' || kind === 'sessions') {
      // A link works for minutes, a session lasts for hours; the day is as above.
      const before = new Date(now.getTime() - dayMs).toISOString()
      const rows =
        kind === 'links'
          ? (await links.readable(part, page)).map(({ key, value }) => ({ key, at: value.askedAt }))
          : (await sessions.readable(part, page)).map(({ key, value }) => ({ key, at: value.startedAt }))
      return rows.filter(({ at }) => at < before).map(({ key }) => key)
    }
    const before = new Date(now.getTime() - keepHeldDays * dayMs).toISOString()
    return (await held.readable(part, page)).filter(({ value }) => value.submittedAt < before).map(({ key }) => key)
  }

  const rangeOf = (kind: OutdatedKind, now: Date): readonly [string, string] => {
    if (kind === 'held') return allHeld
    if (kind === 'limits') return allLimits
    if (kind === 'links') return allLinks
    if (kind === 'sessions') return allSessions
    // A showing is good for a day: what was shown on the day before yesterday or earlier cannot come back.
    return [allStamps[0], stampKey(new Date(now.getTime() - dayMs).toISOString().slice(0, 10), '')]
  }

  return {
    removeSlice: async ({ kind, part }, from, now, keepHeldDays) => {
      if (kind === 'refused') return removeRefused(part, now)
      if (kind === 'imports') return imports.removeCutOff(from, now)
      if (kind === 'feed') return feed.removeSlice(now, from)
      if (kind === 'held' && keepHeldDays === 0) return { seen: 0, removed: 0 }
      const [first, end] = rangeOf(kind, now)
      const page = await table.range(part, from ?? first, end, sliceSize)
      const keys = await outdated(kind, part, page, now, keepHeldDays)
      await removeAll(table, part, keys)
      const last = page.at(-1)
      return {
        seen: page.length,
        removed: keys.length,
        ...(last && page.length === sliceSize ? { next: after(last.key) } : {}),
      }
    },
    place: async () => (await places.read(partition, placeKey))?.value ?? { step: 0 },
    keepPlace: async (place) => {
      await table.write(partition, [places.put(placeKey, place)])
    },
  }
}
