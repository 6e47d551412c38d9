// What was changed in the definitions of an organization: kept as rows, so that it is there again after a restart.
import { randomUUID } from 'node:crypto'
import { dictionary } from '../base/dictionary.ts'
import type { Org } from '../organization/session.ts'
import { endTracking } from '../organization/tracking.ts'
import { removeComponents } from '../rules/solution-components.ts'
import type { AlternateKey, Column, StatusOption, Table } from '../schema/types.ts'
import { guidOf } from '../security/privileges.ts'
import { attributeId } from '../security/secured-columns.ts'

const columnRows = 'attribute'
const keyRows = 'entitykey'
const tableRows = 'entity'
const securityRows = 'securedattribute'
const statusRows = 'statusoption'

const withColumn = (table: Table, name: string, column: Column): Table => ({
  ...table,
  columns: dictionary({ ...table.columns, [name]: column }),
})

const withKey = (table: Table, key: AlternateKey): Table => ({ ...table, keys: [...table.keys, key] })

const redefine = (org: Org, table: Table): void => {
  org.schema.define(table)
  if (org.traits.trackingEndsWithDefinitions) endTracking(org, table.logicalName)
}

/** Adds a column to a table, for good. @param id the key of the definition itself */
export const addColumn = (org: Org, table: Table, id: string, name: string, column: Column): void => {
  org.store.put(columnRows, id, { table: table.logicalName, name, definition: JSON.stringify(column) })
  redefine(org, withColumn(table, name, column))
}

const changeColumn = (org: Org, table: Table, name: string, changed: Column): void => {
  const row = [...org.store.rows(columnRows)].find(
    ({ values }) => values['table'] === table.logicalName && values['name'] === name,
  )
  if (!row) return
  org.store.put(columnRows, row.id, { ...row.values, definition: JSON.stringify(changed) })
  redefine(org, withColumn(table, name, changed))
}

/** Gives an added column other names and descriptions, for good. */
export const setColumnLabels = (org: Org, table: Table, name: string, labels: NonNullable<Column['labels']>): void => {
  const column = table.columns[name]
  if (column) changeColumn(org, table, name, { ...column, labels })
}

/** Gives an added choice other options, for good. */
export const setOptions = (org: Org, table: Table, name: string, options: Readonly<Record<number, string>>): void => {
  const column = table.columns[name]
  if (column?.type === 'picklist') changeColumn(org, table, name, { ...column, options })
}

/** Takes an added column away, with what rows hold in it. */
export const removeColumn = (org: Org, table: Table, name: string): void => {
  removeComponents(org, attributeId(table, name))
  for (const { id, values } of [...org.store.rows(columnRows)]) {
    if (values['table'] === table.logicalName && values['name'] === name) org.store.remove(columnRows, id)
  }
  for (const row of [...org.store.rows(table.logicalName)]) {
    const { [name]: held, ...kept } = row.values
    if (held !== undefined) org.store.put(table.logicalName, row.id, kept)
  }
  const { [name]: _, ...columns } = table.columns
  redefine(org, { ...table, columns: dictionary(columns) })
}

const withStatus = (table: Table, value: number, option: StatusOption | undefined): Table => {
  const column = table.columns['statuscode']
  if (column?.type !== 'status') return table
  const { [value]: _, ...others } = column.options
  return withColumn(table, 'statuscode', { ...column, options: option ? { ...others, [value]: option } : others })
}

/** Adds a status reason to a table, for good. */
export const addStatus = (org: Org, table: Table, value: number, option: StatusOption): void => {
  const id = guidOf(`status ${table.logicalName} ${value}`)
  org.store.put(statusRows, id, { table: table.logicalName, value, definition: JSON.stringify(option) })
  redefine(org, withStatus(table, value, option))
}

/** Takes an added status reason away; rows keep its number. @returns whether it was one that was added */
export const removeStatus = (org: Org, table: Table, value: number): boolean => {
  const id = guidOf(`status ${table.logicalName} ${value}`)
  if (!org.store.get(statusRows, id)) return false
  org.store.remove(statusRows, id)
  redefine(org, withStatus(table, value, undefined))
  return true
}

/** Adds an alternate key to a table, for good. */
export const addKey = (org: Org, table: Table, id: string, key: AlternateKey): void => {
  org.store.put(keyRows, id, { table: table.logicalName, definition: JSON.stringify(key) })
  redefine(org, withKey(table, key))
}

/** Switches the tracking of changes of a table on or off, for good. */
export const setChangeTracking = (org: Org, table: Table, changeTracking: boolean): void => {
  if (table.changeTracking === changeTracking) return
  const before = [...org.store.rows(tableRows)].find(({ values }) => values['table'] === table.logicalName)
  // What is as it came needs no row.
  if (before) org.store.remove(tableRows, before.id)
  else org.store.put(tableRows, randomUUID(), { table: table.logicalName, changeTracking })
  redefine(org, { ...table, changeTracking })
}

const secured = (table: Table, name: string, isSecured: boolean): Table => {
  const column = table.columns[name]
  return column ? withColumn(table, name, { ...column, secured: isSecured }) : table
}

/** Secures a column of a table, or makes it one as others, for good. */
export const setSecured = (org: Org, table: Table, name: string, isSecured: boolean): void => {
  const id = guidOf(`secured ${table.logicalName} ${name}`)
  org.store.put(securityRows, id, { table: table.logicalName, name, isSecured })
  redefine(org, secured(table, name, isSecured))
}

/** Gives the stock tables what was added to them before. */
export const applyCustomizations = (org: Org): void => {
  for (const { values } of org.store.rows(tableRows)) {
    const table = org.schema.byName(String(values['table']))
    if (table) org.schema.define({ ...table, changeTracking: values['changeTracking'] === true })
  }
  for (const { values } of org.store.rows(columnRows)) {
    const table = org.schema.byName(String(values['table']))
    const column = JSON.parse(String(values['definition'])) as Column
    if (table) org.schema.define(withColumn(table, String(values['name']), column))
  }
  for (const { values } of org.store.rows(securityRows)) {
    const table = org.schema.byName(String(values['table']))
    if (table) org.schema.define(secured(table, String(values['name']), values['isSecured'] === true))
  }
  for (const { values } of org.store.rows(statusRows)) {
    const table = org.schema.byName(String(values['table']))
    const option = JSON.parse(String(values['definition'])) as StatusOption
    if (table) org.schema.define(withStatus(table, Number(values['value']), option))
  }
  for (const { values } of org.store.rows(keyRows)) {
    const table = org.schema.byName(String(values['table']))
    if (table) org.schema.define(withKey(table, JSON.parse(String(values['definition'])) as AlternateKey))
  }
}
