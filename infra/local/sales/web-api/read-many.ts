// Answers reads of many rows: order, counts and pages.
import type { Query } from '../addresses/address.ts'
import type { ApiResponse } from '../base/api.ts'
import type { Table } from '../schema/types.ts'
import type { Row } from '../store/row.ts'
import { applyQuery } from './apply.ts'
import { readCookie, writeCookie } from './cookie.ts'
import { readDeltaToken } from './delta.ts'
import { contextOf, linkTo } from './links.ts'
import { comparePlaces, placeOf } from './order.ts'
import { pageLimit } from './page-limit.ts'
import { project, type Reader } from './project.ts'
import { checkOptions } from './query.ts'
import { changesSince, isTracked, readChanges } from './read-changes.ts'
import { countFetched, isFetched, readFetch } from './read-fetch.ts'
import { selectRows } from './select-rows.ts'

const answer = (reader: Reader, table: Table, query: Query, path: string, rows: Iterable<Row>): ApiResponse => {
  const { preferences } = reader
  const { rows: matching, orders, shape, top } = selectRows(reader, table, rows, query)
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

/** Reads an entity set, or the rows a navigation property leads to when `rows` is given. */
export const readMany = (
  reader: Reader,
  table: Table,
  query: Query,
  path: string,
  rows?: Iterable<Row>,
): ApiResponse => {
  checkOptions(query)
  if (query.has('$apply')) return applyQuery(reader, table, query, rows ?? reader.org.store.rows(table.logicalName))
  if (!rows && isTracked(reader, query)) return readChanges(reader, table, query)
  if (isFetched(query)) return readFetch(reader, table, query, path, rows)
  return answer(reader, table, query, path, rows ?? reader.org.store.rows(table.logicalName))
}

/** Answers `/$count`: a bare number, at most 5000. */
export const countMany = (reader: Reader, table: Table, query: Query, rows?: Iterable<Row>): ApiResponse => {
  const token = query.get('$deltatoken')
  if (!rows && token !== undefined) {
    const count = changesSince(reader, table, query, readDeltaToken(reader.org, table, token)).length
    return { status: 200, headers: {}, body: count }
  }
  checkOptions(query)
  const found = isFetched(query)
    ? countFetched(reader, table, query, rows)
    : selectRows(reader, table, rows ?? reader.org.store.rows(table.logicalName), query).rows.length
  return { status: 200, headers: {}, body: Math.min(found, pageLimit) }
}
