// Catch-up errors as they are kept: until somebody retries or dismisses them, and after that too. Nothing deletes them by
// time.

import type { QueueName } from '../../domain/queue-names.ts'
import { forMany } from '../../platform/for-many.ts'
import { deriveId } from '../../platform/ids.ts'
import { createRows } from '../../platform/row-format.ts'
import { shardOf, shards } from '../../platform/shards.ts'
import { StorageRefused } from '../../platform/storage-unavailable.ts'
import type { Stored } from '../../platform/stored.ts'
import { remove, type Table, type Write, type WriteOutcome } from '../../platform/table.ts'
import { type CatchUpError, errorFormat, type KeptError, type RowName } from './catch-up-error.ts'
import { createErrorLists, type ErrorLists } from './error-lists.ts'
import { errorKey, everyError, keysHeld, listKeys } from './error-places.ts'
import { counted, countsFormat, countsKey, type PartCounts } from './open-counts.ts'

const tries = 6
/** Six rows for each at most, and the counts, must fit one transaction of 100. */
const changedAtOnce = 16

type Change = { readonly before: Stored<KeptError>; readonly next: CatchUpError }

export type CatchUpErrorStore = ErrorLists & {
  /** Records an error; the same message failing again renews its one row. */
  readonly record: (error: CatchUpError) => Promise<void>
  /**
   * Records that something came that is no message; the same body again renews its one row. The body itself is not kept:
   * it may be anybody's, and of any size.
   * @returns the error's id
   */
  readonly recordUnreadable: (
    queue: QueueName,
    body: unknown,
    code: 'unreadable-message' | 'dead-letter',
    at: string,
  ) => Promise<string>
  /** Records that a stored row cannot be read, once: what somebody did about it since stays. */
  readonly recordRow: (row: RowName, at: string) => Promise<void>
  readonly read: (errorId: string) => Promise<Stored<KeptError> | undefined>
  /** Replaces an error unless it changed since it was read. */
  readonly replace: (before: Stored<KeptError>, next: CatchUpError) => Promise<WriteOutcome>
  /** Takes errors away for good, with their places in the lists. Safe to repeat. @returns how many there were */
  readonly forget: (errorIds: readonly string[]) => Promise<number>
  /** The same for many: those of one part change together, a few at a time. */
  readonly replaceMany: (changes: readonly Change[]) => Promise<void>
}

type Step = { readonly before: Stored<KeptError> | undefined; readonly next: CatchUpError }

/** The counts of a part after some steps; unknown ones stay unknown, but their row changes all the same. */
const countsAfter = (counts: PartCounts | undefined, steps: readonly Step[]): PartCounts => ({
  ...counts,
  ...(counts?.groups
    ? { groups: steps.reduce((sums, { before, next }) => counted(sums, before?.value, next), counts.groups) }
    : {}),
})

export const createCatchUpErrorStore = (table: Table): CatchUpErrorStore => {
  const rows = createRows(table, errorFormat)
  const counts = createRows(table, countsFormat)

  /** Rows of an error, and its places in the lists. */
  const writesOf = ({ before, next: error }: Step): Write[] => {
    const next: KeptError = { ...error, listed: true, placed: true }
    const present = listKeys(next)
    const past = keysHeld(before?.value).filter((key) => !present.includes(key))
    return [
      before ? rows.replace(before, next) : rows.create(errorKey(error.errorId), next),
      ...past.map(remove),
      ...present.map((key) => rows.put(key, next)),
    ]
  }

  /** Everything that changes with some errors of a part, in one transaction. */
  const change = async (part: string, steps: readonly Step[]): Promise<WriteOutcome> => {
    const known = await counts.read(part, countsKey)
    // Where no error ever was, there is nothing of an earlier version to count first.
    const isNew = !known && (await table.range(part, ...everyError, 1)).length === 0
    const sums = countsAfter(isNew ? { isPlaced: true, groups: [] } : known?.value, steps)
    return table.write(part, [
      ...steps.flatMap(writesOf),
      known ? counts.replace(known, sums) : counts.create(countsKey, sums),
    ])
  }

  const readKept = (errorId: string) => rows.read(shardOf(errorId), errorKey(errorId))

  const put = async (error: CatchUpError): Promise<void> => {
    for (let attempt = 0; attempt < tries; attempt += 1)
      if (
        (await change(shardOf(error.errorId), [{ before: await readKept(error.errorId), next: error }])) === 'written'
      )
        return
    // That it failed is never lost, even if a stale line stays in a list; then all is brought in order and counted anew.
    const next: KeptError = { ...error, listed: true, placed: true }
    await table.write(shardOf(error.errorId), [
      rows.put(errorKey(error.errorId), next),
      ...listKeys(next).map((key) => rows.put(key, next)),
      counts.put(countsKey, {}),
    ])
  }

  const record = async (error: CatchUpError): Promise<void> => {
    try {
      await put(error)
    } catch (failure) {
      if (!(failure instanceof StorageRefused)) throw failure
      // That it was given up is never lost, even if it cannot be sent again from here.
      const { message: _, ...rest } = error
      await put(rest)
    }
  }

  const replace: CatchUpErrorStore['replace'] = async (before, next) => {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      if ((await change(shardOf(next.errorId), [{ before, next }])) === 'written') return 'written'
      // It may be only that another error of the part changed the counts.
      if ((await readKept(next.errorId))?.etag !== before.etag) return 'conflict'
    }
    return 'conflict'
  }

  /** Takes one error away with what it counts; whether it is gone. */
  const forgetOne = async (before: Stored<KeptError>): Promise<boolean> => {
    const part = shardOf(before.value.errorId)
    const known = await counts.read(part, countsKey)
    const groups = known?.value.groups
    const sums = { ...known?.value, ...(groups ? { groups: counted(groups, before.value, undefined) } : {}) }
    const outcome = await table.write(part, [
      ...[...keysHeld(before.value), before.key].map(remove),
      ...(known ? [counts.replace(known, sums)] : []),
    ])
    return outcome === 'written'
  }

  const forget: CatchUpErrorStore['forget'] = async (errorIds) => {
    let gone = 0
    for (const errorId of errorIds)
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const before = await readKept(errorId)
        if (!before) break
        if (!(await forgetOne(before))) continue
        gone += 1
        break
      }
    return gone
  }

  return {
    ...createErrorLists(table),
    forget,
    record,
    recordUnreadable: async (queue, body, code, at) => {
      const errorId = deriveId('unreadable', queue, JSON.stringify(body) ?? '')
      await record({ errorId, queue, code, tries: 1, firstAt: at, lastAt: at, state: 'Open' })
      return errorId
    },
    recordRow: async (row, at) => {
      const errorId = deriveId('row', row.table, row.partition, row.key)
      const error = { errorId, row, code: 'unreadable-row', tries: 1, firstAt: at, lastAt: at, state: 'Open' } as const
      for (let attempt = 0; attempt < tries; attempt += 1) {
        if (await readKept(errorId)) return
        if ((await change(shardOf(errorId), [{ before: undefined, next: error }])) === 'written') return
      }
      await put(error)
    },
    read: readKept,
    replace,
    replaceMany: async (changes) => {
      await forMany(shards, async (part) => {
        const ofPart = changes.filter(({ next }) => shardOf(next.errorId) === part)
        for (let from = 0; from < ofPart.length; from += changedAtOnce) {
          const some = ofPart.slice(from, from + changedAtOnce)
          if ((await change(part, some)) === 'written') continue
          for (const { before, next } of some) await replace(before, next)
        }
      })
    },
  }
}
