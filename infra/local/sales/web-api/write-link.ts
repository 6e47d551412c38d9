// Reads, sets, adds and clears the links of a row: `set(key)/navigation/$ref`.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/associate-disassociate-entities-using-web-api
import { existing, readTarget, resolveBind } from '../addresses/target.ts'
import { type ApiResponse, noContent } from '../base/api.ts'
import { badRequest, methodNotAllowed, noSuchSegment, notFound } from '../base/errors.ts'
import { updateRow } from '../rows/update-row.ts'
import type { Navigation } from '../schema/schema.ts'
import { isReference } from '../schema/types.ts'
import { needRight, visible } from '../security/rights.ts'
import { referencesTo } from './links.ts'
import { linkedAddress, type RowRequest } from './row-request.ts'
import { linkOf, rowsPointingAt } from './row-resolver.ts'
import { writeProperty } from './write.ts'

/** Takes a row out of a collection, named in the brackets of its property or in `$id`. */
const unlink = (
  { session, request, table, id, query }: RowRequest,
  property: string,
  navigation: Extract<Navigation, { kind: 'many' }>,
  key: string | undefined,
): ApiResponse => {
  const { org } = session
  const otherTable = org.schema.byName(navigation.table)
  const named = query.get('$id')
  if (!otherTable || (key === undefined && named === undefined))
    throw methodNotAllowed(request.method, `${property}/$ref`)
  const other =
    key === undefined ? resolveBind(org)(named ?? '').id : existing(org, otherTable, readTarget(org, otherTable, key))
  const present = org.store.get(otherTable.logicalName, other)
  const value = present?.values[navigation.column]
  if (!isReference(value) || value.table !== table.logicalName || value.id !== id)
    throw notFound(otherTable.logicalName, other)
  updateRow(session, otherTable, other, { values: { [navigation.column]: null }, parents: [], children: [] })
  return noContent()
}

/** The addresses of the rows that a navigation property leads to. @throws SalesError 403 without the right to read them */
export const readLinks = (at: RowRequest, property: string, navigation: Navigation): ApiResponse => {
  const { org, user } = at.session
  const own = org.store.get(at.table.logicalName, at.id)
  if (own) needRight(org, user.id, 'Read', at.table, own)
  if (navigation.kind === 'many') {
    const table = org.schema.byName(navigation.table)
    if (!table) throw noSuchSegment(property)
    const rows = rowsPointingAt(org, user.id, navigation, at.id).filter(visible(org, user.id, table))
    return {
      status: 200,
      headers: {},
      body: referencesTo(
        org,
        rows.map((row) => ({ table, id: row.id })),
      ),
    }
  }
  const reference = own && linkOf(org, user.id, at.table, own, navigation.column)
  const table = isReference(reference) ? org.schema.byName(reference.table) : undefined
  if (!isReference(reference) || !table || !navigation.tables.includes(reference.table)) return noContent()
  const address = `${org.serviceRoot()}${table.setName}(${reference.id})`
  return {
    status: 200,
    headers: {},
    body: { '@odata.context': `${org.serviceRoot()}$metadata#$ref`, '@odata.id': address },
  }
}

/**
 * Links a row with another one, or parts it from the one it points at.
 * @throws SalesError 400 when the other row does not belong there, 405 for a method that the kind of link does not take
 */
export const writeLink = (
  at: RowRequest,
  property: string,
  navigation: Navigation,
  key: string | undefined,
): ApiResponse => {
  const { session, request, table, id } = at
  if (navigation.kind === 'many' && request.method === 'DELETE') return unlink(at, property, navigation, key)
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
