// ReassignObjectsOwner: gives everything that one user or team owns to another.
import { type ApiRequest, type ApiResponse, noContent } from '../base/api.ts'
import { badRequest, methodNotAllowed } from '../base/errors.ts'
import type { Session } from '../organization/session.ts'
import { updateRow } from '../rows/update-row.ts'
import { isReference } from '../schema/types.ts'
import { readBody, readEntity } from './parameters.ts'

const principals = ['systemuser', 'team']

/**
 * https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/reassignobjectsowner
 * @throws SalesError 404 for an unknown principal, 403 without the right to assign
 */
export const reassignObjectsOwner = (session: Session, request: ApiRequest): ApiResponse => {
  const action = 'ReassignObjectsOwner'
  if (request.method !== 'POST') throw methodNotAllowed(request.method, action)
  const { org } = session
  const body = readBody(request.body, action, ['FromPrincipal', 'ToPrincipal'])
  const from = readEntity(org, body, 'FromPrincipal', principals)
  const to = readEntity(org, body, 'ToPrincipal', principals)
  if (!from || !to) throw badRequest(`'${action}' needs FromPrincipal and ToPrincipal.`)
  for (const table of org.schema.tables().filter(({ userOwned }) => userOwned)) {
    for (const row of [...org.store.rows(table.logicalName)]) {
      const owner = row.values['ownerid']
      if (!isReference(owner) || owner.id !== from.id) continue
      updateRow(session, table, row.id, { values: { ownerid: to }, parents: [], children: [] })
    }
  }
  return noContent()
}
