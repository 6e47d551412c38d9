// What changed in a table of Sales since the last time. Change tracking knows no filter: all rows of the table come.
// https://learn.microsoft.com/power-apps/developer/data-platform/use-change-tracking-synchronize-data-external-systems

import { apiPath, type Dataverse } from './dataverse.ts'
import { isRefusal, SalesUnavailable } from './failures.ts'
import type { SalesChanges } from './sales.ts'
import type { SalesRow } from './sales-row.ts'

type Page = {
  readonly value?: readonly SalesRow[]
  readonly '@odata.nextLink'?: string
  readonly '@odata.deltaLink'?: string
}

/** The part of a link below the API; a link to another place is none of ours. */
const pathOf = (link: string): string => {
  const { pathname, search } = new URL(link)
  if (!pathname.startsWith(apiPath)) throw new Error('A link of Sales leads outside its Web API.')
  return pathname.slice(apiPath.length) + search
}

const isDeleted = (row: SalesRow): boolean => typeof row['reason'] === 'string' && typeof row['id'] === 'string'

/** Reads page after page. @returns `expired` when the link is too old and everything must be read */
const readPages = async (call: Dataverse, first: string): Promise<SalesChanges<SalesRow> | 'expired'> => {
  const changed: SalesRow[] = []
  const deleted: string[] = []
  let path = first
  try {
    for (;;) {
      const page = (await call({ method: 'GET', path, headers: { prefer: 'odata.track-changes' } })) as Page
      for (const row of page.value ?? []) {
        if (isDeleted(row)) deleted.push(String(row['id']).toLowerCase())
        else changed.push(row)
      }
      if (page['@odata.deltaLink']) return { changed, deleted, link: page['@odata.deltaLink'] }
      if (!page['@odata.nextLink']) throw new Error('Sales sent changes without a link for the next look.')
      path = pathOf(page['@odata.nextLink'])
    }
  } catch (error) {
    if (isRefusal(error, '0x80044352')) return 'expired'
    throw error
  }
}

/**
 * Reads the changes of a table; all of it when the link is absent or too old.
 * @param set name of the entity set; @param columns to read
 * @param read what a changed row means
 * @param since the link of the last time
 * @throws SalesUnavailable, SalesRefused
 */
export type ReadChanges = <T>(
  set: string,
  columns: string,
  read: (row: SalesRow) => T,
  since?: string,
) => Promise<SalesChanges<T>>

export const createChangeReader =
  (call: Dataverse): ReadChanges =>
  async (set, columns, read, since) => {
    const everything = `${set}?$select=${columns}`
    let pages = await readPages(call, since === undefined ? everything : pathOf(since))
    if (pages === 'expired') pages = await readPages(call, everything)
    if (pages === 'expired') throw new SalesUnavailable('change-tracking-expired')
    return { ...pages, changed: pages.changed.map(read) }
  }
