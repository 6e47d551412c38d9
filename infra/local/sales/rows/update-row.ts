// Changes one row in the caller's transaction. State and other columns are two changes with two events, as in the
// service: https://learn.microsoft.com/power-apps/developer/data-platform/special-update-operation-behavior
import { notFound, SalesError } from '../base/errors.ts'
import { encodeEntity, encodeReference } from '../events/encode.ts'
import { type Session, stamp } from '../organization/session.ts'
import { checkRow, checkStateChange } from '../rules/rules.ts'
import type { Table, Value, Values } from '../schema/types.ts'
import { isReference } from '../schema/types.ts'
import { needColumns } from '../security/secured-columns.ts'
import type { Row } from '../store/row.ts'
import { allow, allowLinks } from './access.ts'
import { onBehalf, ownership } from './create-row.ts'
import { currencyFor } from './currency.ts'
import type { RowInput } from './input.ts'
import { checkKeys } from './keys.ts'
import { computed, settleState } from './state.ts'

const change = (session: Session, table: Table, before: Row, given: Values): Row => {
  const { org } = session
  const changes = { ...given, ...currencyFor(org, table, { ...before.values, ...given }, given) }
  const audit: Values = {
    modifiedon: stamp(org),
    modifiedby: { table: 'systemuser', id: session.user.id },
    ...(before.values['modifiedonbehalfby'] ? { modifiedonbehalfby: null } : {}),
    ...onBehalf(session, ['modifiedonbehalfby']),
  }
  const merged: Record<string, Value> = { ...before.values, ...changes }
  const follow = computed(table, merged)
  const values = { ...merged, ...follow, ...audit }
  checkKeys(org, table, before.id, values)
  checkRow(session, table, { id: before.id, values }, before)
  const post = org.store.put(table.logicalName, before.id, values)
  const renamed = follow['fullname'] === (before.values['fullname'] ?? null) ? {} : follow
  const target = { ...changes, ...renamed, ...audit, [table.primaryId]: before.id }
  session.raise(session, {
    message: 'Update',
    table: table.logicalName,
    id: before.id,
    input: [{ key: 'Target', value: encodeEntity(org, table, before.id, target) }],
    pre: before,
    post,
    changed: [...Object.keys(changes), ...Object.keys(renamed)],
  })
  return post
}

const closedTables = new Set(['lead', 'opportunity', 'account', 'contact'])

const decidedTables = new Set(['lead', 'opportunity'])

const refuseClosed = ({ traits }: Session['org'], table: Table, row: Row): void => {
  if (!closedTables.has(table.logicalName) || row.values['statecode'] === 0) return
  if (traits.closedRowsTakeColumns && decidedTables.has(table.logicalName)) return
  throw new SalesError(
    400,
    '0x80040230',
    `Cannot update ${table.logicalName} with Id ${row.id} because it is inactive: it is read-only until reactivated.`,
  )
}

const assign = (session: Session, table: Table, before: Row, owner: Value): Row => {
  if (!isReference(owner)) throw new SalesError(400, '0x80040203', 'The owner cannot be empty.')
  const post = change(session, table, before, ownership(session, table, owner))
  session.raise(session, {
    message: 'Assign',
    table: table.logicalName,
    id: before.id,
    input: [
      { key: 'Target', value: encodeReference(session.org, { table: table.logicalName, id: before.id }) },
      { key: 'Assignee', value: encodeReference(session.org, owner) },
    ],
    pre: before,
    post,
  })
  return post
}

/**
 * Updates a row: other columns first, then the owner, then the state; each raises its own Update.
 * @throws SalesError 404 when there is no such row, 400 0x80040230 when a closed lead or opportunity or an inactive account or contact would be edited,
 *   400 0x80048408 when state and status do not belong together
 */
export const updateRow = (session: Session, table: Table, id: string, input: RowInput): Row => {
  let row = session.org.store.get(table.logicalName, id)
  allow(session, table, 'Write', row)
  if (!row) throw notFound(table.logicalName, id)
  const fixed = (name: string) => table.columns[name]?.readOnly || table.columns[name]?.createOnly
  const { statecode, statuscode, ownerid, ...others } = Object.fromEntries(
    Object.entries(input.values).filter(([name]) => !fixed(name)),
  )
  const asked = {
    ...(statecode === undefined ? {} : { statecode }),
    ...(statuscode === undefined ? {} : { statuscode }),
  }
  const state = settleState(table, id, asked, row.values)
  if (state) checkStateChange(table, row, state)
  allowLinks(session, table, row, { ...others, ...(ownerid === undefined ? {} : { ownerid }) })
  needColumns(session.org, session.user.id, table, others, 'canupdate')
  if (Object.keys(others).length > 0) {
    if (state?.statecode !== 0) refuseClosed(session.org, table, row)
    row = change(session, table, row, others)
  }
  if (ownerid !== undefined) row = assign(session, table, row, ownerid)
  if (state) row = change(session, table, row, state)
  return row
}

/** Changes the state of a row as part of an action such as qualifying or winning, together with what the action sets. */
export const closeRow = (session: Session, table: Table, row: Row, changes: Values): Row =>
  change(session, table, row, changes)
