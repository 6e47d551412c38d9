// Replaces the definition of a column. Only whether it is secured can differ here.
// https://learn.microsoft.com/power-apps/developer/data-platform/column-level-security
import { type ApiResponse, noContent } from '../base/api.ts'
import { invalidArgument } from '../base/errors.ts'
import type { Org } from '../organization/session.ts'
import type { Table } from '../schema/types.ts'
import { setSecured } from './customizations.ts'
import { attributesOf } from './describe.ts'
import { noSuchDefinition } from './named.ts'
import { isBody } from './read-column.ts'

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** @throws SalesError 404 for an unknown column, 400 when something else differs or the column cannot be secured */
export const replaceColumn = (org: Org, table: Table, name: string, body: unknown): ApiResponse => {
  const present = attributesOf(table).find((definition) => definition['LogicalName'] === name)
  if (!present) throw noSuchDefinition('an attribute', name)
  if (!isBody(body) || typeof body['IsSecured'] !== 'boolean')
    throw invalidArgument('A definition is replaced as a whole.')
  for (const [property, value] of Object.entries(present)) {
    if (property === 'IsSecured' || property === '@odata.type' || same(body[property], value)) continue
    throw invalidArgument(`The property '${property}' of ${table.logicalName}.${name} cannot become this.`)
  }
  if (body['IsSecured'] && present['CanBeSecuredForRead'] !== true)
    throw invalidArgument(`The column '${name}' cannot be secured.`)
  setSecured(org, table, name, body['IsSecured'])
  return noContent()
}
