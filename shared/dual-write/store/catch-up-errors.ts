// Catch-up errors: work that was given up, kept with its reason until somebody retries or dismisses it. Nothing deletes
// them by time.

import type { FailureCode } from '../../domain/failures.ts'
import { type Message, type QueueName, queueNames, readMessage } from '../../domain/messages.ts'
import { deriveId } from '../../platform/ids.ts'
import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { anything, number, objectOf, oneOf, type Reader, text } from '../../platform/shape.ts'
import { shardOf, shards } from '../../platform/shards.ts'
import { StorageRefused } from '../../platform/storage-unavailable.ts'
import type { Stored } from '../../platform/stored.ts'
import type { Table } from '../../platform/table.ts'

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
}

const key = (errorId: string): string => `error|${errorId}`
const everyKey: [string, string] = ['error|', 'error}']
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
  /** Recorded errors, newest first. */
  readonly newest: (limit?: number) => Promise<CatchUpError[]>
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

  const put = async (error: CatchUpError): Promise<void> => {
    await table.write(shardOf(error.errorId), [rows.put(key(error.errorId), error)])
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
      }
      await table.write(shardOf(errorId), [rows.create(key(errorId), error)])
    },
    read: (errorId) => rows.read(shardOf(errorId), key(errorId)),
    replace: async (before, next) => {
      await table.write(shardOf(next.errorId), [rows.replace(before, next)])
    },
    newest: async (limit = 200) => {
      const found = await Promise.all(shards.map((shard) => rows.range(shard, ...everyKey, limit)))
      return found
        .flat()
        .map(({ value }) => value)
        .sort((a, b) => (a.lastAt < b.lastAt ? 1 : -1))
        .slice(0, limit)
    },
    every,
  }
}
