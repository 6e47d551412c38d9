// RetrievePrincipalAccess: what a user or team may do with one row, by its roles and because it was shared.
import { readAddress, type Segment } from '../addresses/address.ts'
import { rowOfSegment } from '../addresses/target.ts'
import type { ApiRequest, ApiResponse } from '../base/api.ts'
import { badRequest } from '../base/errors.ts'
import type { Session } from '../organization/session.ts'
import { accessRights, type Right } from '../security/privileges.ts'
import { mayDo } from '../security/rights.ts'
import { maskNames } from './access-mask.ts'
import { functionAnswer, onlyGet, parametersOf, readRowParameter } from './functions.ts'

const ofOwners: ReadonlySet<string> = new Set(['Assign', 'Share'])

/**
 * What a user or team may do with a row.
 * https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/retrieveprincipalaccess
 */
export const retrievePrincipalAccess = (session: Session, request: ApiRequest, target: Segment): ApiResponse => {
  const name = 'RetrievePrincipalAccess'
  onlyGet(request, name)
  const { org } = session
  const { table: principals, id } = rowOfSegment(org, target)
  if (principals.logicalName !== 'systemuser' && principals.logicalName !== 'team')
    throw badRequest(`'${name}' is bound to users and teams.`)
  const called = readAddress(request.path).segments.at(-1) ?? { name, key: undefined }
  const { table, row } = readRowParameter(session, 'Target', parametersOf(request, called))
  const principal = { table: principals.logicalName, id }
  const held = (Object.keys(accessRights) as Right[]).filter(
    (right) => (!ofOwners.has(right) || table.userOwned) && mayDo(org, principal, right, table, row),
  )
  const mask = held.reduce((sum, right) => sum | accessRights[right], 0)
  return functionAnswer(session, name, { AccessRights: maskNames(mask) })
}
