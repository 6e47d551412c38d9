// What changed in a table of Sales since the last look. Change tracking knows no filter: all rows of the table come.
// https://learn.microsoft.com/power-apps/developer/data-platform/use-change-tracking-synchronize-data-external-systems

import type { Dataverse } from './dataverse.ts'
import { SalesRefused } from './failures.ts'
import type { SalesRow } from './rows.ts'

export type Changes = {
  readonly changed: readonly SalesRow[]
  /** Ids of deleted rows. */
  readonly deleted: readonly string[]
  /** Where the next look begins. */
  readonly link: string
}

type Page = {
  readonly value?: readonly SalesRow[]
  readonly '@odata.nextLink'?: string
  readonly '@odata.deltaLink'?: string
}

const expired = new Set(['0x80044352', '0x80044352'.toUpperCase()])
const apiPath = '/api/data/v9.2/'

/** The part of a link below the API; a link to another place is none of ours. */
const pathOf = (link: string): string => {
  const { pathname, search } = new URL(link)
  if (!pathname.startsWith(apiPath)) throw new Error('A link of Sales leads outside its Web API.')
  return pathname.slice(apiPath.length) + search
}

const isDeleted = (row: SalesRow): boolean => typeof row['reason'] === 'string' && typeof row['id'] === 'string'

/**
 * Reads the changes of a table.
 * @param set name of the entity set; @param columns to read
 * @param since the link of the last look; absent = everything there is
 * @returns `expired` when the link is too old and everything must be read
 */
export const readChanges = async (
  call: Dataverse,
  set: string,
  columns: string,
  since?: string,
): Promise<Changes | 'expired'> => {
  const changed: SalesRow[] = []
  const deleted: string[] = []
  let path = since === undefined ? `${set}?$select=${columns}` : pathOf(since)
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
    if (error instanceof SalesRefused && expired.has(error.code)) return 'expired'
    throw error
  }
}
