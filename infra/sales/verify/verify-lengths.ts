// Whether the columns of this organization's leads hold whatever the app accepts: organizations may make them shorter.

import { createColumnLengths } from '../../../shared/sales/column-lengths.ts'
import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { leadRow } from '../../../shared/sales/lead-rows.ts'
import { longestRequest } from '../wanted/longest-request.ts'
import { type Check, failed, ok } from './check.ts'

const name = 'lengths of the lead’s columns'

/** Compares the longest lead there can be with the definitions. */
export const checkLengths = async (call: Dataverse): Promise<Check> => {
  const lengths = await createColumnLengths(call, Date.now)('lead')
  const row = leadRow('', '', longestRequest())
  const short = Object.entries(row).flatMap(([column, value]) => {
    const most = lengths[column]
    return typeof value === 'string' && most !== undefined && value.length > most
      ? [`${column} (${most} instead of ${value.length})`]
      : []
  })
  if (short.length === 0) return ok(name, 'hold whatever the app accepts')
  return failed(name, `too short: ${short.join(', ')}; make them longer (Power Apps, Tables, Lead, Columns)`)
}
