// Answers the read of one row.
import type { ApiResponse } from '../base/api.ts'
import { needRight } from '../security/rights.ts'
import { contextOf } from './links.ts'
import { etagOf, project, readerOf } from './project.ts'
import { readShape } from './query.ts'
import type { RowRequest } from './row-request.ts'

/** The row as JSON, or 304 when the caller has this version of it. @throws SalesError 403 without the right to read it */
export const readOne = ({ session, request, table, id, query }: RowRequest): ApiResponse => {
  const row = session.org.store.get(table.logicalName, id)
  if (!row) throw new Error(`The row ${id} vanished during its own request.`)
  needRight(session.org, session.user.id, 'Read', table, row)
  const shape = readShape(session.org, table, query)
  const etag = etagOf(row)
  if (request.headers['if-none-match'] === etag && shape.expand.length === 0) {
    return { status: 304, headers: { ETag: etag }, body: undefined }
  }
  const reader = readerOf(session, request)
  return {
    status: 200,
    headers: { ETag: etag },
    body: {
      '@odata.context': contextOf(reader, table, query, '/$entity'),
      ...project(reader, table, row, shape),
    },
  }
}
