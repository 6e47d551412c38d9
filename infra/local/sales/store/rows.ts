// The rows of a table: those that are stored, then those of its crowds.
import type { Crowd, Span } from './crowd.ts'
import type { Row } from './row.ts'

/** All rows of a table. */
export type Rows = Iterable<Row> & {
  /** The stored rows, and of each crowd only the rows that the caller says may be meant. */
  within(spanOf: (crowd: Crowd) => Span): Iterable<Row>
}

function* walk(
  stored: ReadonlyMap<string, Row>,
  crowds: readonly Crowd[],
  isGone: (id: string) => boolean,
  spanOf: (crowd: Crowd) => Span,
): Generator<Row> {
  yield* stored.values()
  for (const crowd of crowds) {
    const [from, to] = spanOf(crowd)
    for (let number = from; number < to; number += 1) {
      const row = crowd.row(number)
      if (!stored.has(row.id) && !isGone(row.id)) yield row
    }
  }
}

/** @param isGone whether a row of a crowd was deleted */
export const createRows = (
  stored: ReadonlyMap<string, Row>,
  crowds: readonly Crowd[],
  isGone: (id: string) => boolean,
): Rows => ({
  [Symbol.iterator]: () =>
    crowds.length === 0 ? stored.values() : walk(stored, crowds, isGone, ({ count }) => [0, count]),
  within: (spanOf) => (crowds.length === 0 ? stored.values() : walk(stored, crowds, isGone, spanOf)),
})
