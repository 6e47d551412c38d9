// Answers reads by FetchXML and by views: its columns, its joined rows, its aggregates, its pages.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/use-fetchxml-web-api
import { asGuid } from '../../../../shared/platform/ids.ts'
import type { Query } from '../addresses/address.ts'
import type { ApiResponse } from '../base/api.ts'
import { badRequest, notFound } from '../base/errors.ts'
import { formatted } from '../cells/formatted.ts'
import { compileFilter } from '../expressions/compile.ts'
import { compileFetch, type Fetch, type Wanted } from '../fetch-xml/fetch-xml.ts'
import type { Joined } from '../fetch-xml/joins.ts'
import { rowOf, runAggregate, runFetch } from '../fetch-xml/run.ts'
import type { Table } from '../schema/types.ts'
import { needRight } from '../security/rights.ts'
import type { Row } from '../store/row.ts'
import { readCookie, writeCookie, writeFetchCookie } from './cookie.ts'
import { contextOf, linkTo } from './links.ts'
import { orderRows } from './order.ts'
import { pageLimit } from './page-limit.ts'
import { cellAs, etagOf, formattedValue, project, type Reader } from './project.ts'
import { readCount, readOrder, readShape } from './query.ts'
import { createRowResolver } from './row-resolver.ts'

const views = { savedQuery: 'savedquery', userQuery: 'userquery' } as const

/** Whether a read is one by FetchXML or by a view. */
export const isFetched = (query: Query): boolean =>
  query.has('fetchXml') || query.has('savedQuery') || query.has('userQuery')

const viewSource = (reader: Reader, query: Query): string => {
  const { org, userId } = reader
  for (const [option, name] of Object.entries(views)) {
    const id = query.get(option)?.toLowerCase()
    if (id === undefined) continue
    const view = asGuid(id) ? org.store.get(name, id) : undefined
    const table = org.schema.byName(name)
    if (!view || !table) throw notFound(name, id)
    needRight(org, userId, 'Read', table, view)
    return String(view.values['fetchxml'])
  }
  return query.get('fetchXml') ?? ''
}

const readQuery = (reader: Reader, table: Table, query: Query): Fetch => {
  const combined = [...query.keys()].find((name) => name.startsWith('$') && name !== '$count')
  if (query.has('fetchXml') && combined !== undefined)
    throw badRequest(`The query option '${combined}' cannot be combined with fetchXml.`)
  const fetch = compileFetch(reader.org, viewSource(reader, query))
  if (fetch.table === table) return fetch
  if (query.has('fetchXml'))
    throw badRequest(`The query is for '${fetch.table.logicalName}', not for '${table.logicalName}'.`)
  throw notFound(query.has('userQuery') ? 'userquery' : 'savedquery', query.get('savedQuery') ?? table.logicalName)
}

/** The rows that the query means, with the further filter and order that a view may be asked for with. */
const rowsOf = (reader: Reader, fetch: Fetch, query: Query, rows: Iterable<Row> | undefined): Joined[] => {
  const { org, userId } = reader
  const { table } = fetch
  const also = compileFilter(createRowResolver(org, table, userId), query.get('$filter'), query)
  const found = runFetch(org, fetch, rows ?? org.store.rows(table.logicalName), userId, also)
  const orders = readOrder(org, reader.userId, table, query.get('$orderby'))
  if (orders.length === 0) return found
  const places = new Map(orderRows([...new Set(found.map(({ row }) => row))], orders).map((row, at) => [row.id, at]))
  return found.toSorted((a, b) => (places.get(a.row.id) ?? 0) - (places.get(b.row.id) ?? 0))
}

const cellsOf = (reader: Reader, joined: Joined, { source, column, property }: Wanted): Record<string, unknown> => {
  const row = rowOf(joined, source)
  const declared = source.table.columns[column]
  return row && declared ? cellAs(reader, source.table, row, column, declared, property) : {}
}

const shown = (reader: Reader, fetch: Fetch, joined: Joined): Record<string, unknown> => {
  const { table, distinct } = fetch
  const key = distinct ? {} : { '@odata.etag': etagOf(joined.row), [table.primaryId]: joined.row.id }
  return Object.assign(key, ...fetch.columns.map((column) => cellsOf(reader, joined, column)))
}

const aggregated = (reader: Reader, fetch: Fetch, found: readonly Joined[]): Record<string, unknown>[] =>
  runAggregate(reader.org, fetch, found, reader.userId).map((entry) => {
    const labels = fetch.columns.flatMap(({ source, column, property, element }) => {
      const declared = source.table.columns[column]
      const isPlain = declared && !element.attributes['dategrouping'] && element.attributes['aggregate'] !== 'count'
      const value = entry[property] ?? null
      const label = isPlain && declared.type !== 'lookup' ? formatted(reader.org, declared, value) : undefined
      return label === undefined || !reader.preferences.wants(formattedValue)
        ? []
        : [[`${property}@${formattedValue}`, label]]
    })
    return { ...Object.fromEntries(labels), ...entry }
  })

/** The values of an answer, before they are cut into pages. */
const valuesOf = (reader: Reader, fetch: Fetch, query: Query, found: readonly Joined[]) => {
  if (fetch.aggregate) {
    const all = aggregated(reader, fetch, found)
    return { length: all.length, slice: (from: number, to: number) => all.slice(from, to) }
  }
  const shape = readShape(reader.org, fetch.table, query)
  const asked = query.has('$select') || shape.expand.length > 0
  const one = (joined: Joined) =>
    asked ? project(reader, fetch.table, joined.row, shape) : shown(reader, fetch, joined)
  return { length: found.length, slice: (from: number, to: number) => found.slice(from, to).map(one) }
}

/**
 * Answers a read by FetchXML or by a view. More than a page always says so: FetchXML with its paging cookie, a view with
 * the address of the next page.
 * @param rows the rows to look among; all of the table unless given
 */
export const readFetch = (
  reader: Reader,
  table: Table,
  query: Query,
  path: string,
  rows: Iterable<Row> | undefined,
): ApiResponse => {
  const fetch = readQuery(reader, table, query)
  const isText = query.has('fetchXml')
  const found = rowsOf(reader, fetch, query, rows)
  const all = valuesOf(reader, fetch, query, found)
  const most = Math.min(all.length, readCount('$top', query.get('$top')) ?? fetch.top ?? all.length)
  const token = query.get('$skiptoken')
  const page = token === undefined ? fetch.page : readCookie(token).page
  const size = Math.min(fetch.count ?? reader.preferences.maxPageSize ?? pageLimit, pageLimit)
  const value = all.slice((page - 1) * size, Math.min(page * size, most))
  const more = page * size < most
  const next = { page: page + 1, last: [] }
  const crm = '@Microsoft.Dynamics.CRM'
  return {
    status: 200,
    headers: {},
    body: {
      '@odata.context': contextOf(reader, table, query),
      ...(query.get('$count') === 'true' ? { '@odata.count': Math.min(all.length, pageLimit) } : {}),
      ...(fetch.wantsTotal
        ? {
            [`${crm}.totalrecordcount`]: Math.min(all.length, pageLimit),
            [`${crm}.totalrecordcountlimitexceeded`]: all.length > pageLimit,
          }
        : {}),
      ...(isText && more
        ? { [`${crm}.fetchxmlpagingcookie`]: writeFetchCookie(page + 1), [`${crm}.morerecords`]: true }
        : {}),
      ...(!isText && more ? { '@odata.nextLink': linkTo(reader, path, query, { $skiptoken: writeCookie(next) }) } : {}),
      value,
    },
  }
}

/** How many rows a view or a query means. */
export const countFetched = (reader: Reader, table: Table, query: Query, rows: Iterable<Row> | undefined): number =>
  rowsOf(reader, readQuery(reader, table, query), query, rows).length
