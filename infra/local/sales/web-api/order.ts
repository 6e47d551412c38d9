// Orders rows, and finds the place where a page continues.

import { compareValues, type Plain } from '../cells/plain-values.ts'
import type { Row } from '../store/row.ts'
import type { Order } from './query.ts'

/** The values that decide where a row stands; the key comes last, so no two rows stand at the same place. */
export const placeOf = (row: Row, orders: readonly Order[]): readonly Plain[] => [
  ...orders.map(({ get }) => {
    const value = get(row)
    return typeof value === 'string' ? value.toLowerCase() : value
  }),
  row.id,
]

/** Compares two places under the given directions. */
export const comparePlaces = (a: readonly Plain[], b: readonly Plain[], orders: readonly Order[]): number => {
  for (const [at, value] of a.entries()) {
    const order = compareValues(value, b[at] ?? null)
    if (order !== 0) return orders[at]?.descending ? -order : order
  }
  return 0
}

/** The rows in order: by the given columns, then by key. */
export const orderRows = (rows: readonly Row[], orders: readonly Order[]): Row[] =>
  rows
    .map((row) => ({ row, place: placeOf(row, orders) }))
    .sort((a, b) => comparePlaces(a.place, b.place, orders))
    .map(({ row }) => row)
