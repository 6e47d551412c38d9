// Merge: makes one of two leads, accounts or contacts; the other is closed and says which one it became.
import { resolveBind } from '../addresses/target.ts'
import { type ApiRequest, type ApiResponse, noContent } from '../base/api.ts'
import { badRequest, invalidArgument, methodNotAllowed } from '../base/errors.ts'
import { encodeReference } from '../events/encode.ts'
import type { PipelineEvent, Session } from '../organization/session.ts'
import { readInput } from '../rows/input.ts'
import { settleState } from '../rows/state.ts'
import { closeRow, updateRow } from '../rows/update-row.ts'
import { isReference, type Reference, type Table } from '../schema/types.ts'
import { needRight } from '../security/rights.ts'
import type { Row } from '../store/row.ts'
import { inside, tableNamed } from './nested.ts'
import { type Body, readBody, readEntity, readFlag } from './parameters.ts'

const mergeable = ['lead', 'account', 'contact']
const parameterNames = ['PerformParentingChecks', 'Subordinate', 'Target', 'UpdateContent']

/** The state that a merged row gets. */
const closedState: Readonly<Record<string, number>> = { lead: 2, account: 1, contact: 1 }

const readRow = (session: Session, body: Body, name: string): Row & { readonly table: string } => {
  const reference = readEntity(session.org, body, name, mergeable)
  const row = reference && session.org.store.get(reference.table, reference.id)
  if (!reference || !row) throw badRequest(`The parameter '${name}' is required.`)
  return { ...row, table: reference.table }
}

/** What is set on the row that stays. It names its table, and may name its key. */
const readContent = (session: Session, table: Table, value: unknown) => {
  if (value === undefined || value === null) return undefined
  const { org } = session
  const { id: _, ...content } = readInput({ schema: org.schema, table, resolve: resolveBind(org), deep: false }, value)
  return Object.keys(content.values).length > 0 ? content : undefined
}

const parentOf = ({ values }: Row): string | undefined => {
  const parent = values['parentcustomerid'] ?? values['parentaccountid']
  return isReference(parent) ? parent.id : undefined
}

// Which codes the service gives here is not documented; the texts are its own.
const refuse = (table: string, target: Row, subordinate: Row, checksParents: boolean): void => {
  if (target.id === subordinate.id)
    throw invalidArgument('Merge cannot be performed on master and sub-entities that are identical.')
  for (const [kind, row] of [
    ['master entity', target],
    ['sub-entity', subordinate],
  ] as const) {
    if (row.values['statecode'] !== 0) throw invalidArgument(`${kind}:${table}-${row.id} is deactive`)
  }
  if (checksParents && parentOf(target) !== parentOf(subordinate))
    throw invalidArgument('Merge warning: sub-entity will be differently parented.')
}

/** Whatever points at the row that is closed points at the one that stays from now on: opportunities, contacts, activities. */
const moveChildren = (session: Session, table: Table, from: string, to: Reference): void => {
  const { schema, store } = session.org
  for (const { table: other, column } of schema.incoming(table)) {
    if (column === 'masterid') continue
    for (const child of store.pointingAt(other.logicalName, column, from)) {
      const present = store.get(other.logicalName, child.id)
      if (present) closeRow(session, other, present, { [column]: to })
    }
  }
}

/**
 * Merges the subordinate row into the target: takes over what is sent as new content, moves what belongs to it, closes
 * it with `merged` and `masterid`.
 * https://learn.microsoft.com/power-apps/developer/data-platform/webapi/merge-entity-using-web-api
 * @throws SalesError 400 for rows that cannot be merged with each other, 403 without the right to write both
 */
export const merge = (session: Session, request: ApiRequest): ApiResponse => {
  if (request.method !== 'POST') throw methodNotAllowed(request.method, 'Merge')
  const { org, user } = session
  const body = readBody(request.body, 'Merge', parameterNames)
  const target = readRow(session, body, 'Target')
  const subordinate = readRow(session, body, 'Subordinate')
  const checksParents = readFlag(body, 'PerformParentingChecks')
  if (target.table !== subordinate.table) throw badRequest("'Target' and 'Subordinate' must be of the same type.")
  const table = tableNamed(session, target.table)
  const content = readContent(session, table, body['UpdateContent'])
  for (const row of [target, subordinate]) needRight(org, user.id, 'Write', table, row)
  needRight(org, user.id, 'AppendTo', table, target)
  refuse(target.table, target, subordinate, checksParents)
  const master = { table: target.table, id: target.id }
  const event: PipelineEvent = {
    message: 'Merge',
    table: target.table,
    id: target.id,
    input: [
      { key: 'Target', value: encodeReference(org, master) },
      { key: 'SubordinateId', value: subordinate.id },
      { key: 'PerformParentingChecks', value: checksParents },
    ],
  }
  const nested = inside(session, event)
  if (content) updateRow(nested, table, target.id, content)
  moveChildren(nested, table, subordinate.id, master)
  const statecode = closedState[target.table] ?? 1
  const present = org.store.get(target.table, subordinate.id) ?? subordinate
  const state = settleState(table, subordinate.id, { statecode }, present.values) ?? {}
  closeRow(nested, table, present, { ...state, merged: true, masterid: master })
  session.raise(session, event)
  return noContent()
}
