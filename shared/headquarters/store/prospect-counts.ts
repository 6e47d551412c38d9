// How many prospects there are of what, part by part: one row of sums, and a row for each change that is not in them yet. The
// two together are always right, whoever reads them; a job adds up. The same job lists and counts what earlier versions stored.

import type { Counts } from '../../domain/lists/facets.ts'
import { withoutOld } from '../../domain/lists/weeks.ts'
import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { number, objectOf, onlyTrue, recordOf, text } from '../../platform/shape.ts'
import { shards } from '../../platform/shards.ts'
import { mostAtOnce, type Row, remove, type Table, type Write } from '../../platform/table.ts'
import { unlessUnreadable } from '../../platform/unreadable-row.ts'
import { countRange, countsKey, listPlace, listRange } from './keys.ts'
import { type Counted, countedFormat } from './prospect-index.ts'

type Sums = {
  readonly sums: Counts
  /** Everything that earlier versions stored is counted. */
  readonly isWhole?: true
  /** Where in the list of all to go on looking for it. */
  readonly place?: string
}

const sumsFormat = createRowFormat(objectOf<Sums>({ sums: recordOf(number) }, { isWhole: onlyTrue, place: text }))

export type CountedNow = {
  readonly counts: Counts
  /** Whether nothing of an earlier version is left out. */
  readonly isWhole: boolean
}

export type ProspectCounts = {
  /** Everything that is counted, as it is now; one storage transaction for each part. */
  readonly read: () => Promise<CountedNow>
  /**
   * Adds to the sums of a part some of what changed since; where nothing did, looks for prospects of an earlier version, until
   * all of the part were looked at. One storage transaction where nothing is to be done, and one more for what is.
   * @param now milliseconds since 1970
   * @param list lists and counts a prospect, unless it is; safe to repeat
   * @returns how many were added or looked at; none means that all is done
   */
  readonly keep: (part: string, now: number, list: (prospectId: string) => Promise<void>) => Promise<number>
}

const mostAdded = mostAtOnce - 1
const mostLooked = 40
const all = 'All'

const added = (sums: Counts, changes: readonly Counted[]): Counts => {
  const next: Record<string, number> = { ...sums }
  for (const { plus, minus } of changes) {
    for (const name of plus) next[name] = (next[name] ?? 0) + 1
    for (const name of minus) next[name] = (next[name] ?? 0) - 1
  }
  return next
}

export const createProspectCounts = (table: Table): ProspectCounts => {
  const sumsRows = createRows(table, sumsFormat)
  const changes = createRows(table, countedFormat)

  const readPart = async (part: string, limit?: number) => {
    const rows = await table.range(part, ...countRange, limit)
    const isSums = (row: Row): boolean => row.key === countsKey
    const first = rows.find(isSums)
    return {
      sums: first && (await unlessUnreadable(sumsRows.typed(part, first), undefined)),
      changes: await changes.readable(
        part,
        rows.filter((row) => !isSums(row)),
      ),
    }
  }

  return {
    read: async () => {
      const parts = await Promise.all(shards.map((part) => readPart(part)))
      const total: Record<string, number> = {}
      for (const { sums, changes: later } of parts)
        for (const [name, count] of Object.entries(
          added(
            sums?.value.sums ?? {},
            later.map(({ value }) => value),
          ),
        ))
          total[name] = (total[name] ?? 0) + count
      return { counts: total, isWhole: parts.every(({ sums }) => sums?.value.isWhole === true) }
    },
    keep: async (part, now, list) => {
      const { sums: row, changes: later } = await readPart(part, mostAtOnce)
      const some = later.slice(0, mostAdded)
      const { place, ...before }: Sums = row?.value ?? { sums: {} }
      const keepSums = (next: Sums, rest: readonly Write[] = []) =>
        table.write(part, [row ? sumsRows.replace(row, next) : sumsRows.create(countsKey, next), ...rest])
      if (some.length > 0) {
        const sums = withoutOld(
          added(
            before.sums,
            some.map(({ value }) => value),
          ),
          now,
        )
        const next = { ...before, sums, ...(place === undefined ? {} : { place }) }
        const outcome = await keepSums(
          next,
          some.map(({ key }) => remove(key)),
        )
        return outcome === 'written' ? some.length : 0
      }
      if (before.isWhole) return 0
      const found = await table.range(part, ...listRange(all, place), mostLooked)
      for (const { key } of found) await list(key.slice(key.lastIndexOf('|') + 1))
      const last = found.at(-1)
      const isEnd = found.length < mostLooked || last === undefined
      // Where the sums changed meanwhile, the next run looks at these again.
      await keepSums({ ...before, ...(isEnd ? { isWhole: true } : { place: listPlace(all, last.key) }) })
      return found.length
    },
  }
}
