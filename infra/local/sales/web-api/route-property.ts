// Requests for what hangs on one row: its columns, the rows it is linked to, and the links themselves.
import type { Segment } from '../addresses/address.ts'
import { tableOfSet } from '../addresses/target.ts'
import { type ApiResponse, noContent } from '../base/api.ts'
import { methodNotAllowed, noSuchProperty, noSuchSegment } from '../base/errors.ts'
import { cellOf } from '../cells/cell-of.ts'
import { columnOfProperty, type Navigation } from '../schema/schema.ts'
import { isReference } from '../schema/types.ts'
import { mayRead } from '../security/secured-columns.ts'
import { associationOf, routeAssociation } from './associate.ts'
import { readerOf } from './project.ts'
import { countMany, readMany } from './read-many.ts'
import { readOne } from './read-one.ts'
import type { RowRequest } from './row-request.ts'
import { linkOf, rowsPointingAt } from './row-resolver.ts'
import { postRow, writeProperty } from './write.ts'
import { readLinks, writeLink } from './write-link.ts'

/** The rows that point at this one: read, counted, or one more of them made. */
const routeCollection = (
  at: RowRequest,
  name: string,
  navigation: Extract<Navigation, { kind: 'many' }>,
  last: string | undefined,
): ApiResponse => {
  const { session, request, table, id, query } = at
  const other = tableOfSet(session.org, session.org.schema.byName(navigation.table)?.setName ?? '')
  const rows = rowsPointingAt(session.org, session.user.id, navigation, id)
  const reader = readerOf(session, request)
  if (request.method === 'GET' && last === '$count') return countMany(reader, other, query, rows)
  if (request.method === 'GET' && last === undefined) {
    return readMany(reader, other, query, `${table.setName}(${id})/${name}`, rows)
  }
  const linked = { [navigation.column]: { table: table.logicalName, id } }
  if (request.method === 'POST' && last === undefined) return postRow(session, other, request, query, linked)
  throw methodNotAllowed(request.method, name)
}

/** The row that this one points at. */
const readLinked = (at: RowRequest, navigation: Extract<Navigation, { kind: 'single' }>): ApiResponse => {
  const { org, user } = at.session
  const row = org.store.get(at.table.logicalName, at.id)
  const reference = row && linkOf(org, user.id, at.table, row, navigation.column)
  const table = isReference(reference) ? org.schema.byName(reference.table) : undefined
  return isReference(reference) && table ? readOne({ ...at, table, id: reference.id }) : noContent()
}

/** One column of the row: read, set or cleared. */
const routeColumn = (at: RowRequest, name: string, last: string | undefined): ApiResponse => {
  const { session, request, table, id } = at
  const found = columnOfProperty(table, name)
  if (!found) throw noSuchProperty(name, table.logicalName)
  if (request.method === 'DELETE') return writeProperty(session, table, id, { [name]: null })
  const { body } = request
  if (request.method === 'PUT' && typeof body === 'object' && body !== null && 'value' in body) {
    return writeProperty(session, table, id, { [name]: body.value })
  }
  const row = session.org.store.get(table.logicalName, id)
  if (request.method !== 'GET' || !row) throw methodNotAllowed(request.method, name)
  const value = mayRead(session.org, session.user.id, table, found.name) ? cellOf(row, found.name) : null
  if (value === null) return noContent()
  if (last === '$value') return { status: 200, headers: {}, body: value }
  const context = `${session.org.serviceRoot()}$metadata#${table.setName}(${id})/${name}`
  return { status: 200, headers: {}, body: { '@odata.context': context, value } }
}

/**
 * Answers a request for `set(key)/property` and below.
 * @throws SalesError 400 for an unknown property, 404 for a path that goes on too far, 405 for a method it does not take
 */
export const routeProperty = (at: RowRequest, rest: readonly [Segment, ...Segment[]]): ApiResponse => {
  const { session, request, table, id, query } = at
  const [property, last, further] = rest
  const { name } = property
  if (further) throw noSuchSegment(further.name)
  const association = associationOf(table, name)
  if (association) return routeAssociation(session, request, { table, id, association }, [property, last], query)
  const navigation = session.org.schema.navigation(table, name)
  if (navigation && last?.name === '$ref') {
    if (request.method === 'GET') return readLinks(at, name, navigation)
    return writeLink(at, name, navigation, property.key)
  }
  if (navigation?.kind === 'many') return routeCollection(at, name, navigation, last?.name)
  if (navigation?.kind === 'single' && request.method === 'GET' && !last) return readLinked(at, navigation)
  return routeColumn(at, name, last?.name)
}
