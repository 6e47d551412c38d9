// Answers reads of many rows: filters, views, order, counts, pages and changes since a token.
import type { ApiResponse } from '../api.ts'
import { lacksPrivilege, notFound } from '../errors.ts'
import { compileFetch } from '../fetch-xml/fetch-xml.ts'
import { isGuid } from '../rows/cells.ts'
import type { Table } from '../schema/types.ts'
import { depths, privilegeOf } from '../security/privileges.ts'
import { needPrivilege, visible } from '../security/rights.ts'
import type { Row } from '../store/store.ts'
import { readCookie, writeCookie } from './cookie.ts'
import { checkTracking, readDeltaToken, writeDeltaToken } from './delta.ts'
import { compileExpression } from './expression.ts'
import { comparePlaces, orderRows, placeOf } from './order.ts'
import { project, type Reader } from './project.ts'
import { checkOptions, type Order, readCount, readOrder, readShape, type Shape } from './query.ts'
import { rowResolver } from './row-resolver.ts'

export type Query = ReadonlyMap<string, string>
type Selection = { rows: Row[]; orders: readonly Order[]; shape: Shape; top: number | undefined }

const pageLimit = 5000

const viewSource = (reader: Reader, query: Query): string | undefined => {
  const id = query.get('savedQuery')?.toLowerCase()
  if (id === undefined) return query.get('fetchXml')
  const view = isGuid(id) ? reader.org.store.get('savedquery', id) : undefined
  if (!view) throw notFound('savedquery', id)
  return String(view.values['fetchxml'])
}

/** The rows a query means, in order, before they are cut into pages. */
const select = (reader: Reader, table: Table, rows: Iterable<Row>, query: Query): Selection => {
  const { org, userId } = reader
  const filter = query.get('$filter')
  const test = filter === undefined ? () => true : compileExpression(rowResolver(org, table, userId), filter)
  const source = viewSource(reader, query)
  const view = source === undefined ? undefined : compileFetch(org, source)
  if (view && view.table !== table) throw notFound('savedquery', query.get('savedQuery') ?? view.table.logicalName)
  const given = readOrder(table, query.get('$orderby'))
  const orders = given.length > 0 ? given : (view?.orders ?? [])
  const shape = readShape(org, table, query)
  const seen = visible(org, userId, table)
  const matching = [...rows].filter((row) => seen(row) && test(row) && (!view || view.matches(row, userId)))
  return {
    rows: orderRows(matching, orders),
    orders,
    shape: { ...shape, select: shape.select ?? view?.columns },
    top: readCount('$top', query.get('$top')) ?? view?.top,
  }
}

const linkTo = (reader: Reader, path: string, query: Query, changes: Record<string, string | undefined>): string => {
  const options = new Map<string, string | undefined>([...query, ...Object.entries(changes)])
  const pairs = [...options].flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`],
  )
  return `${reader.org.serviceRoot()}${path}?${pairs.join('&')}`
}

const contextOf = (reader: Reader, table: Table, query: Query, suffix = ''): string => {
  const columns = query.get('$select')
  return `${reader.org.serviceRoot()}$metadata#${table.setName}${columns ? `(${columns})` : ''}${suffix}`
}

const answer = (reader: Reader, table: Table, query: Query, path: string, rows: Iterable<Row>): ApiResponse => {
  const { preferences } = reader
  const { rows: matching, orders, shape, top } = select(reader, table, rows, query)
  const token = query.get('$skiptoken')
  const cookie = token === undefined ? undefined : readCookie(token)
  const size = preferences.maxPageSize ?? pageLimit
  const from = cookie ? matching.findIndex((row) => comparePlaces(placeOf(row, orders), cookie.last, orders) > 0) : 0
  // A page size wins over $top: https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query/page-results
  const limited = preferences.maxPageSize === undefined && top !== undefined ? matching.slice(0, top) : matching
  const page = from < 0 ? [] : limited.slice(from, from + size)
  const last = page.at(-1)
  const more = last !== undefined && from + page.length < limited.length
  const next = () => writeCookie({ page: (cookie?.page ?? 1) + 1, last: last ? placeOf(last, orders) : [] })
  return {
    status: 200,
    headers: preferences.maxPageSize ? { 'Preference-Applied': `odata.maxpagesize=${preferences.maxPageSize}` } : {},
    body: {
      '@odata.context': contextOf(reader, table, query),
      ...(query.get('$count') === 'true' ? { '@odata.count': Math.min(matching.length, pageLimit) } : {}),
      value: page.map((row) => project(reader, table, row, shape)),
      ...(more ? { '@odata.nextLink': linkTo(reader, path, query, { $skiptoken: next() }) } : {}),
    },
  }
}

type Item = { place: readonly [number, string]; body: () => Record<string, unknown> }

/** Changed rows by version, then deletions by version; without a token every row, by key. */
const changesSince = (reader: Reader, table: Table, query: Query, since: number | undefined): Item[] => {
  const shape = readShape(reader.org, table, query)
  const rows = [...reader.org.store.rows(table.logicalName)].filter((row) => since === undefined || row.version > since)
  const changed = rows.map((row): Item => {
    const body = () => project(reader, table, row, shape)
    return { place: [since === undefined ? 0 : row.version, row.id], body }
  })
  const deleted = since === undefined ? [] : reader.org.store.deletedSince(table.logicalName, since)
  const context = `${reader.org.serviceRoot()}$metadata#${table.setName}/$deletedEntity`
  return [
    ...changed.sort((a, b) => comparePlaces(a.place, b.place, [])),
    ...deleted.map(({ id, version }): Item => {
      const body = () => ({ '@odata.context': context, id, reason: 'deleted' })
      return { place: [Number.MAX_SAFE_INTEGER, String(version).padStart(16, '0')], body }
    }),
  ]
}

const trackedAnswer = (reader: Reader, table: Table, query: Query): ApiResponse => {
  checkTracking(table, query)
  // https://learn.microsoft.com/power-apps/developer/data-platform/use-change-tracking-synchronize-data-external-systems
  const read = privilegeOf('Read', table)
  if (needPrivilege(reader.org, reader.userId, read) < depths.Global) {
    throw lacksPrivilege(`${read} (Global)`, { table: 'systemuser', id: reader.userId })
  }
  const token = query.get('$deltatoken')
  const since = token === undefined ? undefined : readDeltaToken(reader.org, token)
  const skip = query.get('$skiptoken')
  const cookie = skip === undefined ? undefined : readCookie(skip)
  const version = cookie?.version ?? reader.org.store.version()
  const items = changesSince(reader, table, query, since)
  const rest = cookie ? items.filter((item) => comparePlaces(item.place, cookie.last, []) > 0) : items
  const page = rest.slice(0, reader.preferences.maxPageSize ?? pageLimit)
  const last = page.at(-1)
  const more = last !== undefined && page.length < rest.length
  const next = () => writeCookie({ page: (cookie?.page ?? 1) + 1, last: last?.place ?? [], version })
  const delta = () => ({ $skiptoken: undefined, $deltatoken: writeDeltaToken(reader.org, version) })
  return {
    status: 200,
    headers: { 'Preference-Applied': 'odata.track-changes' },
    body: {
      '@odata.context': contextOf(reader, table, query, since === undefined ? '' : '/$delta'),
      value: page.map((item) => item.body()),
      ...(more
        ? { '@odata.nextLink': linkTo(reader, table.setName, query, { $skiptoken: next() }) }
        : { '@odata.deltaLink': linkTo(reader, table.setName, query, delta()) }),
    },
  }
}

const isTracked = (reader: Reader, query: Query): boolean =>
  query.has('$deltatoken') ||
  (reader.preferences.trackChanges && !query.has('$skiptoken')) ||
  (query.has('$skiptoken') && readCookie(query.get('$skiptoken') ?? '').version !== undefined)

/** Reads an entity set, or the rows a navigation property leads to when `rows` is given. */
export const readMany = (
  reader: Reader,
  table: Table,
  query: Query,
  path: string,
  rows?: Iterable<Row>,
): ApiResponse => {
  checkOptions(query)
  if (!rows && isTracked(reader, query)) return trackedAnswer(reader, table, query)
  return answer(reader, table, query, path, rows ?? reader.org.store.rows(table.logicalName))
}

/** Answers `/$count`: a bare number, at most 5000. */
export const countMany = (reader: Reader, table: Table, query: Query, rows?: Iterable<Row>): ApiResponse => {
  const token = query.get('$deltatoken')
  if (!rows && token !== undefined) {
    const count = changesSince(reader, table, query, readDeltaToken(reader.org, token)).length
    return { status: 200, headers: {}, body: count }
  }
  checkOptions(query)
  const found = select(reader, table, rows ?? reader.org.store.rows(table.logicalName), query).rows.length
  return { status: 200, headers: {}, body: Math.min(found, pageLimit) }
}
