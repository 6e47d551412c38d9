// Runs a query: filters, joins, order, distinct rows, aggregates.
import { cellOf } from '../cells/cell-of.ts'
import { formatted } from '../cells/formatted.ts'
import { compareValues, type Plain } from '../cells/plain-values.ts'
import type { Org } from '../organization/session.ts'
import { visible } from '../security/rights.ts'
import { mayRead } from '../security/secured-columns.ts'
import type { Row } from '../store/row.ts'
import { aggregate, aggregateFunction, datePart, type Measure } from './aggregate.ts'
import { invalidFetch } from './conditions.ts'
import type { Fetch, Wanted } from './fetch-xml.ts'
import { type Joined, joinRows, type Source } from './joins.ts'

/** The row of a source among joined ones. */
export const rowOf = ({ row, linked }: Joined, { alias }: Source): Row | undefined =>
  alias === undefined ? row : linked.get(alias)

const reading = (org: Org, userId: string, source: Source, name: string): ((joined: Joined) => Plain) => {
  const hidden = source.table.columns[name]?.secured && !mayRead(org, userId, source.table, name)
  return (joined) => {
    const row = rowOf(joined, source)
    return row && !hidden ? cellOf(row, name) : null
  }
}

/** Choices and links are ordered by what people see, unless the query wants the raw values. */
const placing = (org: Org, userId: string, fetch: Fetch, source: Source, name: string) => {
  const read = reading(org, userId, source, name)
  const column = source.table.columns[name]
  const labelled = column && ['lookup', 'picklist', 'state', 'status', 'boolean'].includes(column.type)
  return (joined: Joined): Plain => {
    const value = read(joined)
    const shown =
      labelled && !fetch.rawOrder && value !== null
        ? (formatted(org, column, rowOf(joined, source)?.values[name] ?? null) ?? value)
        : value
    return typeof shown === 'string' ? shown.toLowerCase() : shown
  }
}

const ordered = (org: Org, fetch: Fetch, found: readonly Joined[], userId: string): Joined[] => {
  const orders = fetch.orders.map(({ source, column, descending }) => ({
    get: placing(org, userId, fetch, source, column),
    sign: descending ? -1 : 1,
  }))
  return found
    .map((joined) => ({ joined, place: orders.map(({ get }) => get(joined)) }))
    .sort((a, b) => {
      for (const [at, { sign }] of orders.entries()) {
        const order = compareValues(a.place[at] ?? null, b.place[at] ?? null)
        if (order !== 0) return order * sign
      }
      return compareValues(a.joined.row.id, b.joined.row.id)
    })
    .map(({ joined }) => joined)
}

/**
 * The rows that a query means, with what is joined to them, in order and before they are cut into pages.
 * @throws SalesError 403 without the right to read one of the tables
 */
export const runFetch = (
  org: Org,
  fetch: Fetch,
  rows: Iterable<Row>,
  userId: string,
  also: (row: Row) => boolean = () => true,
): Joined[] => {
  const seen = visible(org, userId, fetch.table)
  const matching: Row[] = []
  for (const row of rows) if (fetch.matches(row, userId) && seen(row) && also(row)) matching.push(row)
  const joined = joinRows(org, matching, fetch.links, userId).filter((one) => fetch.matchesJoined(one, userId))
  const all = ordered(org, fetch, joined, userId)
  if (!fetch.distinct || fetch.aggregate) return all
  const columns = fetch.columns.map(({ source, column }) => reading(org, userId, source, column))
  return [...new Map(all.map((one) => [JSON.stringify(columns.map((get) => get(one))), one] as const)).values()]
}

const measureOf = (org: Org, userId: string, { source, column, property, element }: Wanted): Measure<Joined> => {
  const { alias, aggregate: name, groupby, dategrouping, distinct } = element.attributes
  const get = reading(org, userId, source, column)
  if (alias === undefined) throw invalidFetch(`The attribute '${column}' of an aggregate needs an alias.`)
  if (name !== undefined) {
    return { alias: property, get, group: false, compute: aggregateFunction(name, distinct === 'true') }
  }
  if (groupby !== 'true') throw invalidFetch(`The attribute '${column}' must be grouped by or aggregated.`)
  const part = dategrouping === undefined ? undefined : datePart(dategrouping)
  return { alias: property, get: part ? (joined) => part(get(joined)) : get, group: true }
}

/** The result of a query with aggregates, in order. */
export const runAggregate = (org: Org, fetch: Fetch, found: readonly Joined[], userId: string) => {
  const result = aggregate(
    found,
    fetch.columns.map((column) => measureOf(org, userId, column)),
  )
  for (const { alias } of fetch.aliasOrders)
    if (!fetch.columns.some(({ property }) => property === alias)) throw invalidFetch(`There is no alias '${alias}'.`)
  return result.toSorted((a, b) => {
    for (const { alias, descending } of fetch.aliasOrders) {
      const order = compareValues(a[alias] ?? null, b[alias] ?? null)
      if (order !== 0) return descending ? -order : order
    }
    return 0
  })
}
