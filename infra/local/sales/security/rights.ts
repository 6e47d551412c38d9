// Who may do what: the privileges of a user or team through their security roles, and how far each reaches.
// https://learn.microsoft.com/power-platform/admin/security-roles-privileges
import { beyondReach, lacksPrivilege, ownerLacks, SalesError } from '../base/errors.ts'
import type { Org } from '../organization/session.ts'
import { isReference, type Reference, type Table } from '../schema/types.ts'
import type { Row } from '../store/row.ts'
import { rootRole } from './inherited.ts'
import { depths, guidOf, privilegeId, privilegeOf, type Right } from './privileges.ts'
import { sharedWith } from './shares.ts'

/** The role that has every privilege without listing them. */
export const administratorRoleId = guidOf('role System Administrator')

const linkedIds = (org: Org, through: string, column: string, id: string, other: string): string[] => {
  // What was given takes effect everywhere only after a while.
  const until = org.now().getTime() - (org.traits.roleDelayMs ?? 0)
  return org.store.pointingAt(through, column, id).flatMap((row) => {
    const value = row.values[other]
    return isReference(value) && Number(row.values['givenon'] ?? 0) <= until ? [value.id] : []
  })
}

export const teamsOf = (org: Org, userId: string): string[] =>
  linkedIds(org, 'teammembership', 'systemuserid', userId, 'teamid')

/** The roles of a team, or of a user: given directly and through teams. */
export const rolesOf = (org: Org, principal: Reference): string[] => {
  if (principal.table === 'team') return linkedIds(org, 'teamroles', 'teamid', principal.id, 'roleid')
  const own = linkedIds(org, 'systemuserroles', 'systemuserid', principal.id, 'roleid')
  const through = teamsOf(org, principal.id).flatMap((id) => rolesOf(org, { table: 'team', id }))
  return [...new Set([...own, ...through])]
}

/** How far the privilege of a role reaches: 0 when the role lacks it. */
export const depthInRole = (org: Org, id: string, privilege: string): number => {
  const roleId = rootRole(org, id)
  if (roleId === administratorRoleId) return depths.Global
  const row = org.store.get('roleprivileges', guidOf(`${roleId} ${privilegeId(privilege)}`))
  return Number(row?.values['privilegedepthmask'] ?? 0)
}

/** How far a privilege of a user or team reaches: 0 when they lack it. */
export const depthOf = (org: Org, principal: Reference, privilege: string): number =>
  Math.max(0, ...rolesOf(org, principal).map((role) => depthInRole(org, role, privilege)))

const user = (id: string): Reference => ({ table: 'systemuser', id })

/** @throws SalesError 403 0x80042f09 when the user has no role at all */
export const needRole = (org: Org, userId: string): void => {
  if (rolesOf(org, user(userId)).length > 0) return
  throw new SalesError(403, '0x80042f09', `The user with Id = ${userId} has no security role.`)
}

/** @returns how far it reaches @throws SalesError 403 0x80040220 without the privilege */
export const needPrivilege = (org: Org, userId: string, privilege: string): number => {
  const depth = depthOf(org, user(userId), privilege)
  if (depth === 0) throw lacksPrivilege(privilege, user(userId))
  return depth
}

const unitOf = (org: Org, { table, id }: Reference): string | undefined => {
  const unit = org.store.get(table, id)?.values['businessunitid']
  return isReference(unit) ? unit.id : undefined
}

type Held = { readonly right: Right; readonly privilege: string; readonly depth: number }

/** The teams of a user, or the team itself. */
const teamsIn = (org: Org, { table, id }: Reference): readonly string[] => (table === 'team' ? [id] : teamsOf(org, id))

/**
 * Whether a privilege reaches rows of this owner. With rows of a team its members may do what the team's roles give.
 * https://learn.microsoft.com/power-platform/admin/manage-teams
 */
const reaches = (org: Org, principal: Reference, { privilege, depth }: Held, owner: Reference): boolean => {
  if (depth === depths.Global || (owner.table === principal.table && owner.id === principal.id)) return true
  if (owner.table === 'team' && teamsIn(org, principal).includes(owner.id) && depthOf(org, owner, privilege) > 0)
    return true
  return depth > depths.Basic && unitOf(org, owner) === unitOf(org, principal)
}

/** Tells whether a privilege reaches a row: by its owner, or because the row was shared. Looks for what is shared when it matters. */
const reaching = (
  org: Org,
  principal: Reference,
  held: Held,
  table: Table,
): ((row: Omit<Row, 'version'>) => boolean) => {
  let isShared: ((id: string) => boolean) | undefined
  const sharedRow = (id: string): boolean => {
    const teams = teamsIn(org, principal).map((team) => ({ table: 'team', id: team }))
    isShared ??= sharedWith(org, [principal, ...teams], held.right)
    return isShared(id)
  }
  return ({ id, values }) => {
    const owner = values['ownerid']
    return !table.userOwned || !isReference(owner) || reaches(org, principal, held, owner) || sharedRow(id)
  }
}

/** Whether a user or team may do this with a row. */
export const mayDo = (
  org: Org,
  principal: Reference,
  right: Right,
  table: Table,
  row: Omit<Row, 'version'>,
): boolean => {
  const privilege = privilegeOf(right, table)
  const depth = depthOf(org, principal, privilege)
  return depth > 0 && reaching(org, principal, { right, privilege, depth }, table)(row)
}

/** @throws SalesError 403 0x80040220 when the user may not do this with this row */
export const needRight = (org: Org, userId: string, right: Right, table: Table, row: Omit<Row, 'version'>): void => {
  const privilege = privilegeOf(right, table)
  const depth = needPrivilege(org, userId, privilege)
  if (!reaching(org, user(userId), { right, privilege, depth }, table)(row))
    throw beyondReach(privilege, table.logicalName, row.id)
}

/** The rows of a table that the user may see. @throws SalesError 403 0x80040220 when they may see none at all */
export const visible = (org: Org, userId: string, table: Table): ((row: Row) => boolean) => {
  const privilege = privilegeOf('Read', table)
  const held: Held = { right: 'Read', privilege, depth: needPrivilege(org, userId, privilege) }
  return reaching(org, user(userId), held, table)
}

/** An owner must be able to read what it owns. @throws SalesError 403 0x80042f0a for a team without roles, 0x80040231 else */
export const needOwner = (org: Org, owner: Reference, table: Table): void => {
  const privilege = privilegeOf('Read', table)
  if (owner.table === 'team' && rolesOf(org, owner).length === 0)
    throw new SalesError(403, '0x80042f0a', `The team with Id = ${owner.id} has not been assigned any roles.`)
  if (depthOf(org, owner, privilege) === 0) throw ownerLacks(privilege, owner)
}
