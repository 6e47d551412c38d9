// Answers writes of the definitions: what may be changed, and by whom.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/create-update-entity-definitions-using-web-api
import type { Segment } from '../addresses/address.ts'
import { type ApiRequest, type ApiResponse, noContent } from '../base/api.ts'
import { invalidArgument, methodNotAllowed } from '../base/errors.ts'
import type { Org, User } from '../organization/session.ts'
import type { Table } from '../schema/types.ts'
import { needPrivilege } from '../security/rights.ts'
import { createColumn, deleteColumn } from './columns.ts'
import { createKey } from './create-key.ts'
import { setChangeTracking } from './customizations.ts'
import { tableDefinition } from './describe.ts'
import { nameInKey, noSuchDefinition } from './named.ts'
import { isBody } from './read-column.ts'
import { replaceColumn } from './replace-column.ts'

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
  return noContent()
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
  const replacesColumn = request.method === 'PUT' && part?.name === 'Attributes' && part.key !== undefined
  const replaces = request.method === 'PUT' && (!part || replacesColumn) && first?.key !== undefined
  if (!(replaces || deletes || (request.method === 'POST' && part && part.key === undefined))) {
    throw methodNotAllowed(request.method, 'EntityDefinitions')
  }
  if (!table) throw noSuchDefinition('an entity', name)
  if (!part) {
    needPrivilege(org, user.id, 'prvWriteEntity')
    return replaceDefinition(org, table, request.body)
  }
  if (part.name !== 'Attributes' && part.name !== 'Keys') throw methodNotAllowed(request.method, part.name)
  if (replacesColumn) {
    needPrivilege(org, user.id, 'prvWriteAttribute')
    return replaceColumn(org, table, nameInKey(part), request)
  }
  if (deletes) {
    needPrivilege(org, user.id, 'prvDeleteAttribute')
    return deleteColumn(org, table, nameInKey(part))
  }
  needPrivilege(org, user.id, `prvCreate${part.name === 'Keys' ? 'EntityKey' : 'Attribute'}`)
  return part.name === 'Keys' ? createKey(org, table, request) : createColumn(org, table, request)
}
