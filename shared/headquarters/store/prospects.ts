// Prospects as they are kept: each with its timeline, its mails and its lines in the lists, changed in one transaction.

import { isCustomerFlag, lacksInSales } from '../../domain/flags.ts'
import { personName } from '../../domain/person-name.ts'
import type { Prospect, ProspectSummary } from '../../domain/prospect.ts'
import type { TimelineEntry } from '../../domain/timeline.ts'
import { createRows } from '../../platform/row-format.ts'
import { shardOf } from '../../platform/shards.ts'
import type { Stored } from '../../platform/stored.ts'
import { remove, type Table, type Write } from '../../platform/table.ts'
import { listKey, mailKey, missingList, prospectAndMails, prospectKey, timelineKey, wholeProspect } from './keys.ts'
import type { MailRecord } from './mail-record.ts'
import { mailFormat, prospectFormat, summaryFormat } from './prospect-formats.ts'
import { timelineFormat } from './timeline-format.ts'
import { createUnitOfWork, type UnitOfWork } from './unit-of-work.ts'
import type { WatchList } from './watch-list.ts'

/** A prospect with its mails, as they are stored. */
export type StoredProspect = Stored<Prospect> & { readonly mails: readonly Stored<MailRecord>[] }

/** Everything that is kept of a prospect. */
export type WholeProspect = {
  readonly prospect: Prospect
  readonly mails: readonly MailRecord[]
  /** Oldest first. */
  readonly timeline: readonly TimelineEntry[]
  /** How many of these cannot be read. */
  readonly unreadable: number
}

/** Prospects of one transaction: each takes five rows of the hundred there is room for. */
const createdAtOnce = 20

/** A prospect that is not stored yet, and the first lines of its timeline. */
export type NewProspect = { readonly prospect: Prospect; readonly entries: readonly TimelineEntry[] }

export type ProspectStore = {
  /** Reads a prospect with its mails; one storage transaction. */
  readonly read: (prospectId: string) => Promise<StoredProspect | undefined>
  /** Reads a prospect alone; one storage transaction. */
  readonly readAlone: (prospectId: string) => Promise<Prospect | undefined>
  /** Reads everything of a prospect; one storage transaction. */
  readonly readWhole: (prospectId: string) => Promise<WholeProspect | undefined>
  /** Stores a new prospect, unless it is there already. */
  readonly create: (prospect: Prospect, entries: readonly TimelineEntry[]) => Promise<'created' | 'exists'>
  /**
   * Stores new prospects of one part, each unless it is there already; one storage transaction for many, and one for each
   * where one of them was there.
   * @returns the ids of those that were there
   */
  readonly createAll: (prospects: readonly NewProspect[]) => Promise<ReadonlySet<string>>
  /** A unit of work that has its home with a prospect. */
  readonly begin: (prospectId: string) => UnitOfWork
  /**
   * Replaces a prospect unless it changed since it was read, and adds to its timeline. Its lines in the lists are written
   * anew each time, which also mends a lost one.
   * @param next the prospect after the change; its revision and time of change are set here
   */
  readonly replace: (
    unit: UnitOfWork,
    before: Stored<Prospect>,
    next: Prospect,
    entries: readonly TimelineEntry[],
    at: string,
  ) => void
  /**
   * Puts back a prospect's lines in the lists, and the line that its next change of status will take away. A missing one
   * would otherwise refuse every such change. Nothing happens when the prospect changes meanwhile: that change writes them.
   */
  readonly repairLists: (prospectId: string) => Promise<void>
}

/** The stored mail of a decision, if any. */
export const mailOf = ({ mails }: StoredProspect, decision: number): Stored<MailRecord> | undefined =>
  mails.find(({ value }) => value.decision === decision)

export const summaryOf = (prospect: Prospect): ProspectSummary => ({
  prospectId: prospect.prospectId,
  number: prospect.number,
  status: prospect.status,
  companyName: prospect.request.company.name,
  requestorName: personName(prospect.request.requestor),
  country: prospect.request.company.address.country,
  stage: prospect.sales.stage,
  flags: prospect.flags,
  createdAt: prospect.createdAt,
  changedAt: prospect.changedAt,
})

/**
 * Whether the sweep should look at the prospect again later. What is decided is left in peace: nothing comes of looking at
 * it but what a change in Sales tells.
 */
export const needsLook = (prospect: Prospect): boolean =>
  prospect.sales.stage === 'Waiting for Sales' ||
  prospect.hierarchyPending !== undefined ||
  (prospect.status === 'Open' && prospect.flags.some((flag) => !isCustomerFlag(flag) && flag !== 'lead-secured'))

/** The prospect as it is stored with its lines in the lists. */
const kept = ({ listedMissing: _, ...prospect }: Prospect): Prospect =>
  lacksInSales(prospect) ? { ...prospect, listedMissing: true } : prospect

export const createProspectStore = (table: Table, watchList: WatchList): ProspectStore => {
  const prospects = createRows(table, prospectFormat)
  const mails = createRows(table, mailFormat)
  const lines = createRows(table, summaryFormat)
  const timelines = createRows(table, timelineFormat)

  const listWrites = (prospect: Prospect): Write[] => {
    const line = summaryOf(prospect)
    return ['All', prospect.status, ...(lacksInSales(prospect) ? [missingList] : [])].map((list) =>
      lines.put(listKey(list, prospect.createdAt, prospect.prospectId), line),
    )
  }
  const watchWrites = (prospect: Prospect, before?: Prospect): readonly Write[] =>
    watchList.changes(
      { prospectId: prospect.prospectId, at: prospect.changedAt },
      needsLook(prospect),
      before !== undefined && needsLook(before),
    )
  const timelineWrites = (prospect: Prospect, entries: readonly TimelineEntry[]): Write[] =>
    entries.map((entry, index) => timelines.put(timelineKey(prospect.prospectId, prospect.revision, index), entry))
  const oldLine = (before: Prospect, next: Prospect): Write[] => [
    ...(before.status === next.status ? [] : [remove(listKey(before.status, next.createdAt, next.prospectId))]),
    // One that an earlier version flagged stands in no such list.
    ...(before.listedMissing && !next.listedMissing
      ? [remove(listKey(missingList, next.createdAt, next.prospectId))]
      : []),
  ]

  const creation = ({ prospect, entries }: NewProspect): Write[] => [
    prospects.create(prospectKey(prospect.prospectId), kept(prospect)),
    ...timelineWrites(prospect, entries),
    ...listWrites(prospect),
    ...watchWrites(prospect),
  ]
  const create = async (one: NewProspect): Promise<'created' | 'exists'> =>
    (await table.write(shardOf(one.prospect.prospectId), creation(one))) === 'written' ? 'created' : 'exists'

  /** @returns those of a group that were there */
  const createGroup = async (group: readonly NewProspect[]): Promise<string[]> => {
    const [first] = group
    if (!first) return []
    if ((await table.write(shardOf(first.prospect.prospectId), group.flatMap(creation))) === 'written') return []
    // One of them was there: each by itself.
    const there: string[] = []
    for (const one of group) if ((await create(one)) === 'exists') there.push(one.prospect.prospectId)
    return there
  }

  const readAlone = async (prospectId: string): Promise<Stored<Prospect> | undefined> =>
    prospects.read(shardOf(prospectId), prospectKey(prospectId))

  return {
    read: async (prospectId) => {
      const [first, ...rest] = await table.range(shardOf(prospectId), ...prospectAndMails(prospectId))
      if (first?.key !== prospectKey(prospectId)) return undefined
      const part = shardOf(prospectId)
      // A mail that cannot be read may have been sent: nothing is decided without it.
      return {
        ...(await prospects.typed(part, first)),
        mails: await Promise.all(rest.map((row) => mails.typed(part, row))),
      }
    },
    readAlone: async (prospectId) => (await readAlone(prospectId))?.value,
    readWhole: async (prospectId) => {
      const [first, ...rest] = await table.range(shardOf(prospectId), ...wholeProspect(prospectId))
      if (first?.key !== prospectKey(prospectId)) return undefined
      const part = shardOf(prospectId)
      const below = (from: string) => rest.filter((row) => row.key.startsWith(from))
      const { value: prospect } = await prospects.typed(part, first)
      const [mailRows, lineRows] = [below(mailKey(prospectId)), below(timelineKey(prospectId))]
      const foundMails = await mails.readable(part, mailRows)
      const timeline = await timelines.readable(part, lineRows)
      return {
        prospect,
        mails: foundMails.map(({ value }) => value),
        timeline: timeline.map(({ value }) => value),
        unreadable: mailRows.length - foundMails.length + lineRows.length - timeline.length,
      }
    },
    create: (prospect, entries) => create({ prospect, entries }),
    createAll: async (all) => {
      const there: string[] = []
      for (let from = 0; from < all.length; from += createdAtOnce)
        there.push(...(await createGroup(all.slice(from, from + createdAtOnce))))
      return new Set(there)
    },
    begin: (prospectId) => createUnitOfWork(table, shardOf(prospectId)),
    replace: (unit, before, next, entries, at) => {
      const prospect = kept({ ...next, revision: before.value.revision + 1, changedAt: at })
      unit.collect(shardOf(prospect.prospectId), [
        prospects.replace(before, prospect),
        ...timelineWrites(prospect, entries),
        ...oldLine(before.value, prospect),
        ...listWrites(prospect),
        ...watchWrites(prospect, before.value),
      ])
    },
    repairLists: async (prospectId) => {
      const row = await readAlone(prospectId)
      if (!row) return
      await table.write(shardOf(prospectId), [
        prospects.replace(row, kept(row.value)),
        ...listWrites(row.value),
        ...watchWrites(row.value),
      ])
    },
  }
}
