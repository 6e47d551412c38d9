// Goes along a list of prospects, the lists of all parts merged, and keeps those that are looked for. What is read is bounded,
// however long the list is: a walk that finds too little says where to go on.

import type { ProspectSummary } from '../../domain/prospect.ts'
import { createRows } from '../../platform/row-format.ts'
import { shards } from '../../platform/shards.ts'
import type { Table } from '../../platform/table.ts'
import { listPlace, listRange } from './keys.ts'
import { summaryFormat } from './prospect-formats.ts'
import type { ProspectList } from './prospect-lists.ts'

/** Lines of each part that are read at once: at least some, at most a page of the service. */
const [leastAtOnce, mostAtOnce] = [100, 1000]
/** How often, and lines of each part for a page of ours. */
const [mostTimes, mostLines] = [5, 2000]

export type Walk = {
  /** The list to go along. */
  readonly list: string
  readonly keep: (line: ProspectSummary) => boolean
  readonly pageSize: number
  /** How many stand in the list, and how many of them are looked for, as far as it is known. */
  readonly length?: number
  readonly found?: number
  /** Where an earlier walk along the same list ended. */
  readonly after?: string | undefined
}

export type WalkList = {
  /** One page of what is kept, in the order of the list; at most five storage transactions for each part. */
  readonly page: (walk: Walk) => Promise<ProspectList>
  /** All that a list holds, in no order; one storage transaction for each part where it is no longer than a thousand. */
  readonly whole: (list: string) => Promise<readonly ProspectSummary[]>
}

/** Twice what the share of a part is, since none is like another; all and one more where there is no more than a page. */
const linesAtOnce = (pageSize: number, length = 0, found = 0): number => {
  const share = found > pageSize ? Math.ceil((2 * (pageSize + 1) * length) / found / shards.length) : length + 1
  return Math.min(mostAtOnce, Math.max(leastAtOnce, share))
}

export const createWalkList = (table: Table): WalkList => {
  const rows = createRows(table, summaryFormat)
  return {
    whole: async (list) => {
      const found = await Promise.all(shards.map((shard) => rows.range(shard, ...listRange(list))))
      return found.flat().map(({ value }) => value)
    },
    page: async ({ list, length, found, keep, pageSize, after }) => {
      const atOnce = linesAtOnce(pageSize, length, found)
      const times = Math.min(mostTimes, Math.floor(mostLines / atOnce))
      const kept: { readonly key: string; readonly value: ProspectSummary }[] = []
      let place = after
      for (let time = 1; ; time += 1) {
        const from = place
        const parts = await Promise.all(shards.map((shard) => rows.range(shard, ...listRange(list, from), atOnce)))
        // What stands behind the last line of a part that has more may be preceded by what was not read of it.
        const ends = parts.flatMap((part) => (part.length < atOnce ? [] : (part.at(-1)?.key ?? [])))
        const [end] = ends.sort()
        const read = parts
          .flat()
          .filter(({ key }) => end === undefined || key <= end)
          .sort((a, b) => (a.key < b.key ? -1 : 1))
        kept.push(...read.filter(({ value }) => keep(value)))
        const items = kept.slice(0, pageSize)
        const last = items.at(-1)
        const cursorAt = (key: string) => Buffer.from(listPlace(list, key)).toString('base64url')
        const lines = items.map(({ value }) => value)
        if (kept.length > pageSize && last) return { items: lines, cursor: cursorAt(last.key) }
        if (end === undefined) return { items: lines }
        if (time === times) return { items: lines, cursor: cursorAt(end) }
        place = listPlace(list, end)
      }
    },
  }
}
