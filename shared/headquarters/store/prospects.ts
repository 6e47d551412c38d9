// Prospects as they are kept: each with its timeline, its mails and its lines in the lists, changed in one transaction.

import { addressHash } from '../../channel/address-hash.ts'
import { isKeptFlag } from '../../domain/flags.ts'
import { knownAddress } from '../../domain/known-address.ts'
import { personName } from '../../domain/person-name.ts'
import type { Prospect, ProspectSummary } from '../../domain/prospect.ts'
import { isRuled } from '../../domain/ruling.ts'
import { isTestCompany } from '../../domain/test-request.ts'
import type { TimelineEntry } from '../../domain/timeline.ts'
import { createRows } from '../../platform/row-format.ts'
import { shardOf } from '../../platform/shards.ts'
import type { Stored } from '../../platform/stored.ts'
import { mostAtOnce, put, remove, type Table, type Write } from '../../platform/table.ts'
import { createNoteChange } from './change-log.ts'
import { pushFormat } from './intents.ts'
import {
  addressKey,
  arrivalPushKey,
  listKey,
  mailKey,
  prospectAndMails,
  prospectKey,
  timelineKey,
  toldKey,
  wholeProspect,
} from './keys.ts'
import type { MailRecord } from './mail-record.ts'
import { mailFormat } from './mail-shape.ts'
import { prospectFormat, summaryFormat } from './prospect-formats.ts'
import { indexWrites, obsoleteWrites, withListed, withStageSince } from './prospect-index.ts'
import { addressFormat } from './requests-of-address.ts'
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

/** A prospect that is not stored yet, and the first lines of its timeline. @member tells has its channel told that it came */
export type NewProspect = {
  readonly prospect: Prospect
  readonly entries: readonly TimelineEntry[]
  readonly tells?: true
}

export type ProspectStore = {
  /** Reads a prospect with its mails; one storage transaction. */
  readonly read: (prospectId: string) => Promise<StoredProspect | undefined>
  /** Reads a prospect alone; one storage transaction. */
  readonly readAlone: (prospectId: string) => Promise<Prospect | undefined>
  /** Reads everything of a prospect; one storage transaction. */
  readonly readWhole: (prospectId: string) => Promise<WholeProspect | undefined>
  /**
   * The lines of the newest changes and what the channel was told of them, in no order; three storage transactions.
   * @param changes how many, at most
   */
  readonly newestLines: (
    prospectId: string,
    changes: number,
  ) => Promise<{ readonly number: string; readonly lines: readonly TimelineEntry[] } | undefined>
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
   * @param marks what is noted with it
   */
  readonly repairLists: (prospectId: string, marks?: Pick<Prospect, 'matched'>) => Promise<void>
}

/** The stored mail of a decision, if any. */
export const mailOf = ({ mails }: StoredProspect, decision: number): Stored<MailRecord> | undefined =>
  mails.find(({ value }) => value.decision === decision)

const isAtypical = ({ withdrawn, wasHeld, request, erased }: Prospect): boolean =>
  withdrawn !== undefined || wasHeld === true || erased !== undefined || isTestCompany(request.company.name)

/** Those that reach into the present stage. */
const pausesOf = ({ pauses = [], stageSince = '' }: Prospect) => {
  const own = pauses.filter(({ to }) => to === undefined || to > stageSince)
  return own.length > 0 ? { pauses: own } : {}
}

export const summaryOf = (prospect: Prospect): ProspectSummary => ({
  prospectId: prospect.prospectId,
  number: prospect.number,
  status: prospect.status,
  companyName: prospect.request.company.name,
  requestorName: personName(prospect.request.requestor),
  country: prospect.request.company.address.country,
  channel: prospect.request.channel,
  stage: prospect.sales.stage,
  flags: prospect.flags,
  createdAt: prospect.createdAt,
  changedAt: prospect.changedAt,
  ...(prospect.decision?.status === prospect.status ? { decidedAt: prospect.decision.decidedAt } : {}),
  ...(isAtypical(prospect) ? { atypical: true } : {}),
  ...(prospect.likelyDuplicates?.length ? { likelyDuplicates: prospect.likelyDuplicates.length } : {}),
  ...(prospect.stageSince === undefined ? {} : { stageSince: prospect.stageSince }),
  ...(prospect.status === 'Open' ? pausesOf(prospect) : {}),
  ...(prospect.erased ? { erased: true } : {}),
})

/**
 * Whether the sweep should look at the prospect again later. What is decided is left in peace: nothing comes of looking at
 * it but what a change in Sales tells.
 */
export const needsLook = (prospect: Prospect): boolean =>
  (prospect.sales.stage === 'Waiting for Sales' && prospect.status === 'Open') ||
  prospect.hierarchyPending !== undefined ||
  isRuled(prospect) ||
  prospect.reopened === true ||
  (prospect.status === 'Open' &&
    [...prospect.flags, ...(prospect.dismissed ?? [])].some((flag) => !isKeptFlag(flag) && flag !== 'lead-secured'))

/** The prospect as it is stored with its lines in the lists. */
const kept = (prospect: Prospect, before?: Prospect): Prospect => {
  const timed = withStageSince(prospect, before)
  return { ...withListed(timed, summaryOf(timed)), ...(prospect.erased ? {} : { listedAddress: true }) }
}

const addressKeyOf = (prospect: Prospect): string =>
  addressKey(addressHash(knownAddress(prospect)), prospect.createdAt, prospect.prospectId)

export const createProspectStore = (table: Table, watchList: WatchList): ProspectStore => {
  const prospects = createRows(table, prospectFormat)
  const mails = createRows(table, mailFormat)
  const timelines = createRows(table, timelineFormat)
  const addresses = createRows(table, addressFormat)
  const pushes = createRows(table, pushFormat)
  const noteChange = createNoteChange(table)

  const lineOf = (prospect: Prospect): unknown => summaryFormat.pack(summaryOf(prospect))
  const listWrites = (prospect: Prospect, before?: Prospect): Write[] => {
    const line = lineOf(prospect)
    return [
      ...['All', prospect.status].map((list) => put(listKey(list, prospect.createdAt, prospect.prospectId), line)),
      ...indexWrites(prospect, line, before),
      ...(prospect.erased ? [] : [addresses.put(addressKeyOf(prospect), { prospectId: prospect.prospectId })]),
    ]
  }
  const watchWrites = (prospect: Prospect, before?: Prospect): readonly Write[] =>
    watchList.changes(
      { prospectId: prospect.prospectId, at: prospect.changedAt },
      needsLook(prospect),
      before !== undefined && needsLook(before),
    )
  /** The lines, and what has them found among those of all prospects. */
  const timelineWrites = ({ prospectId, number, revision, changedAt }: Prospect, entries: readonly TimelineEntry[]) =>
    entries.length === 0
      ? []
      : [
          ...entries.map((entry, index) => timelines.put(timelineKey(prospectId, revision, index), entry)),
          noteChange({ prospectId, number, revision }, changedAt),
        ]
  const oldLine = (before: Prospect, next: Prospect): Write[] => [
    ...(before.status === next.status ? [] : [remove(listKey(before.status, next.createdAt, next.prospectId))]),
    // One that an earlier version stored is not found by its address.
    ...(before.listedAddress && addressKeyOf(before) !== addressKeyOf(next) ? [remove(addressKeyOf(before))] : []),
  ]

  const arrival = ({ prospectId, request: { channel } }: Prospect): Write =>
    pushes.put(arrivalPushKey(prospectId), { arrivedId: prospectId, ...(channel ? { channel } : {}) })

  const creation = ({ prospect: made, entries, tells }: NewProspect): Write[] => {
    const prospect = kept(made)
    return [
      prospects.create(prospectKey(prospect.prospectId), prospect),
      ...timelineWrites(prospect, entries),
      ...listWrites(prospect),
      ...watchWrites(prospect),
      ...(tells ? [arrival(prospect)] : []),
    ]
  }
  const create = async (one: NewProspect): Promise<'created' | 'exists'> =>
    (await table.write(shardOf(one.prospect.prospectId), creation(one))) === 'written' ? 'created' : 'exists'

  /** As many as go into one transaction. */
  const groups = (all: readonly NewProspect[]): NewProspect[][] => {
    const found: NewProspect[][] = []
    let room = 0
    for (const one of all) {
      const size = creation(one).length
      if (size > room) {
        found.push([])
        room = mostAtOnce
      }
      found.at(-1)?.push(one)
      room -= size
    }
    return found
  }

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
      const [mailRows, lineRows] = [
        below(mailKey(prospectId)),
        [...below(timelineKey(prospectId)), ...below(toldKey(prospectId))],
      ]
      const foundMails = await mails.readable(part, mailRows)
      const timeline = await timelines.readable(part, lineRows)
      return {
        prospect,
        mails: foundMails.map(({ value }) => value),
        timeline: timeline.map(({ value }) => value).sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at))),
        unreadable: mailRows.length - foundMails.length + lineRows.length - timeline.length,
      }
    },
    newestLines: async (prospectId, changes) => {
      const row = await readAlone(prospectId)
      if (!row) return undefined
      const { number, revision } = row.value
      const part = shardOf(prospectId)
      const from = Math.max(0, revision - changes + 1)
      const found = await Promise.all([
        timelines.range(part, timelineKey(prospectId, from), `${timelineKey(prospectId)}~`),
        timelines.range(part, toldKey(prospectId, from), `${toldKey(prospectId)}~`),
      ])
      return { number, lines: found.flat().map(({ value }) => value) }
    },
    create: (prospect, entries) => create({ prospect, entries }),
    createAll: async (all) => {
      const there: string[] = []
      for (const group of groups(all)) there.push(...(await createGroup(group)))
      return new Set(there)
    },
    begin: (prospectId) => createUnitOfWork(table, shardOf(prospectId)),
    replace: (unit, before, next, entries, at) => {
      const prospect = kept({ ...next, revision: before.value.revision + 1, changedAt: at }, before.value)
      unit.collect(shardOf(prospect.prospectId), [
        prospects.replace(before, prospect),
        ...timelineWrites(prospect, entries),
        ...oldLine(before.value, prospect),
        ...listWrites(prospect, before.value),
        ...watchWrites(prospect, before.value),
      ])
    },
    repairLists: async (prospectId, marks) => {
      const row = await readAlone(prospectId)
      if (!row) return
      const next = kept({ ...row.value, ...marks }, row.value)
      const obsolete = obsoleteWrites(row.value, next, lineOf(row.value))
      if (obsolete.length > 0) await table.write(shardOf(prospectId), obsolete)
      await table.write(shardOf(prospectId), [
        prospects.replace(row, next),
        ...listWrites(next, row.value),
        ...watchWrites(row.value),
      ])
    },
  }
}
