// Rules of teams and roles: who may administer a team, what may own rows, and which role fits whom.
// https://learn.microsoft.com/power-apps/developer/data-platform/reference/web-service-error-codes
import { invalidArgument, SalesError } from '../base/errors.ts'
import type { Org } from '../organization/session.ts'
import { isReference, type Reference, type Values } from '../schema/types.ts'
import { depthOf } from '../security/rights.ts'

const accessTeam = 1

const isAccessTeam = (org: Org, { table, id }: Reference): boolean =>
  table === 'team' && org.store.get('team', id)?.values['teamtype'] === accessTeam

/** @throws SalesError 403 0x80041d0a for a new administrator who may not read teams */
export const checkTeam = (org: Org, values: Values, before?: Values): void => {
  const administrator = values['administratorid']
  const former = before?.['administratorid']
  if (isReference(administrator) && isReference(former) && administrator.id === former.id) return
  if (!isReference(administrator) || depthOf(org, administrator, 'prvReadTeam') > 0) return
  throw new SalesError(403, '0x80041d0a', 'The team administrator does not have privilege read team.')
}

/** @throws SalesError 400 0x80048340 for an access team, which owns nothing */
export const checkOwner = (org: Org, owner: Reference): void => {
  if (isAccessTeam(org, owner)) throw new SalesError(400, '0x80048340', 'An access team cannot own rows.')
}

/** @throws SalesError 400 0x80041403 when another role of the business unit has the name */
export const checkRole = (org: Org, id: string, values: Values): void => {
  const unit = values['businessunitid']
  for (const row of org.store.rows('role')) {
    const other = row.values['businessunitid']
    if (row.id === id || !isReference(unit) || !isReference(other) || other.id !== unit.id) continue
    if (String(row.values['name']).toLowerCase() === String(values['name']).toLowerCase())
      throw new SalesError(400, '0x80041403', 'A role with the specified name already exists.')
  }
}

/**
 * A role is given only within its business unit, and never to an access team.
 * @throws SalesError 400 0x80048331 for an access team, 0x80040203 for a role of another unit
 */
export const checkRoleOf = (org: Org, holder: Reference, roleId: string): void => {
  if (isAccessTeam(org, holder)) throw new SalesError(400, '0x80048331', 'An access team cannot have security roles.')
  const unit = org.store.get(holder.table, holder.id)?.values['businessunitid']
  const ofRole = org.store.get('role', roleId)?.values['businessunitid']
  if (isReference(unit) && isReference(ofRole) && unit.id !== ofRole.id)
    throw invalidArgument(`The role belongs to another business unit than the ${holder.table}.`)
}
