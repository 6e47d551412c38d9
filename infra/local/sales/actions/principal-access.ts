// RetrievePrincipalAccess: what a user may do with one row.
import { belowRoot, readAddress, type Segment } from '../addresses/address.ts'
import { rowOfSegment } from '../addresses/target.ts'
import type { ApiRequest, ApiResponse } from '../base/api.ts'
import { badRequest, SalesError } from '../base/errors.ts'
import type { Session } from '../organization/session.ts'
import type { Table } from '../schema/types.ts'
import type { Right } from '../security/privileges.ts'
import { needRight } from '../security/rights.ts'
import type { Row } from '../store/row.ts'
import { functionAnswer, onlyGet, parametersOf, readJson } from './functions.ts'

const accessNames: readonly (readonly [Right, string])[] = [
  ['Read', 'ReadAccess'],
  ['Write', 'WriteAccess'],
  ['Append', 'AppendAccess'],
  ['AppendTo', 'AppendToAccess'],
  ['Create', 'CreateAccess'],
  ['Delete', 'DeleteAccess'],
  ['Assign', 'AssignAccess'],
]

const may = (session: Session, userId: string, right: Right, table: Table, row: Row): boolean => {
  try {
    needRight(session.org, userId, right, table, row)
    return true
  } catch (error) {
    if (error instanceof SalesError && error.status === 403) return false
    throw error
  }
}

/**
 * What a user may do with a row.
 * https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/retrieveprincipalaccess
 */
export const retrievePrincipalAccess = (session: Session, request: ApiRequest, target: Segment): ApiResponse => {
  const name = 'RetrievePrincipalAccess'
  onlyGet(request, name)
  const { org } = session
  const { table: principals, id: userId } = rowOfSegment(org, target)
  if (principals.logicalName !== 'systemuser') throw badRequest(`'${name}' is had for users only.`)
  const called = readAddress(request.path).segments.at(-1) ?? { name, key: undefined }
  const named = readJson('Target', parametersOf(request, called).get('Target'))
  const address = typeof named === 'object' && named !== null && '@odata.id' in named ? named['@odata.id'] : undefined
  const [segment] = typeof address === 'string' ? readAddress(belowRoot(address)).segments : []
  if (!segment) throw badRequest("The parameter 'Target' must name a row by '@odata.id'.")
  const { table, id } = rowOfSegment(org, segment)
  const row = org.store.get(table.logicalName, id)
  const held = accessNames.filter(
    ([right]) => row && (right !== 'Assign' || table.userOwned) && may(session, userId, right, table, row),
  )
  return functionAnswer(session, name, { AccessRights: held.map(([, access]) => access).join(',') || 'None' })
}
