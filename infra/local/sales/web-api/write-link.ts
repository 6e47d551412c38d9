// Sets, adds and clears the links of a row: `set(key)/navigation/$ref`.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/associate-disassociate-entities-using-web-api
import { resolveBind } from '../addresses/target.ts'
import { type ApiResponse, noContent } from '../base/api.ts'
import { badRequest, methodNotAllowed } from '../base/errors.ts'
import { updateRow } from '../rows/update-row.ts'
import type { Navigation } from '../schema/schema.ts'
import { linkedAddress, type RowRequest } from './row-request.ts'
import { writeProperty } from './write.ts'

/**
 * Links a row with another one, or parts it from the one it points at.
 * @throws SalesError 400 when the other row does not belong there, 405 for a method that the kind of link does not take
 */
export const writeLink = (at: RowRequest, property: string, navigation: Navigation): ApiResponse => {
  const { session, request, table, id } = at
  if (navigation.kind === 'single' && request.method === 'DELETE') {
    return writeProperty(session, table, id, { [property]: null })
  }
  const address = linkedAddress(request)
  if (navigation.kind === 'single' && request.method === 'PUT') {
    return writeProperty(session, table, id, { [`${property}@odata.bind`]: address })
  }
  if (navigation.kind !== 'many' || request.method !== 'POST') {
    throw methodNotAllowed(request.method, `${property}/$ref`)
  }
  const other = resolveBind(session.org)(address)
  const otherTable = session.org.schema.byName(navigation.table)
  if (!otherTable || other.table !== navigation.table)
    throw badRequest(`'${address}' does not belong in '${property}'.`)
  const values = { [navigation.column]: { table: table.logicalName, id } }
  updateRow(session, otherTable, other.id, { values, parents: [], children: [] })
  return noContent()
}
