// What became of each press of *Retry all* or *Retry selected*: how far it is, so that it goes on after a crash, and what
// came of it. The last ones are kept.

import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { listOf, number, objectOf, text } from '../../platform/shape.ts'
import type { Stored } from '../../platform/stored.ts'
import { remove, type Table } from '../../platform/table.ts'
import { inverted } from './error-places.ts'

export type Retry = {
  readonly retryId: string
  /** When it was asked for, and by whom. */
  readonly at: string
  readonly by: string
  /** Which open errors; without any of the three, all. */
  readonly code?: string
  readonly kind?: string
  readonly errorIds?: readonly string[]
  /** How many there were to retry. */
  readonly total: number
  readonly retried: number
  /** What could not be retried, or only by a decision of its own. */
  readonly impossible: number
  /** Ids of the errors that are worked on: some of them may be done already. */
  readonly inHand?: readonly string[]
  /** Where in the list the next ones begin. */
  readonly place?: string
  readonly begunAt?: string
  readonly changedAt: string
  readonly endedAt?: string
}

const partition = 'retries'
const keptAtLeast = 10
const newestFirst: readonly [string, string] = ['retry|', 'retry}']

const keyOf = ({ at, retryId }: Pick<Retry, 'at' | 'retryId'>): string => `retry|${inverted(at)}|${retryId}`

const format = createRowFormat(
  objectOf<Retry>(
    { retryId: text, at: text, by: text, total: number, retried: number, impossible: number, changedAt: text },
    {
      code: text,
      kind: text,
      errorIds: listOf(text),
      inHand: listOf(text),
      place: text,
      begunAt: text,
      endedAt: text,
    },
  ),
)

export type RetryStore = {
  /** Keeps one that was just asked for; one that is kept already stays as it is. */
  readonly create: (retry: Retry) => Promise<void>
  readonly read: (which: Pick<Retry, 'at' | 'retryId'>) => Promise<Stored<Retry> | undefined>
  /** @returns what is stored now; `undefined` when somebody else goes on with it */
  readonly replace: (before: Stored<Retry>, next: Retry) => Promise<Stored<Retry> | undefined>
  /** The newest ones. */
  readonly newest: (limit: number) => Promise<readonly Retry[]>
  /** Lets go of old ones that ended. */
  readonly tidy: () => Promise<void>
}

export const createRetryStore = (table: Table): RetryStore => {
  const rows = createRows(table, format)
  const read: RetryStore['read'] = (which) => rows.read(partition, keyOf(which))
  return {
    create: async (retry) => {
      await table.write(partition, [rows.create(keyOf(retry), retry)])
    },
    read,
    replace: async (before, next) =>
      (await table.write(partition, [rows.replace(before, next)])) === 'written' ? read(next) : undefined,
    newest: async (limit) => (await rows.range(partition, ...newestFirst, limit)).map(({ value }) => value),
    tidy: async () => {
      const found = await rows.range(partition, ...newestFirst, 100)
      const old = found.slice(keptAtLeast).filter(({ value }) => value.endedAt !== undefined)
      if (old.length > 0)
        await table.write(
          partition,
          old.map(({ key }) => remove(key)),
        )
    },
  }
}
