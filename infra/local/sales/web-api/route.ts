// Finds out what a request for an entity set or for one row asks for, by its method and the rest of its path.

import type { Query, Segment } from '../addresses/address.ts'
import { existing, readTarget, resolveBind, tableOfSet } from '../addresses/target.ts'
import type { ApiRequest, ApiResponse } from '../base/api.ts'
import { badRequest, methodNotAllowed, noSuchProperty, noSuchSegment } from '../base/errors.ts'
import { cellOf } from '../cells/cell-of.ts'
import type { Session } from '../organization/session.ts'
import { updateRow } from '../rows/update-row.ts'
import { columnOfProperty, type Navigation } from '../schema/schema.ts'
import type { Table } from '../schema/types.ts'
import { isReference } from '../schema/types.ts'
import { needRight } from '../security/rights.ts'
import { associationOf, routeAssociation } from './associate.ts'
import { readPreferences } from './prefer.ts'
import { etagOf, project, type Reader } from './project.ts'
import { readShape } from './query.ts'
import { countMany, readMany } from './read-many.ts'
import { rowsPointingAt } from './row-resolver.ts'
import { deleteTarget, patchRow, postRow, writeProperty } from './write.ts'

const readerOf = (session: Session, request: ApiRequest): Reader => ({
  org: session.org,
  userId: session.user.id,
  preferences: readPreferences(request.headers['prefer']),
})

/** Requests for a whole entity set: read, count, create. */
export const routeSet = (
  session: Session,
  request: ApiRequest,
  first: Segment,
  rest: readonly Segment[],
  query: Query,
): ApiResponse => {
  const table = tableOfSet(session.org, first.name)
  const [next] = rest
  if (next && (next.name !== '$count' || rest.length > 1)) throw noSuchSegment(next.name)
  if (request.method === 'GET' && next) return countMany(readerOf(session, request), table, query)
  if (request.method === 'GET') return readMany(readerOf(session, request), table, query, table.setName)
  if (request.method === 'POST' && !next) return postRow(session, table, request, query)
  throw methodNotAllowed(request.method, first.name)
}

const readOne = (session: Session, request: ApiRequest, table: Table, id: string, query: Query): ApiResponse => {
  const row = session.org.store.get(table.logicalName, id)
  if (!row) throw new Error(`The row ${id} vanished during its own request.`)
  needRight(session.org, session.user.id, 'Read', table, row)
  const shape = readShape(session.org, table, query)
  const etag = etagOf(row)
  if (request.headers['if-none-match'] === etag && shape.expand.length === 0) {
    return { status: 304, headers: { ETag: etag }, body: undefined }
  }
  const columns = query.get('$select')
  return {
    status: 200,
    headers: { ETag: etag },
    body: {
      '@odata.context': `${session.org.serviceRoot()}$metadata#${table.setName}${columns ? `(${columns})` : ''}/$entity`,
      ...project(readerOf(session, request), table, row, shape),
    },
  }
}

const writeLink = (
  session: Session,
  request: ApiRequest,
  table: Table,
  id: string,
  property: string,
  navigation: Navigation,
): ApiResponse => {
  if (navigation.kind === 'single' && request.method === 'DELETE') {
    return writeProperty(session, table, id, { [property]: null })
  }
  const body = request.body
  const address = typeof body === 'object' && body !== null && '@odata.id' in body ? body['@odata.id'] : undefined
  if (typeof address !== 'string') throw badRequest("The body must carry '@odata.id'.")
  if (navigation.kind === 'single' && request.method === 'PUT') {
    return writeProperty(session, table, id, { [`${property}@odata.bind`]: address })
  }
  if (navigation.kind === 'many' && request.method === 'POST') {
    const other = resolveBind(session.org)(address)
    const otherTable = session.org.schema.byName(navigation.table)
    if (!otherTable || other.table !== navigation.table)
      throw badRequest(`'${address}' does not belong in '${property}'.`)
    const values = { [navigation.column]: { table: table.logicalName, id } }
    updateRow(session, otherTable, other.id, { values, parents: [], children: [] })
    return { status: 204, headers: {}, body: undefined }
  }
  throw methodNotAllowed(request.method, `${property}/$ref`)
}

const routeProperty = (
  session: Session,
  request: ApiRequest,
  table: Table,
  id: string,
  rest: readonly Segment[],
  query: Query,
): ApiResponse => {
  const [property, last, ...more] = rest
  const name = property?.name ?? ''
  if (more.length > 0) throw noSuchSegment(more[0]?.name ?? '')
  const association = associationOf(table, name)
  if (association && property)
    return routeAssociation(session, request, { table, id, association }, [property, last], query)
  const navigation = session.org.schema.navigation(table, name)
  if (navigation && last?.name === '$ref') return writeLink(session, request, table, id, name, navigation)
  const row = session.org.store.get(table.logicalName, id)
  const path = `${table.setName}(${id})/${name}`
  if (navigation?.kind === 'many') {
    const other = tableOfSet(session.org, session.org.schema.byName(navigation.table)?.setName ?? '')
    const rows = rowsPointingAt(session.org, navigation, id)
    if (request.method === 'GET' && last?.name === '$count')
      return countMany(readerOf(session, request), other, query, rows)
    if (request.method === 'GET' && !last) return readMany(readerOf(session, request), other, query, path, rows)
    const linked = { [navigation.column]: { table: table.logicalName, id } }
    if (request.method === 'POST' && !last) return postRow(session, other, request, query, linked)
    throw methodNotAllowed(request.method, name)
  }
  if (navigation?.kind === 'single' && request.method === 'GET' && !last) {
    const reference = row?.values[navigation.column]
    const other = isReference(reference) ? session.org.schema.byName(reference.table) : undefined
    if (!isReference(reference) || !other) return { status: 204, headers: {}, body: undefined }
    return readOne(session, request, other, reference.id, query)
  }
  const found = columnOfProperty(table, name)
  if (!found) throw noSuchProperty(name, table.logicalName)
  if (request.method === 'DELETE') return writeProperty(session, table, id, { [name]: null })
  if (
    request.method === 'PUT' &&
    typeof request.body === 'object' &&
    request.body !== null &&
    'value' in request.body
  ) {
    return writeProperty(session, table, id, { [name]: request.body.value })
  }
  if (request.method !== 'GET' || !row) throw methodNotAllowed(request.method, name)
  const value = cellOf(row, found.name)
  if (value === null) return { status: 204, headers: {}, body: undefined }
  if (last?.name === '$value') return { status: 200, headers: {}, body: value }
  const context = `${session.org.serviceRoot()}$metadata#${path}`
  return { status: 200, headers: {}, body: { '@odata.context': context, value } }
}

/** Requests for one row: read, update or create, delete, its properties and what it is linked to. */
export const routeRow = (
  session: Session,
  request: ApiRequest,
  first: Segment,
  rest: readonly Segment[],
  query: Query,
): ApiResponse => {
  const table = tableOfSet(session.org, first.name)
  const target = readTarget(session.org, table, first.key ?? '')
  if (rest.length > 0) {
    return routeProperty(session, request, table, existing(session.org, table, target), rest, query)
  }
  switch (request.method) {
    case 'GET':
      return readOne(session, request, table, existing(session.org, table, target), query)
    case 'PATCH':
      return patchRow(session, table, target, request, query)
    case 'DELETE':
      return deleteTarget(session, table, target, request)
    default:
      throw methodNotAllowed(request.method, first.name)
  }
}
