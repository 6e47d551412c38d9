// Change tracking of the tables that the catch-up reads: switched on where it is off. It stays on when the rest is
// removed, because by then others may rely on it.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { SalesRefused } from '../../../shared/sales/failures.ts'
import { publishTable } from '../organization/publish.ts'
import type { Row } from '../organization/read-rows.ts'
import type { PlanItem } from './plan-item.ts'

/** Whether a table keeps track of its changes; `unknown` when its definition cannot be read. */
export const readChangeTracking = async (call: Dataverse, table: string): Promise<boolean | 'unknown'> => {
  try {
    const path = `EntityDefinitions(LogicalName='${table}')?$select=LogicalName,ChangeTrackingEnabled`
    return ((await call({ method: 'GET', path })) as Row)['ChangeTrackingEnabled'] === true
  } catch (error) {
    if (error instanceof SalesRefused) return 'unknown'
    throw error
  }
}

/**
 * What is to be done for a table; nothing where tracking is on, or its definition cannot be read.
 * https://learn.microsoft.com/power-apps/developer/data-platform/webapi/create-update-entity-definitions-using-web-api
 */
export const planTracking = async (call: Dataverse, table: string): Promise<PlanItem[]> => {
  if ((await readChangeTracking(call, table)) !== false) return []
  const path = `EntityDefinitions(LogicalName='${table}')`
  return [
    {
      action: 'update',
      what: `change tracking of table ${table}`,
      differing: ['ChangeTrackingEnabled'],
      apply: async (by) => {
        // A definition is replaced as a whole, so all of it is sent back.
        const definition = (await by({ method: 'GET', path })) as Row
        const body = { ...definition, ChangeTrackingEnabled: true }
        await by({ method: 'PUT', path, body, headers: { 'mscrm.mergelabels': 'true' } })
        await publishTable(by, table)
      },
    },
  ]
}
