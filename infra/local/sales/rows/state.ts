// Keeps state and status reason together, and computes full names.
import { SalesError } from '../base/errors.ts'
import type { Table, Value, Values } from '../schema/types.ts'

/** The state and status a new row gets. */
export const initialState = (table: Table, values: Values): Record<string, Value> => {
  if (!table.columns['statecode']) return {}
  return settleState(table, '', { ...values, statecode: values['statecode'] ?? 0 }, {}) ?? {}
}

const pairError = (table: Table, id: string, status: Value, state: Value) =>
  new SalesError(
    400,
    '0x80048408',
    `${status} is not a valid status code for state code ${table.schemaName}State.${state} on ${table.logicalName} with Id ${id}.`,
  )

/**
 * Completes and checks the pair that an update asks for: a state alone takes its default status, a status alone must
 * belong to the present state.
 * @returns both values, or undefined when the update asks for neither
 * @throws SalesError 400 0x80048408 when the two do not belong together
 */
export const settleState = (
  table: Table,
  id: string,
  asked: Values,
  present: Values,
): { statecode: number; statuscode: number } | undefined => {
  const stateColumn = table.columns['statecode']
  const statusColumn = table.columns['statuscode']
  if (stateColumn?.type !== 'state' || statusColumn?.type !== 'status') return undefined
  const state = asked['statecode'] ?? undefined
  const status = asked['statuscode'] ?? undefined
  if (state === undefined && status === undefined) return undefined
  const statecode = Number(state ?? present['statecode'])
  const statuscode = Number(status ?? stateColumn.options[statecode]?.status)
  if (statusColumn.options[statuscode]?.state !== statecode) throw pairError(table, id, statuscode, statecode)
  return { statecode, statuscode }
}

/** The state a status reason belongs to; undefined when the table has no such status. */
export const stateOfStatus = (table: Table, status: number): number | undefined => {
  const column = table.columns['statuscode']
  return column?.type === 'status' ? column.options[status]?.state : undefined
}

/** Columns that follow from others: the full name of people. */
export const computed = (table: Table, values: Values): Record<string, Value> => {
  if (!table.columns['fullname'] || !table.columns['firstname']) return {}
  const parts = [values['firstname'], values['middlename'], values['lastname']].filter(Boolean)
  return { fullname: parts.length > 0 ? parts.join(' ').slice(0, 160) : null }
}
