// Reads `$select`, `$expand` and `$orderby` against a table, refusing names it does not have.

import { splitTop } from '../addresses/address.ts'
import { badRequest, noSuchProperty } from '../base/errors.ts'
import { cellOf } from '../cells/cell-of.ts'
import type { Plain } from '../cells/plain-values.ts'
import type { Org } from '../organization/session.ts'
import { columnOfProperty, type Navigation } from '../schema/schema.ts'
import { isReference, type Table } from '../schema/types.ts'
import { mayRead } from '../security/secured-columns.ts'
import type { Row } from '../store/row.ts'

/** What rows are ordered by. */
export type Order = { readonly get: (row: Row) => Plain; readonly descending: boolean }

export type Shape = {
  /** Column names; undefined means all. */
  readonly select: readonly string[] | undefined
  readonly expand: readonly Expansion[]
}

export type Expansion = {
  readonly property: string
  readonly navigation: Navigation
  readonly options: ReadonlyMap<string, string>
}

const known = new Set([
  '$select',
  '$filter',
  '$orderby',
  '$top',
  '$count',
  '$expand',
  '$skiptoken',
  '$deltatoken',
  '$id',
  '$apply',
  'savedQuery',
  'userQuery',
  'fetchXml',
  'tag',
])

/** Refuses query options that the Web API does not have or that this organization does not serve. */
export const checkOptions = (query: ReadonlyMap<string, string>): void => {
  if (query.has('$skip')) throw badRequest('Skip Clause is not supported in CRM')
  for (const name of query.keys()) {
    if (!known.has(name) && !name.startsWith('@')) throw badRequest(`The query parameter ${name} is not supported`)
  }
}

/** Reads `$select`. @throws SalesError 400 for a property the table does not have */
const readSelect = (table: Table, text: string | undefined): readonly string[] | undefined => {
  if (text === undefined || text.trim() === '' || text.trim() === '*') return undefined
  return splitTop(text, ',').map((property) => {
    const found = columnOfProperty(table, property)
    if (!found) throw noSuchProperty(property, table.logicalName)
    return found.name
  })
}

/** Reads `$expand`: navigation properties with their options in brackets. */
const readExpand = (org: Org, table: Table, text: string | undefined): readonly Expansion[] =>
  splitTop(text ?? '', ',').map((part) => {
    const match = /^([^()]+?)(?:\((.*)\))?$/s.exec(part)
    const property = match?.[1]?.trim() ?? ''
    const navigation = org.schema.navigation(table, property)
    if (!navigation) throw noSuchProperty(property, table.logicalName)
    const options = new Map(
      splitTop(match?.[2] ?? '', ';').map((option): [string, string] => {
        const at = option.indexOf('=')
        return [option.slice(0, at).trim(), option.slice(at + 1)]
      }),
    )
    checkOptions(options)
    return { property, navigation, options }
  })

/** The columns and related rows an answer has. */
export const readShape = (org: Org, table: Table, query: ReadonlyMap<string, string>): Shape => ({
  select: readSelect(table, query.get('$select')),
  expand: readExpand(org, table, query.get('$expand')),
})

/** Links are ordered by the name of the row they lead to. */
const nameOfLinked =
  (org: Org, column: string) =>
  (row: Row): Plain => {
    const value = row.values[column]
    const table = isReference(value) ? org.schema.byName(value.table) : undefined
    const other = isReference(value) ? org.store.get(value.table, value.id) : undefined
    return table && other ? cellOf(other, table.primaryName) : null
  }

/**
 * Reads `$orderby`; rows that are equal in it are ordered by their key.
 * https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query/order-rows
 */
export const readOrder = (org: Org, userId: string, table: Table, text: string | undefined): readonly Order[] =>
  splitTop(text ?? '', ',').map((part) => {
    const [property = '', direction = 'asc'] = part.split(/\s+/)
    const found = columnOfProperty(table, property)
    if (!found) throw noSuchProperty(property, table.logicalName)
    if (direction !== 'asc' && direction !== 'desc') throw badRequest(`Syntax error in $orderby: '${part}'.`)
    const get = found.column.type === 'lookup' ? nameOfLinked(org, found.name) : (row: Row) => cellOf(row, found.name)
    // What the caller may not read counts as empty.
    if (!mayRead(org, userId, table, found.name)) return { get: () => null, descending: direction === 'desc' }
    return { get, descending: direction === 'desc' }
  })

/** Reads a whole number option such as `$top`. */
export const readCount = (name: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  if (!/^\d+$/.test(text)) throw badRequest(`Invalid value '${text}' for ${name} query option found.`)
  return Number(text)
}
