// Brings a part of the errors in order: what earlier versions stored is put into the lists, and then what is open is
// counted. Each look does a bounded part of it, and goes on where the one before ended.

import { createRows } from '../../platform/row-format.ts'
import type { Stored } from '../../platform/stored.ts'
import { after, pagesOf, type Table, type Write } from '../../platform/table.ts'
import { errorFormat, type KeptError } from './catch-up-error.ts'
import { everyError, keysHeld, listKeys, listRange } from './error-places.ts'
import { counted, countsFormat, countsKey, type ErrorGroup, type PartCounts } from './open-counts.ts'

/** Five rows for each at most, so that all of a page fit one transaction of 100. */
const perPage = 20
const pagesAtOnce = 10
const countedPerPage = 1000

/**
 * @param part of the table
 * @returns what is open; `undefined` while that is not known yet
 */
export const createPlaceErrors = (table: Table) => {
  const rows = createRows(table, errorFormat)
  const counts = createRows(table, countsFormat)

  const keep = async (part: string, before: Stored<PartCounts> | undefined, next: PartCounts): Promise<boolean> =>
    (await table.write(part, [before ? counts.replace(before, next) : counts.create(countsKey, next)])) === 'written'

  /** The row of an error, and its places in lists where it does not stand yet. */
  const placed = (stored: Stored<KeptError>): Write[] => {
    const next: KeptError = { ...stored.value, listed: true, placed: true }
    const held = keysHeld(stored.value)
    const missing = listKeys(next).filter((key) => !held.includes(key))
    return [rows.replace(stored, next), ...missing.map((key) => rows.put(key, next))]
  }

  const place = async (part: string, before: Stored<PartCounts> | undefined): Promise<boolean> => {
    const from = before?.value.place
    let pages = 0
    let last = from
    for await (const page of pagesOf(
      (start) => rows.range(part, start, everyError[1], perPage),
      from === undefined ? everyError[0] : after(from),
      perPage,
    )) {
      const writes = page.filter(({ value }) => !value.placed).flatMap(placed)
      // Somebody does something about one of them just now: the next look goes on here.
      if (writes.length > 0 && (await table.write(part, writes)) !== 'written') break
      last = page.at(-1)?.key ?? last
      pages += 1
      if (page.length < perPage) return keep(part, before, { isPlaced: true })
      if (pages === pagesAtOnce) break
    }
    await keep(part, before, last === undefined ? {} : { place: last })
    return false
  }

  const count = async (part: string, before: Stored<PartCounts>): Promise<readonly ErrorGroup[] | undefined> => {
    const [from, to] = listRange({ state: 'Open' })
    let groups: readonly ErrorGroup[] = []
    for await (const page of pagesOf((start) => rows.range(part, start, to, countedPerPage), from, countedPerPage))
      for (const { value } of page) groups = counted(groups, undefined, value)
    // What changed since the counts were read has changed their row as well.
    return (await keep(part, before, { isPlaced: true, groups })) ? groups : undefined
  }

  return async (part: string): Promise<readonly ErrorGroup[] | undefined> => {
    const known = await counts.read(part, countsKey)
    if (known?.value.groups) return known.value.groups
    if (!known?.value.isPlaced && !(await place(part, known))) return undefined
    const before = await counts.read(part, countsKey)
    return before && (before.value.groups ?? (await count(part, before)))
  }
}
