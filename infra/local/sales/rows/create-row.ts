// Makes one row, with the rows that were sent along with it, in the caller's transaction.
import { randomUUID } from 'node:crypto'
import { duplicateId, SalesError } from '../base/errors.ts'
import { encodeEntity } from '../events/encode.ts'
import { type Session, stamp } from '../organization/session.ts'
import { afterCreate, checkRow, defaultsOf } from '../rules/rules.ts'
import type { Table, Value, Values } from '../schema/types.ts'
import { isReference } from '../schema/types.ts'
import { needColumns } from '../security/secured-columns.ts'
import type { Row } from '../store/row.ts'
import { allow, allowLinks } from './access.ts'
import { currencyFor } from './currency.ts'
import type { RowInput } from './input.ts'
import { checkKeys } from './keys.ts'
import { computed, initialState } from './state.ts'

type Preset = { readonly initial: Values; readonly required: readonly string[] }

const presets = new WeakMap<Table, Preset>()

/** What is the same for every new row of a table: cells with a default, and cells that must be filled. */
const presetOf = (table: Table): Preset => {
  const known = presets.get(table)
  if (known) return known
  const columns = Object.entries(table.columns)
  const initial = columns.flatMap(([name, column]): [string, Value][] =>
    (column.type === 'boolean' || column.type === 'picklist') && column.initial !== undefined
      ? [[name, column.initial]]
      : [],
  )
  const required = columns.flatMap(([name, column]) => (column.required === 'system' ? [name] : []))
  const preset = { initial: Object.fromEntries(initial), required }
  presets.set(table, preset)
  return preset
}

/** Ownership follows the owner: the caller, unless a user or team was given. */
export const ownership = (session: Session, table: Table, owner: Value | undefined): Record<string, Value> => {
  if (!table.userOwned) return {}
  const ownerid = isReference(owner) ? owner : { table: 'systemuser', id: session.user.id }
  const unit = session.org.store.get(ownerid.table, ownerid.id)?.values['businessunitid'] ?? null
  return {
    ownerid,
    owninguser: ownerid.table === 'systemuser' ? ownerid : null,
    owningteam: ownerid.table === 'team' ? ownerid : null,
    owningbusinessunit: unit,
  }
}

/** Who really made or changed a row, where it was somebody on behalf of the user. */
export const onBehalf = ({ user }: Session, columns: readonly string[]): Record<string, Value> =>
  user.actor === undefined
    ? {}
    : Object.fromEntries(columns.map((name) => [name, { table: 'systemuser', id: user.actor ?? '' }]))

const requireCells = (table: Table, values: Values): void => {
  const missing = presetOf(table).required.find((name) => (values[name] ?? null) === null)
  if (missing === undefined) return
  throw new SalesError(
    400,
    '0x80040200',
    `Required field '${missing}' is missing on the row of type '${table.logicalName}'.`,
  )
}

const sent = (table: Table, values: Values): Record<string, Value> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !table.columns[name]?.readOnly))

/**
 * Creates a row: defaults, owner, state, computed columns; checks keys and the table's own rules; raises Create.
 * @throws SalesError 412 0x80040237 when a row with this id exists, 412 0x80060892 when an alternate key is taken
 */
export const createRow = (session: Session, table: Table, input: RowInput): Row => {
  const { org } = session
  const id = input.id ?? randomUUID()
  if (org.store.get(table.logicalName, id)) throw duplicateId()
  const given = sent(table, input.values)
  for (const parent of input.parents) {
    const made = createRow(session, declared(session, parent.table), parent.input)
    given[parent.column] = { table: parent.table, id: made.id }
  }
  const moment = stamp(org)
  const self = { table: 'systemuser', id: session.user.id }
  const values: Record<string, Value> = {
    ...presetOf(table).initial,
    ...defaultsOf(session, table),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)),
    ...initialState(table, given),
    ...ownership(session, table, given['ownerid']),
    createdon: given['overriddencreatedon'] ?? moment,
    modifiedon: moment,
    createdby: self,
    modifiedby: self,
    ...onBehalf(session, ['createdonbehalfby', 'modifiedonbehalfby']),
    [table.primaryId]: id,
  }
  allow(session, table, 'Create', { id, values })
  allowLinks(session, table, { id, values }, given)
  const filledIn = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null))
  needColumns(org, session.user.id, table, filledIn, 'cancreate')
  Object.assign(values, computed(table, values), currencyFor(org, table, values, given))
  delete values['versionnumber']
  requireCells(table, values)
  checkKeys(org, table, id, values)
  checkRow(session, table, { id, values })
  // Empty cells are not kept: a cell that is not there is read as null.
  const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
  const post = org.store.put(table.logicalName, id, filled)
  afterCreate(session, table, id)
  session.raise(session, {
    message: 'Create',
    table: table.logicalName,
    id,
    input: [{ key: 'Target', value: encodeEntity(org, table, id, filled) }],
    output: [{ key: 'id', value: id }],
    post,
  })
  for (const child of input.children) {
    const values = { ...child.input.values, [child.column]: { table: table.logicalName, id } }
    createRow(session, declared(session, child.table), { ...child.input, values })
  }
  return post
}

const declared = (session: Session, name: string): Table => {
  const table = session.org.schema.byName(name)
  if (!table) throw new Error(`The table ${name} is not declared.`)
  return table
}
