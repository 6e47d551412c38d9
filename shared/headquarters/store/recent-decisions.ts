// The decisions that say how long one usually takes, from the lists of what is decided.

import type { Decided } from '../../domain/usual-time.ts'
import { createRows } from '../../platform/row-format.ts'
import { shards } from '../../platform/shards.ts'
import type { Table } from '../../platform/table.ts'
import { listSince } from './keys.ts'
import { summaryFormat } from './prospect-formats.ts'

/** One page of the service. */
const mostOfPart = 1000

/**
 * Decisions on prospects that came since a moment, the newest of each part where there are very many: what was withdrawn, a
 * test or kept apart is left out. Two storage transactions for each part.
 * @param since ISO 8601
 */
export type ReadRecentDecisions = (since: string) => Promise<readonly Decided[]>

export const createRecentDecisions = (table: Table): ReadRecentDecisions => {
  const lines = createRows(table, summaryFormat)
  return async (since) => {
    const ranges = shards.flatMap((shard) =>
      (['Approved', 'Rejected'] as const).map((list) => lines.range(shard, ...listSince(list, since), mostOfPart)),
    )
    return (await Promise.all(ranges))
      .flat()
      .flatMap(({ value: { createdAt, decidedAt, atypical } }) =>
        decidedAt === undefined || atypical
          ? []
          : [{ createdAt: Date.parse(createdAt), decidedAt: Date.parse(decidedAt) }],
      )
  }
}
