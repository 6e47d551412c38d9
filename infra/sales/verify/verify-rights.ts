// Whether the application user may do what the bridge does.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { depthsOf, readPrivilegeIds } from '../plan/plan-rights.ts'
import { wantedPrivileges } from '../wanted/security.ts'
import { type Check, failed, ok } from './check.ts'

const levels = ['None', 'Basic', 'Local', 'Deep', 'Global']
const levelOf = (depth: string | undefined): number => levels.indexOf(depth ?? 'None')

/** What the application user may really do, whatever roles it has it from. */
export const checkRights = async (call: Dataverse, applicationUserId: string): Promise<Check> => {
  const name = 'rights of the application user'
  const path = `systemusers(${applicationUserId})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges()`
  const [ids, answer] = await Promise.all([readPrivilegeIds(call), call({ method: 'GET', path })])
  const held = depthsOf(answer)
  const lacking = wantedPrivileges.filter(
    (wanted) => levelOf(held.get(ids.get(wanted.name) ?? '')) < levelOf(wanted.depth),
  )
  if (lacking.length === 0) return ok(name, `all ${wantedPrivileges.length} privileges given`)
  return failed(name, `lacks ${lacking.map((wanted) => wanted.name).join(', ')}; run npm run sales:install`)
}
