// The lists of catch-up errors by time, as pages, retries and the breaker read them: a bounded part at a time.

import { createRows } from '../../platform/row-format.ts'
import { shards } from '../../platform/shards.ts'
import type { Table } from '../../platform/table.ts'
import { type CatchUpError, errorFormat, type KeptError } from './catch-up-error.ts'
import { type ErrorFilter, inverted, listRange, openSinceRange, placeOf } from './error-places.ts'
import { type ErrorGroup, summed } from './open-counts.ts'
import { createPlaceErrors } from './place-errors.ts'

export type ErrorLists = {
  /**
   * Some errors of a list that failed last at a time or before, part by part, so that going through all reads each once.
   * @param at ISO 8601
   * @param place where the last ones ended
   * @returns with the place where these end; none when there are no more
   */
  readonly walk: (
    filter: ErrorFilter,
    at: string,
    limit: number,
    place?: string,
  ) => Promise<{ readonly errors: readonly CatchUpError[]; readonly place?: string }>
  /**
   * One page of a list, newest first.
   * @param place where the page before ended
   * @returns with the place where this one ends, if there are more
   */
  readonly list: (
    filter: ErrorFilter,
    limit: number,
    place?: string,
  ) => Promise<{ readonly errors: readonly CatchUpError[]; readonly place?: string }>
  /**
   * How many are open, by what they have in common.
   * @returns `isAll`: whether what earlier versions stored is counted as well; each call brings some more of it in order
   */
  readonly openGroups: () => Promise<{ readonly groups: readonly ErrorGroup[]; readonly isAll: boolean }>
  /**
   * Open errors that failed last at a time or later, the newest first.
   * @param limit of each part
   */
  readonly openSince: (at: string, limit: number) => Promise<CatchUpError[]>
}

const told = ({ listed: _, placed: __, ...error }: KeptError): CatchUpError => error

export const createErrorLists = (table: Table): ErrorLists => {
  const rows = createRows(table, errorFormat)
  const placeErrors = createPlaceErrors(table)
  return {
    walk: async (filter, at, limit, place = '') => {
      const begin = inverted(at)
      const [first = '', last = begin] = place.split(' ')
      for (const part of shards.filter((shard) => shard >= first)) {
        const found = await rows.range(part, ...listRange(filter, part === first ? last : begin), limit)
        const end = found.at(-1)
        if (end) return { errors: found.map(({ value }) => told(value)), place: `${part} ${placeOf(end.value)}` }
      }
      return { errors: [] }
    },
    list: async (filter, limit, place) => {
      const found = await Promise.all(shards.map((shard) => rows.range(shard, ...listRange(filter, place), limit + 1)))
      const all = found.flat().map(({ value }) => told(value))
      const page = all.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)).slice(0, limit)
      const last = all.length > limit ? page.at(-1) : undefined
      return { errors: page, ...(last ? { place: placeOf(last) } : {}) }
    },
    openGroups: async () => {
      const found = await Promise.all(shards.map(placeErrors))
      return {
        groups: summed(found.map((groups) => groups ?? [])),
        isAll: found.every((groups) => groups !== undefined),
      }
    },
    openSince: async (at, limit) => {
      const found = await Promise.all(shards.map((shard) => rows.range(shard, ...openSinceRange(at), limit)))
      return found.flat().map(({ value }) => told(value))
    },
  }
}
