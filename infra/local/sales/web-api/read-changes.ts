// Answers reads with change tracking: every row at first, then what changed or went away since a token was given out.
// https://learn.microsoft.com/power-apps/developer/data-platform/use-change-tracking-synchronize-data-external-systems
import type { Query } from '../addresses/address.ts'
import type { ApiResponse } from '../base/api.ts'
import { lacksPrivilege } from '../base/errors.ts'
import type { Table } from '../schema/types.ts'
import { depths, privilegeOf } from '../security/privileges.ts'
import { needPrivilege } from '../security/rights.ts'
import { readCookie, writeCookie } from './cookie.ts'
import { checkTracking, readDeltaToken, writeDeltaToken } from './delta.ts'
import { contextOf, linkTo } from './links.ts'
import { comparePlaces } from './order.ts'
import { pageLimit } from './page-limit.ts'
import { project, type Reader } from './project.ts'
import { readShape } from './query.ts'

type Item = { place: readonly [number, string]; body: () => Record<string, unknown> }

/** Changed rows by version, then deletions by version; without a token every row, by key. */
export const changesSince = (reader: Reader, table: Table, query: Query, since: number | undefined): Item[] => {
  const shape = readShape(reader.org, table, query)
  const all = reader.org.store.rows(table.logicalName)
  const recent = all.within((crowd) => [since === undefined ? 0 : crowd.firstAfterVersion(since), crowd.count])
  const rows = [...recent].filter((row) => since === undefined || row.version > since)
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

/** Answers a read with change tracking. @throws SalesError 403 unless the caller may read every row */
export const readChanges = (reader: Reader, table: Table, query: Query): ApiResponse => {
  checkTracking(table, query)
  const read = privilegeOf('Read', table)
  if (needPrivilege(reader.org, reader.userId, read) < depths.Global) {
    throw lacksPrivilege(`${read} (Global)`, { table: 'systemuser', id: reader.userId })
  }
  const token = query.get('$deltatoken')
  const since = token === undefined ? undefined : readDeltaToken(reader.org, table, token)
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

/** Whether a read is one with change tracking, or continues one. */
export const isTracked = (reader: Reader, query: Query): boolean =>
  query.has('$deltatoken') ||
  (reader.preferences.trackChanges && !query.has('$skiptoken')) ||
  (query.has('$skiptoken') && readCookie(query.get('$skiptoken') ?? '').version !== undefined)
