// Finds out what a request for an entity set or for one row asks for, by its method and the rest of its path.
import type { Query, Segment } from '../addresses/address.ts'
import { existing, readTarget, tableOfSet } from '../addresses/target.ts'
import type { ApiRequest, ApiResponse } from '../base/api.ts'
import { methodNotAllowed, noSuchSegment } from '../base/errors.ts'
import type { Session } from '../organization/session.ts'
import { readerOf } from './project.ts'
import { countMany, readMany } from './read-many.ts'
import { readOne } from './read-one.ts'
import { routeProperty } from './route-property.ts'
import { deleteTarget, patchRow, postRow } from './write.ts'

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
  const at = () => ({ session, request, table, id: existing(session.org, table, target), query })
  const [property, ...further] = rest
  if (property) return routeProperty(at(), [property, ...further])
  switch (request.method) {
    case 'GET':
      return readOne(at())
    case 'PATCH':
      return patchRow(session, table, target, request, query)
    case 'DELETE':
      return deleteTarget(session, table, target, request)
    default:
      throw methodNotAllowed(request.method, first.name)
  }
}
