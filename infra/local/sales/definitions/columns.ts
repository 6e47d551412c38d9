// Adds columns to tables and takes added ones away.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/create-update-column-definitions-using-web-api
import { randomUUID } from 'node:crypto'
import { type ApiRequest, type ApiResponse, noContent } from '../base/api.ts'
import { invalidArgument, SalesError } from '../base/errors.ts'
import type { Org } from '../organization/session.ts'
import { checkLabel } from '../rules/languages.ts'
import { addNamed, componentTypes, needUnmanaged } from '../rules/solution-components.ts'
import { checkName } from '../rules/solutions.ts'
import type { Table } from '../schema/types.ts'
import { attributeId } from '../security/secured-columns.ts'
import { created } from './created.ts'
import { addColumn, removeColumn } from './customizations.ts'
import { noSuchDefinition } from './named.ts'
import { isBody, readColumn } from './read-column.ts'

/** Adds a column to a table. @throws SalesError 400 when its definition is wrong or its name is taken */
export const createColumn = (org: Org, table: Table, request: ApiRequest): ApiResponse => {
  const { schemaName, column } = readColumn(request.body)
  if (isBody(request.body)) for (const text of ['DisplayName', 'Description']) checkLabel(org, request.body[text])
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
  addNamed(org, request.headers['mscrm.solutionuniquename'], componentTypes.column, attributeId(table, name))
  return created(org, table, 'Attributes', id)
}

/** @throws SalesError 400 0x8004f01f when a view or key needs the column */
export const needUnused = (org: Org, table: Table, name: string): void => {
  const views = [...org.store.rows('savedquery')].filter(
    ({ values }) =>
      values['returnedtypecode'] === table.logicalName &&
      [values['fetchxml'], values['layoutxml']].some((xml) => String(xml).includes(`"${name}"`)),
  )
  if (views.length === 0 && !table.keys.some((key) => key.columns.includes(name))) return
  throw new SalesError(
    400,
    '0x8004f01f',
    `The ${name} component cannot be deleted because it is referenced by other components.`,
  )
}

/**
 * Takes an added column away.
 * @throws SalesError 404 for an unknown column, 400 for a stock one or a managed one, 400 0x8004f01f when a view or key needs it
 */
export const deleteColumn = (org: Org, table: Table, name: string): ApiResponse => {
  const column = table.columns[name]
  if (!column) throw noSuchDefinition('an attribute', name)
  if (column.schemaName === undefined)
    throw invalidArgument(`The column '${name}' is not custom and cannot be deleted.`)
  needUnmanaged(org, attributeId(table, name))
  needUnused(org, table, name)
  removeColumn(org, table, name)
  return noContent()
}
