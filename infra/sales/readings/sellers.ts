// How far the stock role of sellers reaches, and what that means for leads that the team owns.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { quoted, readRows } from '../organization/read-rows.ts'
import { depthsOf, readPrivilegeIds } from '../plan/plan-rights.ts'

const stockRole = 'Salesperson'
const needed = ['prvReadLead', 'prvWriteLead', 'prvAppendLead', 'prvAppendToLead']

const levels = ['None', 'Basic', 'Local', 'Deep', 'Global']

/** `all`: sellers work on every lead; `unit`: on those of their business unit; `own`: on their own and their teams'. */
export type Reach = 'all' | 'unit' | 'own' | 'no such role'

const reachOf = (least: number): Reach => (least >= 4 ? 'all' : least >= 2 ? 'unit' : 'own')

/** @param unitId the business unit whose sellers are meant */
export const readReach = async (call: Dataverse, unitId: string): Promise<Reach> => {
  const filter = `name eq ${quoted(stockRole)} and _businessunitid_value eq ${unitId}`
  const [role] = await readRows(call, 'roles', filter, 'roleid')
  if (!role) return 'no such role'
  const [ids, answer] = await Promise.all([
    readPrivilegeIds(call),
    call({ method: 'GET', path: `RetrieveRolePrivilegesRole(RoleId=${role['roleid']})` }),
  ])
  const held = depthsOf(answer)
  return reachOf(Math.min(...needed.map((name) => levels.indexOf(held.get(ids.get(name) ?? '') ?? 'None'))))
}

/** For people. */
export const reachWords: Readonly<Record<Reach, string>> = {
  all: 'the role Salesperson reaches every lead',
  unit: 'the role Salesperson reaches leads of its business unit; sellers of other units work on the team’s leads as its members',
  own: 'the role Salesperson reaches own leads only; sellers work on the team’s leads as its members',
  'no such role': 'there is no role Salesperson; sellers work on the team’s leads as its members',
}
