// Catch-up errors: work that was given up, kept with its reason until somebody retries or dismisses it. Nothing deletes
// them by time.

import type { FailureCode } from '../domain/failures.ts'
import type { Message, QueueName } from '../domain/messages.ts'
import { deriveId, shardOf, shards } from '../platform/ids.ts'
import { put, type Row, type Table } from '../platform/table.ts'

export type CatchUpError = {
  readonly errorId: string
  readonly queue: QueueName
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

/** Records an error; the same message failing again renews its one row. */
export const recordCatchUpError = async (table: Table, error: CatchUpError): Promise<void> => {
  await table.write(shardOf(error.errorId), [put(key(error.errorId), error)])
}

/**
 * Records that something came that is no message; the same body again renews its one row. The body itself is not kept: it
 * may be anybody's, and of any size.
 * @returns the error's id
 */
export const recordUnreadable = async (
  table: Table,
  queue: QueueName,
  body: unknown,
  code: 'unreadable-message' | 'dead-letter',
  at: string,
): Promise<string> => {
  const errorId = deriveId('unreadable', queue, JSON.stringify(body) ?? '')
  await recordCatchUpError(table, { errorId, queue, code, tries: 1, firstAt: at, lastAt: at, state: 'Open' })
  return errorId
}

/** One recorded error. */
export const readCatchUpError = (table: Table, errorId: string): Promise<Row<CatchUpError> | undefined> =>
  table.read<CatchUpError>(shardOf(errorId), key(errorId))

/** The id of the error that a message leads to: the same whenever it fails. */
export const errorIdOf = (queue: QueueName, message: Pick<Message, 'type' | 'data'>): string =>
  deriveId('error', queue, message.type, JSON.stringify(message.data))

/** All recorded errors, newest first. */
export const catchUpErrors = async (table: Table, limit = 200): Promise<Row<CatchUpError>[]> => {
  const found = await Promise.all(shards.map((shard) => table.range<CatchUpError>(shard, 'error|', 'error}', limit)))
  return found
    .flat()
    .sort((a, b) => (a.value.lastAt < b.value.lastAt ? 1 : -1))
    .slice(0, limit)
}

const perPage = 100

/** Every recorded error, however many there are, in no particular order. */
export async function* everyCatchUpError(table: Table): AsyncGenerator<Row<CatchUpError>> {
  for (const shard of shards) {
    let from = 'error|'
    for (let isLast = false; !isLast; ) {
      const rows = await table.range<CatchUpError>(shard, from, 'error}', perPage)
      yield* rows
      // Greater than the last key, and smaller than any other that follows it.
      from = `${rows.at(-1)?.key}~`
      isLast = rows.length < perPage
    }
  }
}
