// Rows joined through a third table, such as users and their roles: reading them, joining them and parting them again.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/associate-disassociate-entities-using-web-api

import type { Query, Segment } from '../addresses/address.ts'
import { resolveBind, tableOfSet } from '../addresses/target.ts'
import type { ApiRequest, ApiResponse } from '../base/api.ts'
import { badRequest, methodNotAllowed, noSuchSegment, SalesError } from '../base/errors.ts'
import type { Session } from '../organization/session.ts'
import { type Association, associations } from '../schema/security.ts'
import type { Table } from '../schema/types.ts'
import { guidOf, privilegeOf } from '../security/privileges.ts'
import { needPrivilege } from '../security/rights.ts'
import { readPreferences } from './prefer.ts'
import { readMany } from './read-many.ts'

/** The association behind a property of a table. */
export const associationOf = (table: Table, property: string): Association | undefined =>
  associations.find((known) => known.property === property && known.ends.some((end) => end.table === table.logicalName))

type Joining = { readonly table: Table; readonly id: string; readonly association: Association }

const endsOf = ({ table, association }: Joining) => {
  const [first, second] = association.ends
  return first.table === table.logicalName ? { here: first, there: second } : { here: second, there: first }
}

const pair = (joining: Joining, other: string) => {
  const { here, there } = endsOf(joining)
  const { through, ends } = joining.association
  const [first] = ends
  const ids = first === here ? [joining.id, other] : [other, joining.id]
  return {
    key: guidOf(ids.join(' ')),
    values: {
      [here.column]: { table: here.table, id: joining.id },
      [there.column]: { table: there.table, id: other },
    },
    through,
  }
}

// A role is given by who may assign roles; a member is added by who may change teams.
const needJoin = (session: Session, { association }: Joining): void => {
  const { org, user } = session
  const isTeam = association.through === 'teammembership'
  const table = org.schema.byName(isTeam ? 'team' : 'role')
  if (table) needPrivilege(org, user.id, privilegeOf(isTeam ? 'Write' : 'Assign', table))
}

const join = (session: Session, joining: Joining, address: unknown): ApiResponse => {
  if (typeof address !== 'string') throw badRequest("The body must carry '@odata.id'.")
  const { there } = endsOf(joining)
  const other = resolveBind(session.org)(address)
  if (other.table !== there.table)
    throw badRequest(`'${address}' does not belong in '${joining.association.property}'.`)
  const { store, schema } = session.org
  const { key, values, through } = pair(joining, other.id)
  if (store.get(through, key)) throw new SalesError(412, '0x80040237', 'Cannot insert duplicate key.')
  const primaryId = schema.byName(through)?.primaryId ?? ''
  store.put(through, key, { [primaryId]: key, ...values })
  return { status: 204, headers: {}, body: undefined }
}

const part = (session: Session, joining: Joining, other: string): ApiResponse => {
  const { key, through } = pair(joining, other)
  const { store } = session.org
  if (!store.get(through, key)) throw new SalesError(404, '0x80040217', `${through} With Id = ${key} Does Not Exist`)
  store.remove(through, key)
  return { status: 204, headers: {}, body: undefined }
}

/** Requests for `set(key)/association`, with `/$ref` for joining and parting. */
export const routeAssociation = (
  session: Session,
  request: ApiRequest,
  joining: Joining,
  [property, last]: readonly [Segment, Segment | undefined],
  query: Query,
): ApiResponse => {
  const { org, user } = session
  const { here, there } = endsOf(joining)
  const path = `${joining.table.setName}(${joining.id})/${property.name}`
  if (!last && request.method === 'GET') {
    const other = tableOfSet(org, org.schema.byName(there.table)?.setName ?? '')
    const rows = org.store.pointingAt(joining.association.through, here.column, joining.id).flatMap((row) => {
      const value = row.values[there.column]
      return typeof value === 'object' && value ? (org.store.get(there.table, value.id) ?? []) : []
    })
    const reader = { org, userId: user.id, preferences: readPreferences(request.headers['prefer']) }
    return readMany(reader, other, query, path, rows)
  }
  if (last?.name !== '$ref') throw last ? noSuchSegment(last.name) : methodNotAllowed(request.method, property.name)
  if (joining.association.through === 'roleprivileges')
    throw badRequest('Privileges are added to a role with AddPrivilegesRole.')
  needJoin(session, joining)
  if (request.method === 'POST') {
    const body = request.body
    return join(session, joining, typeof body === 'object' && body && '@odata.id' in body ? body['@odata.id'] : null)
  }
  const named = property.key ?? query.get('$id')
  if (request.method !== 'DELETE' || named === undefined) throw methodNotAllowed(request.method, `${path}/$ref`)
  return part(session, joining, property.key ?? resolveBind(org)(named).id)
}
