// CreateMultiple, UpdateMultiple and UpsertMultiple: many rows of one table in one request, all of them or none.
// https://learn.microsoft.com/power-apps/developer/data-platform/bulk-operations
import { belowRoot, readAddress, type Segment } from '../addresses/address.ts'
import { existing, readTarget, resolveBind, type Target, tableOfSet } from '../addresses/target.ts'
import { type ApiRequest, type ApiResponse, noContent } from '../base/api.ts'
import { badRequest, methodNotAllowed } from '../base/errors.ts'
import type { Session } from '../organization/session.ts'
import { createRow } from '../rows/create-row.ts'
import { readInput } from '../rows/input.ts'
import { updateRow } from '../rows/update-row.ts'
import type { Table } from '../schema/types.ts'
import { functionAnswer } from './functions.ts'
import { type Body, readBody } from './parameters.ts'

type Name = 'CreateMultiple' | 'UpdateMultiple' | 'UpsertMultiple'

const isRecord = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value)

const readTargets = (table: Table, name: Name, body: unknown): readonly Body[] => {
  const targets = readBody(body, name, ['Targets'])['Targets']
  if (!Array.isArray(targets) || targets.length === 0 || !targets.every(isRecord))
    throw badRequest("The parameter 'Targets' must be a collection of entities.")
  for (const target of targets)
    if (String(target['@odata.type'] ?? '').replace(/^#/, '') !== `Microsoft.Dynamics.CRM.${table.logicalName}`)
      throw badRequest(`Every target must have the '@odata.type' Microsoft.Dynamics.CRM.${table.logicalName}.`)
  return targets
}

/** The row that a target names: by `@odata.id`, or by its key among the values. */
const targetOf = (session: Session, table: Table, body: Body): Target | undefined => {
  const address = body['@odata.id']
  const id = body[table.primaryId]
  if (typeof address !== 'string') return typeof id === 'string' ? readTarget(session.org, table, id) : undefined
  const [segment, ...rest] = readAddress(belowRoot(address)).segments
  if (segment?.name !== table.setName || segment.key === undefined || rest.length > 0)
    throw badRequest(`'${address}' is not the address of a row of '${table.setName}'.`)
  return readTarget(session.org, table, segment.key)
}

const write = (session: Session, table: Table, name: Name, body: Body): string => {
  const { org } = session
  const input = readInput(
    { schema: org.schema, table, resolve: resolveBind(org), deep: name === 'CreateMultiple' },
    body,
  )
  if (name === 'CreateMultiple') return createRow(session, table, input).id
  const target = targetOf(session, table, body)
  if (name === 'UpdateMultiple') {
    if (!target) throw badRequest(`Every target must name its '${table.primaryId}'.`)
    return updateRow(session, table, existing(org, table, target), input).id
  }
  const id = target?.id
  if (id !== undefined && org.store.get(table.logicalName, id)) return updateRow(session, table, id, input).id
  if (target?.by === 'key')
    return createRow(session, table, { ...input, values: { ...target.values, ...input.values } }).id
  return createRow(session, table, id === undefined ? input : { ...input, id }).id
}

/** The action of this name, bound to the entity set. */
export const writeMultiple =
  (name: Name) =>
  (session: Session, request: ApiRequest, target: Segment): ApiResponse => {
    if (request.method !== 'POST' || target.key !== undefined) throw methodNotAllowed(request.method, name)
    const table = tableOfSet(session.org, target.name)
    const ids = readTargets(table, name, request.body).map((body) => write(session, table, name, body))
    return name === 'CreateMultiple' ? functionAnswer(session, name, { Ids: ids }) : noContent()
  }
