// GrantAccess, ModifyAccess, RevokeAccess and RetrieveSharedPrincipalsAndAccess: single rows shared with users and teams.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/grantaccess
import type { Segment } from '../addresses/address.ts'
import { existing } from '../addresses/target.ts'
import { type ApiRequest, type ApiResponse, noContent } from '../base/api.ts'
import { badRequest, invalidArgument, methodNotAllowed } from '../base/errors.ts'
import type { Org, Session } from '../organization/session.ts'
import type { Reference, Table } from '../schema/types.ts'
import { needRight } from '../security/rights.ts'
import { setShare, sharedMask, sharesOf } from '../security/shares.ts'
import type { Row } from '../store/row.ts'
import { maskNames, readMask, rightsIn } from './access-mask.ts'
import { functionAnswer, onlyGet, parametersOf, readRowParameter } from './functions.ts'
import { tableNamed } from './nested.ts'
import { type Body, readBody, readEntity } from './parameters.ts'

const readTarget = (session: Session, body: Body): { table: Table; row: Row } => {
  const { org } = session
  const shareable = org.schema.tables().flatMap(({ userOwned, logicalName }) => (userOwned ? [logicalName] : []))
  const reference = readEntity(org, body, 'Target', shareable)
  const row = reference && org.store.get(reference.table, reference.id)
  if (!reference || !row) throw badRequest("The parameter 'Target' is required.")
  return { table: tableNamed(session, reference.table), row }
}

/** A user or team, named by its own key or, as the service gives it out, by that of owners. */
const readPrincipal = (org: Org, body: Body, name: string): Reference => {
  const value = body[name]
  const given: Body = typeof value === 'object' && value !== null ? (value as Body) : {}
  const type = String(given['@odata.type'] ?? '')
    .split('.')
    .at(-1)
  const table = type === 'systemuser' || type === 'team' ? org.schema.byName(type) : undefined
  const id = table && (given[table.primaryId] ?? given['ownerid'])
  if (!table || typeof id !== 'string')
    throw badRequest(`The parameter '${name}' must be a user or team with '@odata.type' and its key.`)
  return { table: table.logicalName, id: existing(org, table, { by: 'id', id: id.toLowerCase() }) }
}

const share = (action: 'GrantAccess' | 'ModifyAccess') => (session: Session, request: ApiRequest) => {
  if (request.method !== 'POST') throw methodNotAllowed(request.method, action)
  const { org, user } = session
  const body = readBody(request.body, action, ['PrincipalAccess', 'Target'])
  const { table, row } = readTarget(session, body)
  const access = body['PrincipalAccess']
  if (typeof access !== 'object' || access === null) throw badRequest("The parameter 'PrincipalAccess' is required.")
  const principal = readPrincipal(org, access as Body, 'Principal')
  const mask = readMask((access as Body)['AccessMask'])
  needRight(org, user.id, 'Share', table, row)
  // Nobody gives more than they have.
  for (const right of rightsIn(mask)) if (right !== 'Create') needRight(org, user.id, right, table, row)
  const target = { table: table.logicalName, id: row.id }
  const present = sharedMask(org, target, principal)
  if (action === 'ModifyAccess' && present === 0)
    throw invalidArgument('The row is not shared with this user or team; GrantAccess shares it.')
  setShare(org, target, principal, action === 'GrantAccess' ? present | mask : mask)
  return noContent()
}

/** Adds to what a user or team may do with a row. @throws SalesError 403 for who may not share it, or lacks a right given */
export const grantAccess = share('GrantAccess')

/** Replaces what a user or team may do with a row that is shared with it. */
export const modifyAccess = share('ModifyAccess')

/** Ends the sharing of a row with a user or team. */
export const revokeAccess = (session: Session, request: ApiRequest): ApiResponse => {
  if (request.method !== 'POST') throw methodNotAllowed(request.method, 'RevokeAccess')
  const { org, user } = session
  const body = readBody(request.body, 'RevokeAccess', ['Revokee', 'Target'])
  const { table, row } = readTarget(session, body)
  const principal = readPrincipal(org, body, 'Revokee')
  needRight(org, user.id, 'Share', table, row)
  setShare(org, { table: table.logicalName, id: row.id }, principal, 0)
  return noContent()
}

/** https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/retrievesharedprincipalsandaccess */
export const retrieveSharedPrincipals = (session: Session, request: ApiRequest, target: Segment): ApiResponse => {
  const name = 'RetrieveSharedPrincipalsAndAccess'
  onlyGet(request, name)
  const { org, user } = session
  const { table, row } = readRowParameter(session, 'Target', parametersOf(request, target))
  needRight(org, user.id, 'Read', table, row)
  const PrincipalAccesses = sharesOf(org, { table: table.logicalName, id: row.id }).map(({ principal, mask }) => ({
    AccessMask: maskNames(mask),
    Principal: { '@odata.type': `#Microsoft.Dynamics.CRM.${principal.table}`, ownerid: principal.id },
  }))
  return functionAnswer(session, name, { PrincipalAccesses })
}
