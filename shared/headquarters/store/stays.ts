// Open prospects by how long they are in their stage, the longest first, of all parts.

import type { ProspectSummary } from '../../domain/prospect.ts'
import type { SalesStage } from '../../domain/sales-outcome.ts'
import { createRows } from '../../platform/row-format.ts'
import type { Table } from '../../platform/table.ts'
import { stayRange, staysIn } from './keys.ts'
import { mergeLines } from './merged-lines.ts'
import { summaryFormat } from './prospect-formats.ts'
import type { ProspectList } from './prospect-lists.ts'

export type StaysAsked = {
  /** Those who are there since then or longer; milliseconds since 1970. */
  readonly stages: readonly { readonly stage: SalesStage; readonly since: number }[]
  readonly keep: (line: ProspectSummary) => boolean
  readonly pageSize: number
  /** Where an earlier page ended, as `asCursor` read it. */
  readonly after?: string | undefined
}

/** One page; some storage transactions for each part and stage, however many prospects there are. */
export type ReadStays = (asked: StaysAsked) => Promise<ProspectList>

export const createReadStays = (table: Table): ReadStays => {
  const rows = createRows(table, summaryFormat)
  return async ({ stages, keep, pageSize, after }) => {
    const sources = stages.map(({ stage, since }) => {
      const [from, to] = stayRange(stage, since, after)
      return { prefix: `list|${staysIn(stage)}|`, from, to }
    })
    if (sources.length === 0) return { items: [] }
    // One more than the page tells whether there is a next one.
    const { found, end } = await mergeLines(table, rows, sources, { count: pageSize + 1, keep })
    const items = found.slice(0, pageSize)
    const last = found.length > pageSize ? items.at(-1) : end
    return {
      items: items.map(({ value }) => value),
      ...(last ? { cursor: Buffer.from(last.place).toString('base64url') } : {}),
    }
  }
}
