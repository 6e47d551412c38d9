// Adds alternate keys to tables.
// https://learn.microsoft.com/power-apps/developer/data-platform/define-alternate-keys-entity
import { randomUUID } from 'node:crypto'
import type { ApiRequest, ApiResponse } from '../base/api.ts'
import { invalidArgument, SalesError } from '../base/errors.ts'
import { cellOf } from '../cells/cell-of.ts'
import type { Org } from '../organization/session.ts'
import { checkName } from '../rules/solutions.ts'
import type { Column, Table } from '../schema/types.ts'
import { created } from './created.ts'
import { addKey } from './customizations.ts'
import { isBody, readLabel } from './read-column.ts'

const mostKeys = 10
const mostKeyColumns = 16
/** How long the index of a new key is being built, in milliseconds. */
const indexingMs = 1500

const keyTypes: ReadonlySet<Column['type']> = new Set([
  'decimal',
  'integer',
  'string',
  'datetime',
  'lookup',
  'picklist',
])

/** Whether two rows have the same values in these columns. */
const hasTwins = (org: Org, table: Table, columns: readonly string[]): boolean => {
  const seen = new Set<string>()
  for (const row of org.store.rows(table.logicalName)) {
    const cells = columns.map((name) => cellOf(row, name))
    if (cells.includes(null)) continue
    const key = JSON.stringify(cells).toLowerCase()
    if (seen.has(key)) return true
    seen.add(key)
  }
  return false
}

/**
 * Adds an alternate key, whose index is being built for a while and fails when rows have the same values.
 * @throws SalesError 400 when its definition is wrong, or its name or its columns are taken
 */
export const createKey = (org: Org, table: Table, request: ApiRequest): ApiResponse => {
  const body = request.body
  if (!isBody(body) || typeof body['SchemaName'] !== 'string') throw invalidArgument("'SchemaName' is required.")
  const name = body['SchemaName']
  if (readLabel(body['DisplayName']) === undefined) throw invalidArgument("'DisplayName' is required.")
  checkName(org, name, request.headers['mscrm.solutionuniquename'])
  const list: unknown = body['KeyAttributes']
  const columns = Array.isArray(list) ? list.map(String) : []
  if (columns.length === 0 || columns.length > mostKeyColumns || table.keys.length >= mostKeys) {
    throw invalidArgument(`A table has at most ${mostKeys} keys, a key 1 to ${mostKeyColumns} columns.`)
  }
  for (const column of columns) {
    const type = table.columns[column]?.type
    if (!type || !keyTypes.has(type)) throw invalidArgument(`The column '${column}' cannot be part of a key.`)
  }
  if (table.keys.some((key) => key.name === name)) {
    throw new SalesError(400, '0x80060893', `A key with the name '${name}' already exists.`)
  }
  if (table.keys.some((key) => key.columns.toSorted().join() === columns.toSorted().join())) {
    throw new SalesError(400, '0x80060894', 'A key over the same columns already exists.')
  }
  const id = randomUUID()
  const activeFrom = org.now().getTime() + indexingMs
  addKey(org, table, id, { name, columns, activeFrom, failed: hasTwins(org, table, columns) })
  return created(org, table, 'Keys', id)
}
