// Whether the columns of this organization's leads hold whatever the app accepts: organizations may make them shorter.

import { onboardingFields } from '../../../shared/domain/onboarding-fields.ts'
import { createColumnLengths } from '../../../shared/sales/column-lengths.ts'
import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { leadRow } from '../../../shared/sales/lead-rows.ts'
import { longestRequest } from '../wanted/longest-request.ts'
import { type Check, failed, ok } from './check.ts'

const name = 'lengths of the lead’s columns'

/** What columns hold as Microsoft makes them, where that is less than the app accepts: the note holds what is longer. */
const stock: ReadonlyMap<string, number> = new Map(
  onboardingFields.flatMap(({ column, columnLength }) =>
    column === undefined || columnLength === undefined ? [] : [[column, columnLength] as const],
  ),
)

/** Compares the longest lead there can be with the definitions. */
export const checkLengths = async (call: Dataverse): Promise<Check> => {
  const lengths = await createColumnLengths(call, Date.now)('lead')
  const row = leadRow('', '', longestRequest())
  const short = Object.entries(row).flatMap(([column, value]) => {
    const most = lengths[column]
    if (typeof value !== 'string' || most === undefined) return []
    const wanted = Math.min(value.length, stock.get(column) ?? value.length)
    return wanted > most ? [`${column} (${most} instead of ${wanted})`] : []
  })
  if (short.length === 0) return ok(name, 'hold whatever the app accepts, with the lead’s note')
  return failed(name, `too short: ${short.join(', ')}; make them longer (Power Apps, Tables, Lead, Columns)`)
}
