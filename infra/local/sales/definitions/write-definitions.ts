// Adds columns and alternate keys to tables, takes added columns away, and switches the tracking of changes.
// https://learn.microsoft.com/power-apps/developer/data-platform/define-alternate-keys-entity
import { randomUUID } from 'node:crypto'
import type { Segment } from '../addresses/address.ts'
import type { ApiRequest, ApiResponse } from '../base/api.ts'
import { invalidArgument, methodNotAllowed, SalesError } from '../base/errors.ts'
import { cellOf } from '../cells/cell-of.ts'
import type { Org, User } from '../organization/session.ts'
import { checkName } from '../rules/solutions.ts'
import type { Column, Table } from '../schema/types.ts'
import { needPrivilege } from '../security/rights.ts'
import { addColumn, addKey, removeColumn, setChangeTracking } from './customizations.ts'
import { isBody, readColumn, readLabel } from './read-column.ts'
import { nameInKey, tableDefinition } from './read-definitions.ts'

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

const created = (org: Org, table: Table, part: string, id: string): ApiResponse => ({
  status: 204,
  headers: {
    'OData-EntityId': `${org.serviceRoot()}EntityDefinitions(LogicalName='${table.logicalName}')/${part}(${id})`,
  },
  body: undefined,
})

const createColumn = (org: Org, table: Table, request: ApiRequest): ApiResponse => {
  const { schemaName, column } = readColumn(request.body)
  checkName(org, schemaName, request.headers['mscrm.solutionuniquename'])
  const name = schemaName.toLowerCase()
  if (table.columns[name]) {
    throw new SalesError(
      400,
      '0x80047013',
      `An attribute with the specified name ${name} already exists for entity ${table.logicalName}.`,
    )
  }
  const id = randomUUID()
  addColumn(org, table, id, name, column)
  return created(org, table, 'Attributes', id)
}

/** @throws SalesError 404 for an unknown column, 400 for a stock one, 400 0x8004f01f when a view or key needs it */
const deleteColumn = (org: Org, table: Table, name: string): ApiResponse => {
  const column = table.columns[name]
  if (!column) throw new SalesError(404, '0x80060888', `Could not find an attribute with LogicalName='${name}'.`)
  if (column.schemaName === undefined)
    throw invalidArgument(`The column '${name}' is not custom and cannot be deleted.`)
  const views = [...org.store.rows('savedquery')].filter(
    ({ values }) =>
      values['returnedtypecode'] === table.logicalName &&
      [values['fetchxml'], values['layoutxml']].some((xml) => String(xml).includes(`"${name}"`)),
  )
  if (views.length > 0 || table.keys.some((key) => key.columns.includes(name))) {
    throw new SalesError(
      400,
      '0x8004f01f',
      `The ${name} component cannot be deleted because it is referenced by other components.`,
    )
  }
  removeColumn(org, table, name)
  return { status: 204, headers: {}, body: undefined }
}

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

const createKey = (org: Org, table: Table, request: ApiRequest): ApiResponse => {
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

/**
 * Replaces a definition as a whole. Only the tracking of changes can differ here.
 * @throws SalesError 400 when a property is left out, which the service would reset, or is another one
 */
const replaceDefinition = (org: Org, table: Table, body: unknown): ApiResponse => {
  if (!isBody(body)) throw invalidArgument('A definition is replaced as a whole.')
  for (const [name, value] of Object.entries(tableDefinition(table))) {
    const given = body[name]
    if (name === 'ChangeTrackingEnabled' && typeof given === 'boolean') continue
    if (given !== value) throw invalidArgument(`The property '${name}' of ${table.logicalName} cannot become this.`)
  }
  setChangeTracking(org, table, body['ChangeTrackingEnabled'] === true)
  return { status: 204, headers: {}, body: undefined }
}

/**
 * Answers writes of `EntityDefinitions` and below: new columns, new keys, columns to be deleted, and changed tables.
 * @throws SalesError 403 without the right to customize, 404 for an unknown table, 400 for what cannot be created
 */
export const writeEntityDefinitions = (
  org: Org,
  user: User,
  request: ApiRequest,
  segments: readonly Segment[],
): ApiResponse => {
  const [first, part] = segments
  const name = first?.key === undefined ? '' : nameInKey(first)
  const table = org.schema.byName(name)
  const deletes = request.method === 'DELETE' && part?.name === 'Attributes' && part.key !== undefined
  const replaces = request.method === 'PUT' && !part && first?.key !== undefined
  if (!(replaces || deletes || (request.method === 'POST' && part && part.key === undefined))) {
    throw methodNotAllowed(request.method, 'EntityDefinitions')
  }
  if (!table) throw new SalesError(404, '0x80060888', `Could not find an entity with LogicalName='${name}'.`)
  if (!part) {
    needPrivilege(org, user.id, 'prvWriteEntity')
    return replaceDefinition(org, table, request.body)
  }
  if (part.name !== 'Attributes' && part.name !== 'Keys') throw methodNotAllowed(request.method, part.name)
  if (deletes) {
    needPrivilege(org, user.id, 'prvDeleteAttribute')
    return deleteColumn(org, table, nameInKey(part))
  }
  needPrivilege(org, user.id, `prvCreate${part.name === 'Keys' ? 'EntityKey' : 'Attribute'}`)
  return part.name === 'Keys' ? createKey(org, table, request) : createColumn(org, table, request)
}
