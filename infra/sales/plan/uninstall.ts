// Removes from an organization what the installation added, and nothing else: what has our ids, last made first gone.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { isRefusal, unlessMissing } from '../../../shared/sales/failures.ts'
import { owningTeamId } from '../../../shared/sales/lead-rows.ts'
import { exists, type Row, readOwnId, readRows, remove } from '../organization/read-rows.ts'
import { extendedTables, logicalName, type WantedColumn, wantedColumns } from '../wanted/columns.ts'
import { wantedEndpoint, wantedImage, wantedStep } from '../wanted/event-rows.ts'
import { bridgeRole, teamRole, wantedRole, wantedTeam } from '../wanted/security.ts'
import { wantedPublisher, wantedSolution } from '../wanted/solution.ts'
import { wantedSteps } from '../wanted/steps.ts'
import { english } from '../wanted/texts.ts'
import { wantedView } from '../wanted/view.ts'
import type { WantedRow } from '../wanted/wanted-row.ts'
import { columnPath } from './plan-columns.ts'

export type Installed = {
  readonly what: string
  /** Why it must not be removed without being told to. */
  readonly keep?: string
  readonly remove: (call: Dataverse) => Promise<void>
}

type Find = (call: Dataverse) => Promise<Installed | undefined>

/** A row with an id of ours. @param before what must be done first */
const row =
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
const giveAwayLeads = async (call: Dataverse): Promise<void> => {
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

const column =
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

const anyUnit = { id: '', name: '', isRoot: true }

/** Everything the installation may have made, in the order in which it can go: nothing before what refers to it. */
const parts: readonly Find[] = [
  ...wantedSteps.flatMap((step) => [
    ...(step.image ? [row(wantedImage(step, step.image))] : []),
    row(wantedStep(step, '', '', 'webhook')),
  ]),
  row(wantedEndpoint({ name: 'webhook' })),
  row(wantedEndpoint({ name: 'servicebus' })),
  row(wantedView(english.base)),
  row(wantedTeam(anyUnit, ''), giveAwayLeads),
  row(wantedRole(teamRole, anyUnit)),
  row(wantedRole(bridgeRole, anyUnit)),
  ...wantedColumns.map(column),
  row(wantedSolution('')),
  row(wantedPublisher),
]

/**
 * What the installation made and is still there.
 * @param deleteColumns whether columns go together with the values that leads hold in them
 */
export const findInstalled = async (call: Dataverse, deleteColumns = false): Promise<readonly Installed[]> => {
  const found = await Promise.all(parts.map((find) => find(call)))
  return found.flatMap((part) => {
    if (!part) return []
    return [deleteColumns ? { what: part.what, remove: part.remove } : part]
  })
}

const inUse = ['0x80040227', '0x8004f01f']

/**
 * Removes what is there of ours. Leads and what came of them stay: they are the company's.
 * @returns what had to stay, with the reason
 */
export const uninstallFromSales = async (
  call: Dataverse,
  installed: readonly Installed[],
  say: (line: string) => void = () => undefined,
): Promise<readonly string[]> => {
  const kept: string[] = []
  for (const part of installed) {
    const { what, keep } = part
    if (keep) {
      kept.push(`${what}: ${keep}`)
      continue
    }
    say(`Removing ${what}…`)
    try {
      await part.remove(call)
    } catch (error) {
      if (!isRefusal(error, ...inUse)) throw error
      kept.push(`${what}: something else in the organization uses it`)
    }
  }
  return kept
}
