// Checks a view before it is stored, so that a view that cannot be run is refused when it is made.
import { invalidArgument } from '../base/errors.ts'
import { type Element, parseXml } from '../base/xml.ts'
import { compileFetch } from '../fetch-xml/fetch-xml.ts'
import type { Org } from '../organization/session.ts'
import type { Table, Values } from '../schema/types.ts'

const cellsOf = (element: Element): readonly Element[] => [
  ...(element.name === 'cell' ? [element] : []),
  ...element.children.flatMap(cellsOf),
]

/** Checks the query of a view. @throws SalesError 400 when it cannot be run, or is for another table */
export const checkQuery = (org: Org, values: Values): Table => {
  const name = String(values['returnedtypecode'])
  const table = org.schema.byName(name)
  if (!table) throw invalidArgument(`The entity '${name}' of the view does not exist.`)
  const fetch = compileFetch(org, String(values['fetchxml']))
  if (fetch.table === table) return table
  throw invalidArgument(`The query of the view returns '${fetch.table.logicalName}', not '${name}'.`)
}

/**
 * Checks query and layout of a view against the table it returns.
 * https://learn.microsoft.com/power-apps/developer/model-driven-apps/customize-entity-views
 * @throws SalesError 400 when the query cannot be run, is for another table, or the layout is not a grid over known columns
 */
export const checkView = (org: Org, values: Values): void => {
  const table = checkQuery(org, values)
  const layout = parseXml(String(values['layoutxml']).trim())
  if (layout?.name !== 'grid') throw invalidArgument('The layout of a view must be a grid element.')
  for (const cell of cellsOf(layout)) {
    const column = cell.attributes['name'] ?? ''
    if (!column.includes('.') && !table.columns[column]) {
      throw invalidArgument(`The layout names the column '${column}', which '${table.logicalName}' does not have.`)
    }
  }
}
