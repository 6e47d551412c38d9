// Roles of the root business unit, which every unit below has a copy of.
// https://learn.microsoft.com/power-platform/admin/security-roles-privileges
import type { Org } from '../organization/session.ts'
import { isReference, type Value } from '../schema/types.ts'
import { guidOf } from './privileges.ts'

/** The root role that a role is a copy of, or the role itself. */
export const rootRole = (org: Org, roleId: string): string => {
  const root = org.store.get('role', roleId)?.values['parentrootroleid']
  return isReference(root) ? root.id : roleId
}

/** Copies a role of the root unit into the units below. */
export const inheritRole = (org: Org, roleId: string): void => {
  const row = org.store.get('role', roleId)
  const unit = row?.values['businessunitid']
  if (!row || !isReference(unit)) return
  for (const below of org.store.pointingAt('businessunit', 'parentbusinessunitid', unit.id)) {
    const id = guidOf(`${roleId} in ${below.id}`)
    const own: Record<string, Value> = {
      roleid: id,
      businessunitid: { table: 'businessunit', id: below.id },
      parentrootroleid: { table: 'role', id: roleId },
    }
    org.store.put('role', id, { ...row.values, ...own })
  }
}
