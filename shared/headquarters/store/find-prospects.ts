// Finds prospects by what their ids begin with.

import type { ProspectSummary } from '../../domain/prospect.ts'
import { createRows } from '../../platform/row-format.ts'
import { shardOf } from '../../platform/shards.ts'
import { after, type Table } from '../../platform/table.ts'
import { wholeProspect } from './keys.ts'
import { prospectFormat } from './prospect-formats.ts'
import { summaryOf } from './prospects.ts'

/** With what a reference tells of an id, two alike are rare among millions. */
const most = 5

/**
 * The prospects whose ids begin so; one storage transaction for each, and one more.
 * @param beginning of a GUID, at least its first digit
 */
export type FindProspects = (beginning: string) => Promise<ProspectSummary[]>

export const createFindProspects = (table: Table): FindProspects => {
  const prospects = createRows(table, prospectFormat)
  return async (beginning) => {
    const part = shardOf(beginning)
    const found: ProspectSummary[] = []
    let from = beginning
    for (let seen = 0; seen < most; seen += 1) {
      // Ids end with a hexadecimal digit, and what is kept of one begins with it.
      const [row] = await table.range(part, from, `${beginning}~`, 1)
      if (!row) break
      const id = row.key.slice(0, row.key.indexOf('|'))
      const [first, end] = wholeProspect(id)
      if (row.key === first) found.push(summaryOf((await prospects.typed(part, row)).value))
      // A customer can have such an id as well.
      from = row.key < first ? first : row.key < end ? end : after(row.key)
    }
    return found
  }
}
