// The conditions and filters of FetchXML, over the rows of a table.
import { SalesError } from '../base/errors.ts'
import type { Element } from '../base/xml.ts'
import { cellOf } from '../cells/cell-of.ts'
import type { Org } from '../organization/session.ts'
import type { Table } from '../schema/types.ts'
import { mayRead } from '../security/secured-columns.ts'
import type { Row } from '../store/row.ts'
import { valueTest } from './operators.ts'

export type Test = (row: Row, userId: string) => boolean

export const invalidFetch = (message: string): SalesError =>
  new SalesError(400, '0x8004111c', `Invalid XML. ${message}`)

/** A column that a query names. @throws SalesError 400 0x80041103 when the table does not have it */
export const knownColumn = (table: Table, name: string): string => {
  if (table.columns[name] && !table.columns[name].writeOnly) return name
  throw new SalesError(
    400,
    '0x80041103',
    `'${table.schemaName}' entity doesn't contain attribute with Name = '${name}'.`,
  )
}

/**
 * Compiles one condition over a column of the table; of a column that is kept from the caller, all values are empty.
 * @throws SalesError 400 for an unknown column, and for an operator that does not exist or is not had here
 */
export const compileCondition = (org: Org, table: Table, condition: Element): Test => {
  const { attributes, children } = condition
  if (attributes['valueof'] !== undefined) throw invalidFetch("Comparing columns ('valueof') is not had here.")
  const name = knownColumn(table, attributes['attribute'] ?? '')
  const column = table.columns[name]
  if (!column) throw invalidFetch('A condition needs an attribute.')
  const inside = children.filter((child) => child.name === 'value').map((child) => child.text)
  const given = attributes['value'] === undefined ? inside : [attributes['value']]
  const test = valueTest(org, column, attributes['operator'] ?? '', given)
  return (row, userId) => {
    const hidden = column.secured && !mayRead(org, userId, table, name)
    return test(hidden ? null : cellOf(row, name), userId)
  }
}
