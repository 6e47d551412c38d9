// What a security role allows, as rows: one for each of its privileges.
import type { Org } from '../organization/session.ts'
import { isReference } from '../schema/types.ts'
import { depths, guidOf, privilegeId } from './privileges.ts'

/** What the service puts into every new role by itself, asked for or not. */
export const everyRole = ['prvReadSdkMessage', 'prvReadSdkMessageFilter', 'prvReadSdkMessageProcessingStep']

/** Sets how far a privilege of a role reaches. */
export const grant = (org: Org, roleId: string, privilege: string, depth: number): void => {
  const id = privilegeId(privilege)
  const key = guidOf(`${roleId} ${id}`)
  if (org.store.get('roleprivileges', key)?.values['privilegedepthmask'] === depth) return
  org.store.put('roleprivileges', key, {
    roleprivilegeid: key,
    roleid: { table: 'role', id: roleId },
    privilegeid: { table: 'privilege', id },
    privilegedepthmask: depth,
  })
}

/** What a new role has from the beginning. */
export const grantDefaults = (org: Org, roleId: string): void => {
  for (const name of everyRole) grant(org, roleId, name, depths.Global)
}

export type Granted = { readonly privilege: string; readonly depth: number }

/** Lets a role allow this and no more, besides what every role does. */
export const replaceGrants = (org: Org, roleId: string, wanted: readonly Granted[]): void => {
  for (const { privilege, depth } of wanted) grant(org, roleId, privilege, depth)
  const kept = new Set([...everyRole, ...wanted.map(({ privilege }) => privilege)].map(privilegeId))
  for (const row of org.store.pointingAt('roleprivileges', 'roleid', roleId)) {
    const held = row.values['privilegeid']
    if (isReference(held) && !kept.has(held.id)) org.store.remove('roleprivileges', row.id)
  }
}
