// Turns a stored row into the JSON of an answer: columns, annotations and expanded rows.

import type { ApiRequest } from '../base/api.ts'
import { cellOf } from '../cells/cell-of.ts'
import { formatted } from '../cells/formatted.ts'
import { compileFilter } from '../expressions/compile.ts'
import type { Org, Session } from '../organization/session.ts'
import { textFor } from '../rules/row-labels.ts'
import { readName } from '../schema/schema.ts'
import type { Column, Table } from '../schema/types.ts'
import { isReference } from '../schema/types.ts'
import { visible } from '../security/rights.ts'
import { mayRead } from '../security/secured-columns.ts'
import type { Row } from '../store/row.ts'
import { orderRows } from './order.ts'
import { type Preferences, readPreferences } from './prefer.ts'
import { type Expansion, readCount, readOrder, readShape, type Shape } from './query.ts'
import { createRowResolver, linkOf, rowsPointingAt } from './row-resolver.ts'

export type Reader = { readonly org: Org; readonly userId: string; readonly preferences: Preferences }

/** Who reads, and how they want it. */
export const readerOf = (session: Session, request: ApiRequest): Reader => ({
  org: session.org,
  userId: session.user.id,
  preferences: readPreferences(request.headers['prefer']),
})

export const etagOf = (row: Row): string => `W/"${row.version}"`

/** The annotation with the text that a person sees. */
export const formattedValue = 'OData.Community.Display.V1.FormattedValue'
const lookupTable = 'Microsoft.Dynamics.CRM.lookuplogicalname'
const lookupNavigation = 'Microsoft.Dynamics.CRM.associatednavigationproperty'

/** A cell with its annotations, under the name of a property. */
export const cellAs = (
  reader: Reader,
  table: Table,
  row: Row,
  name: string,
  column: Column,
  property: string,
): Record<string, unknown> => {
  const { org, preferences } = reader
  const hidden = column.secured && !mayRead(org, reader.userId, table, name)
  const own = hidden ? null : (row.values[name] ?? null)
  const raw = textFor(org, reader.userId, table, row.id, name) ?? own
  const entries: Record<string, unknown> = {}
  const label = preferences.wants(formattedValue) ? formatted(org, column, raw) : undefined
  if (label !== undefined) entries[`${property}@${formattedValue}`] = label
  if (isReference(raw) && column.type === 'lookup') {
    const target = column.targets.find(({ table }) => table === raw.table)
    if (preferences.wants(lookupNavigation)) entries[`${property}@${lookupNavigation}`] = target?.navigation
    if (preferences.wants(lookupTable)) entries[`${property}@${lookupTable}`] = raw.table
  }
  entries[property] = raw === own ? (hidden ? null : cellOf(row, name)) : raw
  return entries
}

const related = (reader: Reader, table: Table, rows: readonly Row[], options: ReadonlyMap<string, string>) => {
  const test = compileFilter(createRowResolver(reader.org, table, reader.userId), options.get('$filter'))
  const ordered = orderRows(rows.filter(test), readOrder(reader.org, reader.userId, table, options.get('$orderby')))
  return ordered.slice(0, readCount('$top', options.get('$top')) ?? 5000)
}

const expanded = (
  reader: Reader,
  own: Table,
  row: Row,
  { property, navigation, options }: Expansion,
): Record<string, unknown> => {
  const { org } = reader
  if (navigation.kind === 'many') {
    const table = org.schema.byName(navigation.table)
    if (!table) throw new Error(`The table ${navigation.table} is not declared.`)
    const shape = readShape(org, table, options)
    const seen = visible(org, reader.userId, table)
    const rows = related(reader, table, rowsPointingAt(org, reader.userId, navigation, row.id).filter(seen), options)
    return { [property]: rows.map((other) => project(reader, table, other, shape)) }
  }
  const reference = linkOf(org, reader.userId, own, row, navigation.column)
  if (!isReference(reference) || !navigation.tables.includes(reference.table)) return { [property]: null }
  const table = org.schema.byName(reference.table)
  const other = org.store.get(reference.table, reference.id)
  if (!table || !other || !visible(org, reader.userId, table)(other)) return { [property]: null }
  const type = navigation.tables.length > 1 ? { '@odata.type': `#Microsoft.Dynamics.CRM.${table.logicalName}` } : {}
  return { [property]: { ...type, ...project(reader, table, other, readShape(org, table, options)) } }
}

/** A row as JSON; the key is always part of it, columns that may only be written never are. */
export const project = (reader: Reader, table: Table, row: Row, shape: Shape): Record<string, unknown> => {
  const names = shape.select ? [...new Set([...shape.select, table.primaryId])] : Object.keys(table.columns)
  const cells = names.flatMap((name) => {
    const column = table.columns[name]
    return column && !column.writeOnly ? [cellAs(reader, table, row, name, column, readName(name, column))] : []
  })
  return Object.assign(
    { '@odata.etag': etagOf(row) },
    ...cells,
    ...shape.expand.map((expansion) => expanded(reader, table, row, expansion)),
  )
}
