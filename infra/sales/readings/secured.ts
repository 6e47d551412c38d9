// Which of the columns that the app reads or writes are under column security. A caller who may not read such a column gets
// it as empty, so the app takes its emptiness for unknown.
// https://learn.microsoft.com/power-apps/developer/data-platform/column-level-security

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { mappedColumns } from '../../../shared/sales/field-map.ts'
import { leadRow } from '../../../shared/sales/lead-rows.ts'
import { createSecuredColumns } from '../../../shared/sales/secured-columns.ts'
import { longestRequest } from '../verify/verify-lengths.ts'

/** The columns that the app uses, by table. */
const usedColumns: Readonly<Record<string, readonly string[]>> = {
  lead: Object.keys(leadRow('', '', longestRequest())),
  account: mappedColumns('Organization'),
  contact: mappedColumns('Person'),
}

/** Each secured column that the app uses, as `column of table`. */
export const readSecured = async (call: Dataverse): Promise<readonly string[]> => {
  const secured = createSecuredColumns(call, () => 0)
  const found = await Promise.all(
    Object.entries(usedColumns).map(async ([table, columns]) => {
      const isSecured = await secured(table)
      return columns.filter(isSecured).map((column) => `${column} of ${table}`)
    }),
  )
  return found.flat()
}

/** What to do about secured columns, for people. */
export const grantAdvice =
  'Give the application user a column security profile that lets it read, create and update them (Power Platform admin center, the environment, Settings, Users + permissions, Column security profiles).'
