// Finds prospects by what they have in common, and by what somebody looks for. Each key that a prospect has is a row that names
// who has it; keys stand there as hashes. To add the rows of a prospect tells whether one was there: a transaction for many
// prospects that match nothing, and some reads only for those that do.

import { hash } from 'node:crypto'
import { type MatchKey, matchKeys } from '../../domain/likely/match-keys.ts'
import { type SearchKey, searchKeys } from '../../domain/likely/search-keys.ts'
import type { Prospect } from '../../domain/prospect.ts'
import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { listOf, objectOf, text } from '../../platform/shape.ts'
import type { Stored } from '../../platform/stored.ts'
import { mostAtOnce, removeAll, removeUnchanged, type Table, type Write } from '../../platform/table.ts'
import { unlessUnreadable } from '../../platform/unreadable-row.ts'

type Holder = { readonly prospectId: string; readonly within?: string }
/** The earliest first. */
type Holders = { readonly holders: readonly Holder[] }

const holdersFormat = createRowFormat(
  objectOf<Holders>({ holders: listOf(objectOf<Holder>({ prospectId: text }, { within: text })) }),
)
const foundFormat = createRowFormat(objectOf<{ readonly prospectId: string }>({ prospectId: text }))

const partition = 'match'
/** Of a crowd of one company the first is kept, and the newest. */
const mostHolders = 20
const tries = 5

export type Indexed = {
  readonly prospectId: string
  /** ISO 8601: the newest are found first. */
  readonly at: string
  readonly keys: readonly MatchKey[]
  /** By which it is found, and matches nobody. */
  readonly search: readonly SearchKey[]
}

/** A prospect, or one to be, as it is indexed. */
export const indexedOf = (
  prospectId: string,
  { number, submittedAt, request }: Pick<Prospect, 'number' | 'submittedAt' | 'request'>,
): Indexed => ({
  prospectId,
  at: submittedAt,
  keys: matchKeys(request),
  search: searchKeys(number, request.requestor),
})

/** Where a prospect stands in the index, as keys of rows: they hold hashes, nothing that is read back. */
export type MatchPlaces = { readonly held: readonly string[]; readonly found: readonly string[] }

/** Everywhere but by its number, by which it is found for good. */
export const matchPlaces = ({ prospectId, at, keys, search }: Indexed): MatchPlaces => ({
  held: keys.map(rowKey),
  found: search.filter(({ kind }) => kind !== 'number').map((key) => searchRow(key, at, prospectId)),
})

/** A key of a prospect, and who had it before. */
export type Earlier = MatchKey & { readonly prospectIds: readonly string[] }

export type MatchIndex = {
  /**
   * Adds prospects, in their order, and tells of each who was there before by which key. Safe to repeat. One storage
   * transaction for some ten that match nobody; for one that matches as many reads as it has keys, and two writes.
   */
  readonly add: (prospects: readonly Indexed[]) => Promise<ReadonlyMap<string, readonly Earlier[]>>
  /**
   * Ids of the prospects that have one of the keys, each once, at most so many of each; one storage transaction for each key.
   */
  readonly find: (
    keys: readonly Pick<MatchKey, 'kind' | 'value'>[],
    search: readonly SearchKey[],
    most: number,
  ) => Promise<readonly string[]>
  /**
   * Takes a prospect out of the index; those that share a key with it stay. Safe to repeat; two storage transactions for each
   * key that it held, and one for all others.
   * @returns how many rows said something of it
   */
  readonly forget: (prospectId: string, places: MatchPlaces) => Promise<number>
}

type AnyKey = Pick<MatchKey, 'kind' | 'value'> | SearchKey

const rowKey = ({ kind, value }: AnyKey): string => `${kind}|${hash('sha256', value)}`
/** Newest first. */
const searchRow = (key: SearchKey, at: string, prospectId: string): string =>
  `${rowKey(key)}|${String(9_999_999_999_999 - Date.parse(at)).padStart(13, '0')}|${prospectId}`

const withOne = (holders: readonly Holder[], { within }: MatchKey, prospectId: string): Holder[] => {
  const all = [...holders, within === undefined ? { prospectId } : { prospectId, within }]
  return all.length > mostHolders ? [...all.slice(0, 1), ...all.slice(1 - mostHolders)] : all
}

const isOf = (id: string) => (holder: Holder) => holder.prospectId === id

/** Those who had the key before this one, in the place where it means the same. */
const before = (holders: readonly Holder[], { within }: MatchKey, prospectId: string): string[] => {
  const at = holders.findIndex(isOf(prospectId))
  return holders
    .slice(0, at === -1 ? undefined : at)
    .filter((holder) => holder.within === within)
    .map((holder) => holder.prospectId)
}

/** As many as go into one transaction. */
const groups = (prospects: readonly Indexed[]): Indexed[][] => {
  const all: Indexed[][] = []
  let room = 0
  for (const prospect of prospects) {
    const size = prospect.keys.length + prospect.search.length
    if (size > room) {
      all.push([])
      room = mostAtOnce
    }
    all.at(-1)?.push(prospect)
    room -= size
  }
  return all
}

const someOf = (key: MatchKey, prospectIds: readonly string[]): Earlier[] =>
  prospectIds.length > 0 ? [{ ...key, prospectIds }] : []

export const createMatchIndex = (table: Table): MatchIndex => {
  const rows = createRows(table, holdersFormat)
  const searched = createRows(table, foundFormat)

  const searchWrites = ({ prospectId, at, search }: Indexed): Write[] =>
    search.map((key) => searched.put(searchRow(key, at, prospectId), { prospectId }))

  /** @returns nothing where somebody had one of the keys already */
  const addNew = async (group: readonly Indexed[]): Promise<Map<string, Earlier[]> | undefined> => {
    const held = new Map<string, Holder[]>()
    const found = new Map<string, Earlier[]>()
    for (const { prospectId, keys } of group) {
      const heldBy = (key: MatchKey) => held.get(rowKey(key)) ?? []
      found.set(
        prospectId,
        keys.flatMap((key) => someOf(key, before(heldBy(key), key, prospectId))),
      )
      for (const key of keys) held.set(rowKey(key), withOne(heldBy(key), key, prospectId))
    }
    const writes = [...held].map(([key, holders]) => rows.create(key, { holders }))
    return (await table.write(partition, [...writes, ...group.flatMap(searchWrites)])) === 'written' ? found : undefined
  }

  const read = (key: AnyKey) =>
    unlessUnreadable<Stored<Holders> | undefined, 'unreadable'>(rows.read(partition, rowKey(key)), 'unreadable')

  const addKnown = async (one: Indexed): Promise<Earlier[]> => {
    const { prospectId, keys } = one
    for (let attempt = 1; ; attempt += 1) {
      const there = await Promise.all(keys.map(async (key) => ({ key, row: await read(key) })))
      const writes = there.flatMap(({ key, row }): Write[] => {
        if (row === 'unreadable') return []
        if (!row) return [rows.create(rowKey(key), { holders: withOne([], key, prospectId) })]
        const { holders } = row.value
        return holders.some(isOf(prospectId)) ? [] : [rows.replace(row, { holders: withOne(holders, key, prospectId) })]
      })
      const outcome = await table.write(partition, [...writes, ...searchWrites(one)])
      if (outcome === 'conflict' && attempt < tries) continue
      return there.flatMap(({ key, row }) =>
        row && row !== 'unreadable' ? someOf(key, before(row.value.holders, key, prospectId)) : [],
      )
    }
  }

  const leave = async (prospectId: string, key: string): Promise<number> => {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const row = await unlessUnreadable(rows.read(partition, key), undefined)
      if (!row?.value.holders.some(isOf(prospectId))) return 0
      const holders = row.value.holders.filter((holder) => !isOf(prospectId)(holder))
      const write = holders.length > 0 ? rows.replace(row, { holders }) : removeUnchanged(row)
      if ((await table.write(partition, [write])) === 'written') return 1
    }
    throw new Error('A key of a prospect changed too often to be taken away.')
  }

  return {
    forget: async (prospectId, { held, found }) => {
      let gone = found.length
      await removeAll(table, partition, found)
      for (const key of held) gone += await leave(prospectId, key)
      return gone
    },
    add: async (prospects) => {
      const found = new Map<string, readonly Earlier[]>()
      for (const group of groups(prospects)) {
        const together = await addNew(group)
        for (const one of group) {
          const alone = together ?? (group.length > 1 ? await addNew([one]) : undefined)
          found.set(one.prospectId, alone?.get(one.prospectId) ?? (await addKnown(one)))
        }
      }
      return found
    },
    find: async (keys, search, most) => {
      const held = keys.map(async (key) => {
        const row = await read(key)
        return row && row !== 'unreadable' ? row.value.holders.map(({ prospectId }) => prospectId).slice(-most) : []
      })
      const listed = search.map(async (key) => {
        const all = await searched.range(partition, `${rowKey(key)}|`, `${rowKey(key)}|~`, most)
        return all.map(({ value }) => value.prospectId)
      })
      return [...new Set((await Promise.all([...held, ...listed])).flat())]
    },
  }
}
