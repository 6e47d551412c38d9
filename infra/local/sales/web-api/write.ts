// Answers creates, updates, upserts and deletions of rows, with their conditions.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/perform-conditional-operations-using-web-api

import type { Query } from '../addresses/address.ts'
import { existing, resolveBind, type Target } from '../addresses/target.ts'
import { type ApiRequest, type ApiResponse, noContent } from '../base/api.ts'
import { duplicateId, versionMismatch } from '../base/errors.ts'
import type { Session } from '../organization/session.ts'
import { createRow } from '../rows/create-row.ts'
import { deleteRow } from '../rows/delete-row.ts'
import { type RowInput, readInput } from '../rows/input.ts'
import { updateRow } from '../rows/update-row.ts'
import { addRow, needUnmanaged } from '../rules/solution-components.ts'
import type { Table } from '../schema/types.ts'
import { deleteSolution } from '../solutions/delete-solution.ts'
import type { Row } from '../store/row.ts'
import { contextOf } from './links.ts'
import { etagOf, project, readerOf } from './project.ts'
import { readShape } from './query.ts'

const inputOf = (session: Session, table: Table, body: unknown, deep: boolean): RowInput =>
  readInput({ schema: session.org.schema, table, resolve: resolveBind(session.org), deep }, body)

const written = (
  session: Session,
  table: Table,
  id: string,
  request: ApiRequest,
  query: Query,
  created: boolean,
): ApiResponse => {
  const address = `${session.org.serviceRoot()}${table.setName}(${id})`
  const location = { 'OData-EntityId': address, ...(created ? { Location: address } : {}) }
  const row = session.org.store.get(table.logicalName, id)
  const reader = readerOf(session, request)
  if (!reader.preferences.representation || !row) return { status: 204, headers: location, body: undefined }
  return {
    status: created ? 201 : 200,
    headers: { ...location, ETag: etagOf(row), 'Preference-Applied': 'return=representation' },
    body: {
      '@odata.context': contextOf(reader, table, query, '/$entity'),
      ...project(reader, table, row, readShape(session.org, table, query)),
    },
  }
}

/** POST of a new row; with `linked` it is made in the collection of another row. */
export const postRow = (
  session: Session,
  table: Table,
  request: ApiRequest,
  query: Query,
  linked?: RowInput['values'],
): ApiResponse => {
  const input = inputOf(session, table, request.body, true)
  const row = createRow(session, table, { ...input, values: { ...input.values, ...linked } })
  addRow(session.org, request.headers, table, row.id)
  return written(session, table, row.id, request, query, true)
}

const checkVersion = (row: Row, condition: string | undefined): void => {
  if (condition !== undefined && condition !== '*' && condition !== etagOf(row)) throw versionMismatch()
}

/**
 * PATCH: updates, or creates when there is no such row. `If-Match: *` only updates, `If-None-Match: *` only creates.
 * @throws SalesError 404 when only an update is wanted and there is no row, 412 when only a create is wanted and there is
 *   one, 412 0x80060882 when the row has another version
 */
export const patchRow = (
  session: Session,
  table: Table,
  target: Target,
  request: ApiRequest,
  query: Query,
): ApiResponse => {
  const ifMatch = request.headers['if-match']
  const present = target.id === undefined ? undefined : session.org.store.get(table.logicalName, target.id)
  if (present) {
    if (request.headers['if-none-match'] === '*') throw duplicateId()
    checkVersion(present, ifMatch)
    updateRow(session, table, present.id, inputOf(session, table, request.body, false))
    addRow(session.org, request.headers, table, present.id)
    return written(session, table, present.id, request, query, false)
  }
  if (ifMatch !== undefined) existing(session.org, table, target)
  const input = inputOf(session, table, request.body, false)
  const row =
    target.by === 'id'
      ? createRow(session, table, { id: target.id, ...input })
      : createRow(session, table, { ...input, values: { ...target.values, ...input.values } })
  addRow(session.org, request.headers, table, row.id)
  return written(session, table, row.id, request, query, true)
}

/** DELETE of a row, on condition of its version when `If-Match` is sent. */
export const deleteTarget = (session: Session, table: Table, target: Target, request: ApiRequest): ApiResponse => {
  const id = existing(session.org, table, target)
  const row = session.org.store.get(table.logicalName, id)
  if (row) checkVersion(row, request.headers['if-match'])
  needUnmanaged(session.org, id)
  if (table.logicalName === 'solution') deleteSolution(session, table, id)
  else deleteRow(session, table, id)
  return noContent()
}

/** PUT or DELETE of one property of a row, or of the link of a navigation property. */
export const writeProperty = (
  session: Session,
  table: Table,
  id: string,
  body: Record<string, unknown>,
): ApiResponse => {
  updateRow(session, table, id, inputOf(session, table, body, false))
  return noContent()
}
