// Runs the FetchXML that views are stored in, over the rows of one table.
// https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/overview
import { SalesError } from '../base/errors.ts'
import { type Element, parseXml } from '../base/xml.ts'
import type { Org } from '../organization/session.ts'
import type { Table } from '../schema/types.ts'
import type { Row } from '../store/row.ts'
import { compileCondition, type Test } from './conditions.ts'

export type Fetch = {
  readonly table: Table
  /** The columns asked for; undefined means all. */
  readonly columns: readonly string[] | undefined
  readonly orders: readonly { column: string; descending: boolean }[]
  readonly top: number | undefined
  matches(row: Row, userId: string): boolean
}

const invalid = (message: string) => new SalesError(400, '0x8004111c', `Invalid XML. ${message}`)

const noAttribute = (table: Table, name: string) =>
  new SalesError(400, '0x80041103', `'${table.schemaName}' entity doesn't contain attribute with Name = '${name}'.`)

const knownColumn = (table: Table, name: string): string => {
  if (!table.columns[name]) throw noAttribute(table, name)
  return name
}

const every =
  (tests: readonly Test[]): Test =>
  (row, userId) =>
    tests.every((test) => test(row, userId))
const some =
  (tests: readonly Test[]): Test =>
  (row, userId) =>
    tests.some((test) => test(row, userId))

const compileFilter = (org: Org, table: Table, filter: Element): Test => {
  const type = filter.attributes['type'] ?? 'and'
  if (type !== 'and' && type !== 'or') throw invalid(`The filter type '${type}' is unknown.`)
  const tests = filter.children.map((child) => {
    if (child.name === 'filter') return compileFilter(org, table, child)
    if (child.name !== 'condition') throw invalid(`The element '${child.name}' does not belong in a filter.`)
    const name = knownColumn(table, child.attributes['attribute'] ?? '')
    return compileCondition(org, table, name, child)
  })
  return type === 'or' && tests.length > 0 ? some(tests) : every(tests)
}

const compileLink = (org: Org, table: Table, link: Element): Test => {
  const other = org.schema.byName(link.attributes['name'] ?? '')
  if (!other) throw invalid(`The entity '${link.attributes['name']}' was not found.`)
  const from = knownColumn(other, link.attributes['from'] ?? '')
  const to = knownColumn(table, link.attributes['to'] ?? '')
  const tests = compileBody(org, other, link)
  const key = (row: Row, column: string): unknown => {
    const value = row.values[column]
    return typeof value === 'object' && value !== null ? value.id : value
  }
  if (link.attributes['link-type'] === 'outer') return () => true
  return (row, userId) => {
    const wanted = key(row, to)
    if (wanted === null || wanted === undefined) return false
    return [...org.store.rows(other.logicalName)].some(
      (candidate) => key(candidate, from) === wanted && tests(candidate, userId),
    )
  }
}

const passive = new Set(['attribute', 'all-attributes', 'order'])

const compileBody = (org: Org, table: Table, element: Element): Test =>
  every(
    element.children.flatMap((child): Test[] => {
      if (child.name === 'filter') return [compileFilter(org, table, child)]
      if (child.name === 'link-entity') return [compileLink(org, table, child)]
      if (passive.has(child.name)) return []
      throw invalid(`The element '${child.name}' is not supported here.`)
    }),
  )

/**
 * Compiles a query.
 * @throws SalesError 400: 0x8004111c for XML that is not a query, 0x80041103 for an unknown column
 */
export const compileFetch = (org: Org, source: string): Fetch => {
  const root = parseXml(source.trim())
  const entity = root?.name === 'fetch' ? root.children.find((child) => child.name === 'entity') : undefined
  if (!root || !entity) throw invalid('A fetch element with one entity element is expected.')
  if (root.attributes['aggregate'] === 'true') throw invalid('Aggregates are not served by this organization.')
  const table = org.schema.byName(entity.attributes['name'] ?? '')
  if (!table)
    throw new SalesError(400, '0x80041102', `The entity with a name = '${entity.attributes['name']}' was not found.`)
  const named = entity.children.filter((child) => child.name === 'attribute')
  const all = entity.children.some((child) => child.name === 'all-attributes')
  const columns = named.map((child) => knownColumn(table, child.attributes['name'] ?? ''))
  const orders = entity.children
    .filter((child) => child.name === 'order')
    .map((child) => ({
      column: knownColumn(table, child.attributes['attribute'] ?? ''),
      descending: child.attributes['descending'] === 'true',
    }))
  const limit = root.attributes['top'] ?? root.attributes['count']
  return {
    table,
    columns: all || columns.length === 0 ? undefined : columns,
    orders,
    top: limit === undefined ? undefined : Number(limit),
    matches: compileBody(org, table, entity),
  }
}
