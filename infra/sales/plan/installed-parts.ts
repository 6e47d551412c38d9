// How each kind of what the installation makes is found again, and goes: what has our ids and names.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { unlessMissing } from '../../../shared/sales/failures.ts'
import { owningTeamId } from '../../../shared/sales/lead-rows.ts'
import { exists, type Row, readOwnId, readRows, remove } from '../organization/read-rows.ts'
import { extendedTables, logicalName, type WantedColumn } from '../wanted/columns.ts'
import { bridgeRole } from '../wanted/security.ts'
import { nameOfStatus, optionOf, type WantedStatus } from '../wanted/statuses.ts'
import type { WantedRow } from '../wanted/wanted-row.ts'
import { columnPath } from './plan-columns.ts'
import { hasStatus } from './plan-statuses.ts'

export type Installed = {
  readonly what: string
  /** Why it must not be removed without being told to. */
  readonly keep?: string
  readonly remove: (call: Dataverse) => Promise<void>
}

export type Find = (call: Dataverse) => Promise<Installed | undefined>

/** A row with an id of ours. @param before what must be done first */
export const row =
  ({ what, set, key, id }: WantedRow, before?: (call: Dataverse) => Promise<void>): Find =>
  async (call) => {
    const path = `${set}(${id})`
    if (!(await exists(call, path, key))) return undefined
    return {
      what,
      remove: async (by) => {
        await before?.(by)
        await remove(by, path)
      },
    }
  }

/**
 * A team that owns rows cannot be deleted, so they go to the application user, or to whoever removes the team.
 * https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/reassignobjectsowner
 */
export const giveAwayLeads = async (call: Dataverse): Promise<void> => {
  const owned = await readRows(call, 'leads', `_ownerid_value eq ${owningTeamId}`, 'leadid')
  if (owned.length === 0) return
  const path = `roles(${bridgeRole.id})/systemuserroles_association?$select=systemuserid`
  const holders = (await unlessMissing(call({ method: 'GET', path }))) as { value?: readonly Row[] } | undefined
  const ownId = await readOwnId(call)
  const body = {
    FromPrincipal: { '@odata.type': 'Microsoft.Dynamics.CRM.team', teamid: owningTeamId },
    ToPrincipal: {
      '@odata.type': 'Microsoft.Dynamics.CRM.systemuser',
      systemuserid: holders?.value?.[0]?.['systemuserid'] ?? ownId,
    },
  }
  await call({ method: 'POST', path: 'ReassignObjectsOwner', body })
}

export const column =
  (wanted: WantedColumn): Find =>
  async (call) => {
    const path = columnPath(wanted)
    const name = logicalName(wanted)
    if (!(await exists(call, path, 'LogicalName'))) return undefined
    const set = extendedTables[wanted.table]
    const filled = await readRows(call, set, `${name} ne null`, `${wanted.table}id`)
    return {
      what: `column ${name} of ${wanted.table}`,
      ...(filled.length > 0 ? { keep: `${set} hold values in it; --delete-columns deletes them too` } : {}),
      remove: (by) => remove(by, path),
    }
  }

export const status =
  (wanted: WantedStatus): Find =>
  async (call) => {
    if (!(await hasStatus(call, wanted))) return undefined
    const { table, set, value } = wanted
    const filled = await readRows(call, set, `statuscode eq ${value}`, `${table}id`)
    return {
      what: nameOfStatus(wanted),
      ...(filled.length > 0
        ? { keep: `${set} were decided with it; --delete-columns deletes it, and they keep its bare number` }
        : {}),
      remove: async (by) => {
        // Somebody else may have been faster.
        if (await hasStatus(by, wanted)) await by({ method: 'POST', path: 'DeleteOptionValue', body: optionOf(wanted) })
      },
    }
  }
