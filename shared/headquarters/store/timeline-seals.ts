// Seals of timelines: what was on a prospect's timeline up to a revision, as a digest that a line of the audit trail holds. So
// a line that is removed, changed or put in later is found, although lines are written without the chain.

import { hash } from 'node:crypto'
import { shardOf, shards } from '../../platform/shards.ts'
import type { Row, Table } from '../../platform/table.ts'
import {
  changeOf,
  changeRange,
  listPlace,
  listRange,
  prospectKey,
  timelineKey,
  toldKey,
  wholeProspect,
} from './keys.ts'

/**
 * As it stands in the audit trail: `revision:lines:digest`, and of what the channel was told `:revision,…:digest`. What is
 * told of a revision comes after it, at any time, so the seal names the revisions that it covers, the newest ones; those
 * before them are covered by the seals before.
 */
export type Seal = string

/** Revisions that one seal names: an act has room for 200 characters in a value. */
const mostTold = 10

export type SealedProspect = { readonly prospectId: string; readonly seal: Seal }

/** Where the round through the prospects is. */
export type SealRound = {
  /** What changed from this moment on is sealed; empty = all. */
  readonly since: string
  /** The newest change that this round met. */
  readonly newest: string
  /** When this round began: the next one looks for what changed from then on. Absent in what an earlier version stored. */
  readonly began?: string
  /** Seals of what changed last, and when that was: the same ones are not stored again. */
  readonly recent: Readonly<Record<string, string>>
  readonly place?: string
}

/** What the last look through the log of changes sealed. */
export type SealLook = {
  /** What changed from this moment on is looked at. */
  readonly since: string
  readonly recent: SealRound['recent']
}

/** Prospects that changed since a moment, a part at a time. */
export type ChangedPart = {
  /** With when that was; empty where it cannot be read. */
  readonly changed: readonly { readonly prospectId: string; readonly changedAt: string }[]
  /** Where the next part begins; absent at the end. */
  readonly place?: string
}

export type TimelineSeals = {
  /** The seal of a timeline as it is now; one storage transaction for a thousand lines. */
  readonly sealOf: (prospectId: string) => Promise<Seal | undefined>
  /**
   * Looks through a part of the list of all prospects; one storage transaction for each part of the table that it comes to.
   * @param since ISO 8601
   * @param most lines of the list
   */
  readonly changedSince: (since: string, place: string | undefined, most: number) => Promise<ChangedPart>
  /**
   * Prospects with changes in the log of changes since a moment; one storage transaction for each part of the table, and for
   * each further thousand changes.
   */
  readonly loggedSince: (since: string) => Promise<ChangedPart['changed']>
}

/** The same for the same values, however a store orders their members. */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return members.map(([name, member]) => [name, canonical(member)])
}

const revisionOf = (prospectId: string, key: string): number =>
  Number.parseInt(key.slice(timelineKey(prospectId).length), 10)

const digestOf = (rows: readonly Row[]): string =>
  rows.reduce((before, { key, value }) => hash('sha256', JSON.stringify([before, key, canonical(value)]), 'hex'), '')

/** @param told revisions of which the channel was told, as a seal names them */
const sealOver = ({ lines, toldLines }: Found, prospectId: string, revision: number, told: readonly string[]): Seal => {
  const sealed = lines.filter(({ key }) => revisionOf(prospectId, key) <= revision)
  const seal = `${revision}:${sealed.length}:${digestOf(sealed)}`
  const covered = toldLines.filter(({ key }) => told.includes(toldOf(prospectId, key)))
  return told.length === 0 ? seal : `${seal}:${told.join(',')}:${digestOf(covered).slice(0, 32)}`
}

const toldOf = (prospectId: string, key: string): string =>
  String(Number.parseInt(key.slice(toldKey(prospectId).length), 10))

/** Everything of a prospect, as it is stored: whether it can be read as something does not matter here. */
const rowsOf = async (table: Table, prospectId: string): Promise<readonly Row[]> => {
  const [from, to] = wholeProspect(prospectId)
  return table.range(shardOf(prospectId), from, to)
}

type Found = {
  readonly revision: unknown
  /** The first revision since the prospect was erased. */
  readonly erasedFrom: number | undefined
  readonly lines: readonly Row[]
  readonly toldLines: readonly Row[]
}

const read = async (table: Table, prospectId: string): Promise<Found | undefined> => {
  const rows = await rowsOf(table, prospectId)
  const [head] = rows
  if (head?.key !== prospectKey(prospectId)) return undefined
  const { revision, erased } = head.value as { readonly revision?: unknown; readonly erased?: { revision?: unknown } }
  const from = erased?.revision
  return {
    revision,
    erasedFrom: typeof from === 'number' ? from : undefined,
    lines: rows.filter(({ key }) => key.startsWith(timelineKey(prospectId))),
    toldLines: rows.filter(({ key }) => key.startsWith(toldKey(prospectId))),
  }
}

/**
 * Whether a timeline still is what it was sealed as, however it went on; one storage transaction for a thousand lines. Of one
 * that says that it was erased since, the audit trail has to say so as well.
 */
export const checkSeal = async (
  table: Table,
  { prospectId, seal }: SealedProspect,
): Promise<'good' | 'changed' | 'missing' | 'erased'> => {
  const found = await read(table, prospectId)
  if (!found) return 'missing'
  if (found.erasedFrom !== undefined && Number.parseInt(seal, 10) < found.erasedFrom) return 'erased'
  const told = seal.split(':')[3]?.split(',') ?? []
  return sealOver(found, prospectId, Number.parseInt(seal, 10), told) === seal ? 'good' : 'changed'
}

/** The seals that a line of the audit trail holds. */
export const sealsIn = (values: Readonly<Record<string, string>> = {}): SealedProspect[] =>
  Object.entries(values).map(([prospectId, seal]) => ({ prospectId, seal }))

const list = 'All'

export const createTimelineSeals = (table: Table): TimelineSeals => ({
  sealOf: async (prospectId) => {
    const found = await read(table, prospectId)
    if (!found || typeof found.revision !== 'number') return undefined
    const told = found.toldLines.slice(-mostTold).map(({ key }) => toldOf(prospectId, key))
    return sealOver(found, prospectId, found.revision, told)
  },
  changedSince: async (since, place, most) => {
    const [shard = '', ...rest] = place?.split('|') ?? []
    let at = Math.max(shards.indexOf(shard), 0)
    let cursor = rest.length > 0 ? rest.join('|') : undefined
    let seen = 0
    const changed: ChangedPart['changed'][number][] = []
    for (; seen < most; ) {
      const part = shards[at]
      if (part === undefined) return { changed }
      const rows = await table.range(part, ...listRange(list, cursor), most - seen)
      for (const { key, value } of rows) {
        const { changedAt } = value as { readonly changedAt?: unknown }
        const at = typeof changedAt === 'string' ? changedAt : ''
        // A line that cannot be read says nothing of when, so it counts.
        if (at === '' || at >= since) changed.push({ prospectId: key.slice(key.lastIndexOf('|') + 1), changedAt: at })
      }
      const last = rows.at(-1)
      const isAtEnd = last === undefined || rows.length < most - seen
      seen += rows.length
      if (isAtEnd) at += 1
      cursor = isAtEnd ? undefined : listPlace(list, last.key)
    }
    const part = shards[at]
    if (part === undefined) return { changed }
    return { changed, place: cursor === undefined ? part : `${part}|${cursor}` }
  },
  loggedSince: async (since) => {
    const range = changeRange({ from: since })
    const rows = (await Promise.all(shards.map((part) => table.range(part, ...range)))).flat()
    // Newest first: the first one of a prospect is its last.
    const last = new Map<string, string>()
    for (const { key } of rows.sort((a, b) => (a.key < b.key ? -1 : 1))) {
      const { prospectId, mark } = changeOf(key)
      if (!last.has(prospectId)) last.set(prospectId, mark)
    }
    return [...last].map(([prospectId, changedAt]) => ({ prospectId, changedAt }))
  },
})
