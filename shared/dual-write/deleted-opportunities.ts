// Finds the prospects of deleted opportunities. Sales tells no more of them than their ids.

import type { Prospect } from '../domain/prospect.ts'
import { opportunityKey, prospectKey } from '../headquarters/keys.ts'
import type { ShownOpportunity } from '../headquarters/prospect-rows.ts'
import { shards } from '../platform/ids.ts'
import type { Table } from '../platform/table.ts'

const prospectShowing = async (table: Table, opportunityId: string): Promise<string[]> => {
  const found = await Promise.all(
    shards.map(async (shard) => {
      const shown = await table.read<ShownOpportunity>(shard, opportunityKey(opportunityId))
      const prospect = shown && (await table.read<Prospect>(shard, prospectKey(shown.value.prospectId)))
      return prospect?.value.sales.opportunity?.id === opportunityId ? prospect.value.prospectId : undefined
    }),
  )
  return found.filter((id) => id !== undefined)
}

/**
 * The prospects that still show one of these opportunities; others have been told already, or were never ours.
 * Costs a read in each shard for every opportunity.
 */
export const prospectsShowing = async (table: Table, opportunityIds: readonly string[]): Promise<string[]> => {
  const found: string[] = []
  for (const id of opportunityIds) found.push(...(await prospectShowing(table, id)))
  return found
}
