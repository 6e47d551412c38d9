// Catch-up errors: work that was given up, kept with its reason until somebody retries or dismisses it. Nothing deletes
// them by time.

import type { FailureCode } from '../../domain/failures.ts'
import { type Message, type QueueName, queueNames, readMessage } from '../../domain/messages.ts'
import { forMany } from '../../platform/for-many.ts'
import { deriveId } from '../../platform/ids.ts'
import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { anything, number, objectOf, oneOf, onlyTrue, type Reader, text } from '../../platform/shape.ts'
import { shardOf, shards } from '../../platform/shards.ts'
import { StorageRefused } from '../../platform/storage-unavailable.ts'
import type { Stored } from '../../platform/stored.ts'
import { remove, type Table, type Write } from '../../platform/table.ts'

/** Where a row stands; what stands in it is not told. */
export type RowName = { readonly table: string; readonly partition: string; readonly key: string }

export type CatchUpError = {
  readonly errorId: string
  /** Where the message was; absent when this is about a stored row. */
  readonly queue?: QueueName
  /** The stored row that cannot be read. */
  readonly row?: RowName
  readonly code: FailureCode
  /** What to send again; absent when the message could not be read. */
  readonly message?: Message
  readonly prospectId?: string
  readonly tries: number
  readonly firstAt: string
  readonly lastAt: string
  readonly state: 'Open' | 'Retried' | 'Dismissed'
  readonly dismissedBecause?: string
  /** While it is open, it stands among the open ones by time as well; rows of earlier versions do not. */
  readonly listed?: true
}

const key = (errorId: string): string => `error|${errorId}`
const everyKey: [string, string] = ['error|', 'error}']
/** Newest first in ordinal order. */
const inverted = (at: string): string => String(9_999_999_999_999 - Date.parse(at)).padStart(13, '0')
const openKey = ({ lastAt, errorId }: CatchUpError): string => `open|${inverted(lastAt)}|${errorId}`
const openKeys: [string, string] = ['open|', 'open}']
const tries = 4
/** More open ones of a part than these are not counted. */
const countedAtMost = 1000
const perPage = 100

/** Codes that others gave have no end; what is no code at all was never stored. */
const readFailureCode: Reader<FailureCode> = (value, at) => text(value, at) as FailureCode

const read = objectOf<Omit<CatchUpError, 'message'> & { readonly message?: unknown }>(
  {
    errorId: text,
    code: readFailureCode,
    tries: number,
    firstAt: text,
    lastAt: text,
    state: oneOf<CatchUpError['state']>({ Open: true, Retried: true, Dismissed: true }),
  },
  {
    queue: oneOf<QueueName>(queueNames),
    row: objectOf<RowName>({ table: text, partition: text, key: text }),
    message: anything,
    prospectId: text,
    dismissedBecause: text,
    listed: onlyTrue,
  },
)

/** What an earlier version took for a message and is none any more cannot be sent again. */
const format = createRowFormat<CatchUpError>((value, at) => {
  const { message: body, ...error } = read(value, at)
  const message = readMessage(body)
  return { ...error, ...(message ? { message } : {}) }
})

/** The id of the error that a message leads to: the same whenever it fails. */
export const errorIdOf = (queue: QueueName, message: Pick<Message, 'type' | 'data'>): string =>
  deriveId('error', queue, message.type, JSON.stringify(message.data))

export type CatchUpErrorStore = {
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
  readonly read: (errorId: string) => Promise<Stored<CatchUpError> | undefined>
  /** Replaces an error unless it changed since it was read. */
  readonly replace: (before: Stored<CatchUpError>, next: CatchUpError) => Promise<void>
  /** Recorded errors, newest first: of the open ones the newest of all, however many others are kept. */
  readonly newest: (limit?: number) => Promise<CatchUpError[]>
  /**
   * Open errors that failed last at a time or later, the newest first.
   * @param limit of each part
   */
  readonly openSince: (at: string, limit: number) => Promise<CatchUpError[]>
  /** How many are open; of each part only so many are counted, and then `isAll` is false. */
  readonly countOpen: () => Promise<{ readonly count: number; readonly isAll: boolean }>
  /** Every recorded error, however many there are, in no particular order. */
  readonly every: () => AsyncGenerator<Stored<CatchUpError>>
}

export const createCatchUpErrorStore = (table: Table): CatchUpErrorStore => {
  const rows = createRows(table, format)

  async function* every(): AsyncGenerator<Stored<CatchUpError>> {
    for (const shard of shards) {
      let [from, to] = everyKey
      for (let isLast = false; !isLast; ) {
        const page = await rows.range(shard, from, to, perPage)
        yield* page
        // Greater than the last key, and smaller than any other that follows it.
        from = `${page.at(-1)?.key}~`
        isLast = page.length < perPage
      }
    }
  }

  /** Takes an error from among the open ones, where it stands there. */
  const unlisted = (before: CatchUpError | undefined): Write[] =>
    before?.listed && before.state === 'Open' ? [remove(openKey(before))] : []

  const listing = (error: CatchUpError): Write[] => (error.state === 'Open' ? [rows.put(openKey(error), error)] : [])

  const put = async (error: CatchUpError): Promise<void> => {
    const part = shardOf(error.errorId)
    const next: CatchUpError = { ...error, listed: true }
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const before = await rows.read(part, key(error.errorId))
      const isSamePlace = before !== undefined && openKey(before.value) === openKey(next)
      const writes = [
        before ? rows.replace(before, next) : rows.create(key(error.errorId), next),
        ...(isSamePlace ? [] : unlisted(before?.value)),
        ...listing(next),
      ]
      if ((await table.write(part, writes)) === 'written') return
    }
    // That it failed is never lost, even if a stale line stays among the open ones.
    await table.write(part, [rows.put(key(error.errorId), next), ...listing(next)])
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

  /** Puts open errors of earlier versions among the open ones, some with each look. */
  const listEarlier = async (found: readonly Stored<CatchUpError>[]): Promise<void> => {
    const isMissing = ({ key: at, value }: Stored<CatchUpError>) =>
      at === key(value.errorId) && value.state === 'Open' && !value.listed
    const missing = found.filter(isMissing).slice(0, perPage)
    await forMany(missing, (row) => {
      const next: CatchUpError = { ...row.value, listed: true }
      return table.write(shardOf(next.errorId), [rows.replace(row, next), ...listing(next)])
    })
  }

  return {
    record,
    recordUnreadable: async (queue, body, code, at) => {
      const errorId = deriveId('unreadable', queue, JSON.stringify(body) ?? '')
      await record({ errorId, queue, code, tries: 1, firstAt: at, lastAt: at, state: 'Open' })
      return errorId
    },
    recordRow: async (row, at) => {
      const errorId = deriveId('row', row.table, row.partition, row.key)
      const error: CatchUpError = {
        errorId,
        row,
        code: 'unreadable-row',
        tries: 1,
        firstAt: at,
        lastAt: at,
        state: 'Open',
        listed: true,
      }
      await table.write(shardOf(errorId), [rows.create(key(errorId), error), ...listing(error)])
    },
    read: (errorId) => rows.read(shardOf(errorId), key(errorId)),
    replace: async (before, next) => {
      const part = shardOf(next.errorId)
      await table.write(part, [rows.replace(before, next), ...(next.state === 'Open' ? [] : unlisted(before.value))])
    },
    newest: async (limit = 200) => {
      const found = await Promise.all(
        shards.flatMap((shard) => [rows.range(shard, ...openKeys, limit), rows.range(shard, ...everyKey, limit)]),
      )
      const all = found.flat()
      await listEarlier(all)
      return [...new Map(all.map(({ value: { listed: _, ...error } }) => [error.errorId, error])).values()]
        .sort((a, b) => (a.lastAt < b.lastAt ? 1 : -1))
        .slice(0, limit)
    },
    openSince: async (at, limit) => {
      const [from] = openKeys
      const found = await Promise.all(shards.map((shard) => rows.range(shard, from, `${from}${inverted(at)}}`, limit)))
      return found.flat().map(({ value }) => value)
    },
    countOpen: async () => {
      const found = await Promise.all(shards.map((shard) => table.range(shard, ...openKeys, countedAtMost)))
      return {
        count: found.reduce((sum, some) => sum + some.length, 0),
        isAll: found.every((some) => some.length < countedAtMost),
      }
    },
    every,
  }
}
