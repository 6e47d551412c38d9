// Impersonation: a caller who may act on behalf of others names the user as whom a request acts.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/impersonate-another-user-web-api
import { asGuid } from '../../../../shared/platform/ids.ts'
import type { ApiRequest } from '../base/api.ts'
import { invalidArgument, notFound, SalesError } from '../base/errors.ts'
import type { Org, User } from '../organization/session.ts'
import { needPrivilege } from '../security/rights.ts'

const byObjectId = (org: Org, objectId: string): string => {
  for (const { id, values } of org.store.rows('systemuser')) {
    if (values['azureactivedirectoryobjectid'] === objectId) return id
  }
  throw new SalesError(403, '0x80072560', 'The user is not a member of the organization.')
}

/** The id that a header holds; undefined without the header. @throws SalesError 400 when it is no GUID */
const idIn = (headers: ApiRequest['headers'], name: string): string | undefined => {
  const text = headers[name.toLowerCase()]
  const id = asGuid(text)
  if (text !== undefined && id === undefined) throw invalidArgument(`The header '${name}' must be a GUID.`)
  return id
}

/**
 * The user as whom a request acts: the one that `CallerObjectId` (the object id in Microsoft Entra ID) or
 * `MSCRMCallerID` (the id of the user's row) names, or the caller. Only what the named user may do counts here; the
 * service wants the caller to have those privileges as well.
 * @throws SalesError 403 without prvActOnBehalfOfAnotherUser or for somebody who is no user, 404 for an unknown row
 */
export const actingUser = (org: Org, caller: User, headers: ApiRequest['headers']): User => {
  const objectId = idIn(headers, 'CallerObjectId')
  const rowId = idIn(headers, 'MSCRMCallerID')
  if (objectId === undefined && rowId === undefined) return caller
  needPrivilege(org, caller.id, 'prvActOnBehalfOfAnotherUser')
  const id = objectId === undefined ? (rowId ?? '') : byObjectId(org, objectId)
  if (!org.store.get('systemuser', id)) throw notFound('systemuser', id)
  return id === caller.id ? caller : { id, actor: caller.id }
}
