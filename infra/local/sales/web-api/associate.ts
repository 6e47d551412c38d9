// Rows joined through a third table, such as users and their roles: reading, associating and disassociating them.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/associate-disassociate-entities-using-web-api

import type { Query, Segment } from '../addresses/address.ts'
import { resolveBind, tableOfSet } from '../addresses/target.ts'
import { type ApiRequest, type ApiResponse, noContent } from '../base/api.ts'
import { badRequest, methodNotAllowed, noSuchSegment, SalesError } from '../base/errors.ts'
import type { Session } from '../organization/session.ts'
import { checkRoleOf } from '../rules/teams.ts'
import { type Association, associations } from '../schema/security.ts'
import type { Table } from '../schema/types.ts'
import { guidOf, privilegeOf, type Right } from '../security/privileges.ts'
import { needPrivilege, visible } from '../security/rights.ts'
import { referencesTo } from './links.ts'
import { readerOf } from './project.ts'
import { readMany } from './read-many.ts'
import { linkedAddress } from './row-request.ts'

/** The association of a property of a table. */
export const associationOf = (table: Table, property: string): Association | undefined =>
  associations.find((known) => known.property === property && known.ends.some((end) => end.table === table.logicalName))

type RowEnd = { readonly table: Table; readonly id: string; readonly association: Association }

const endsOf = ({ table, association }: RowEnd) => {
  const [first, second] = association.ends
  return first.table === table.logicalName ? { here: first, there: second } : { here: second, there: first }
}

const pair = (end: RowEnd, other: string) => {
  const { here, there } = endsOf(end)
  const { through, ends } = end.association
  const [first] = ends
  const ids = first === here ? [end.id, other] : [other, end.id]
  return {
    key: guidOf(ids.join(' ')),
    values: {
      [here.column]: { table: here.table, id: end.id },
      [there.column]: { table: there.table, id: other },
    },
    through,
  }
}

// A role is given by who may assign roles; a member is added by who may change teams, a user to a profile by who may
// change profiles.
const needed: Readonly<Record<string, readonly [Right, string]>> = {
  teammembership: ['Write', 'team'],
  systemuserprofiles: ['Write', 'fieldsecurityprofile'],
  teamprofiles: ['Write', 'fieldsecurityprofile'],
}
const needAssociate = (session: Session, { association }: RowEnd): void => {
  const { org, user } = session
  const [right, name] = needed[association.through] ?? (['Assign', 'role'] as const)
  const table = org.schema.byName(name)
  if (table) needPrivilege(org, user.id, privilegeOf(right, table))
}

const associate = (session: Session, end: RowEnd, address: string): ApiResponse => {
  const { there } = endsOf(end)
  const other = resolveBind(session.org)(address)
  if (other.table !== there.table) throw badRequest(`'${address}' does not belong in '${end.association.property}'.`)
  const { store, schema } = session.org
  const { through: joint } = end.association
  if ((joint === 'systemuserroles' || joint === 'teamroles') && end.table.logicalName !== 'role')
    checkRoleOf(session.org, { table: end.table.logicalName, id: end.id }, other.id)
  const { key, values, through } = pair(end, other.id)
  if (store.get(through, key)) throw new SalesError(412, '0x80040237', 'Cannot insert duplicate key.')
  const primaryId = schema.byName(through)?.primaryId ?? ''
  store.put(through, key, { [primaryId]: key, ...values, givenon: session.org.now().getTime() })
  return noContent()
}

const disassociate = (session: Session, end: RowEnd, other: string): ApiResponse => {
  const { key, through } = pair(end, other)
  const { store } = session.org
  if (!store.get(through, key)) throw new SalesError(404, '0x80040217', `${through} With Id = ${key} Does Not Exist`)
  store.remove(through, key)
  return noContent()
}

/** Requests for `set(key)/association`, with `/$ref` to associate and disassociate. */
export const routeAssociation = (
  session: Session,
  request: ApiRequest,
  end: RowEnd,
  [property, last]: readonly [Segment, Segment | undefined],
  query: Query,
): ApiResponse => {
  const { org } = session
  const { here, there } = endsOf(end)
  const path = `${end.table.setName}(${end.id})/${property.name}`
  if (request.method === 'GET' && (!last || last.name === '$ref')) {
    const other = tableOfSet(org, org.schema.byName(there.table)?.setName ?? '')
    const rows = org.store.pointingAt(end.association.through, here.column, end.id).flatMap((row) => {
      const value = row.values[there.column]
      return typeof value === 'object' && value ? (org.store.get(there.table, value.id) ?? []) : []
    })
    if (!last) return readMany(readerOf(session, request), other, query, path, rows)
    const seen = rows.filter(visible(org, session.user.id, other)).map(({ id }) => ({ table: other, id }))
    return { status: 200, headers: {}, body: referencesTo(org, seen) }
  }
  if (last?.name !== '$ref') throw last ? noSuchSegment(last.name) : methodNotAllowed(request.method, property.name)
  if (end.association.through === 'roleprivileges')
    throw badRequest('Privileges are added to a role with AddPrivilegesRole.')
  needAssociate(session, end)
  if (request.method === 'POST') return associate(session, end, linkedAddress(request))
  const named = property.key ?? query.get('$id')
  if (request.method !== 'DELETE' || named === undefined) throw methodNotAllowed(request.method, `${path}/$ref`)
  return disassociate(session, end, property.key ?? resolveBind(org)(named).id)
}
