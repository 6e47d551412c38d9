// What staff do about catch-up errors: retry and dismiss them.

import { asNew, type MessageOf, readMessage, type Send } from '../domain/messages.ts'
import { shardOf } from '../platform/ids.ts'
import { type Row, replace, type Table } from '../platform/table.ts'
import { delayAt } from './bridge.ts'
import { type CatchUpError, everyCatchUpError, readCatchUpError } from './catch-up-errors.ts'

export type RetryResult = 'done' | 'unknown' | 'unreadable'

export type RetryErrorsDeps = {
  readonly errors: Table
  readonly send: Send
  /** Lets a mail of unknown end be sent once more. */
  readonly allowOneMore: (message: MessageOf<'decision-mail'>, at: string) => Promise<void>
}

/** An error whose retry may have an effect twice: somebody decides that for each alone. */
const mayHappenTwice = ({ code }: CatchUpError): boolean => code === 'mail-unknown'

const retryRow = async (
  deps: RetryErrorsDeps,
  row: Row<CatchUpError>,
  at: string,
  delayMs = 0,
): Promise<RetryResult> => {
  const message = readMessage(row.value.message)
  if (!message) return 'unreadable'
  // Sent before it is marked: a crash in between retries once more, which is safe.
  await deps.send([asNew(message)], delayMs)
  await deps.errors.write(shardOf(row.value.errorId), [replace(row, { ...row.value, state: 'Retried', lastAt: at })])
  return 'done'
}

/** Does the work of one error again; a mail of unknown end is sent once more, knowing that it may arrive twice. */
export const retryError = async (deps: RetryErrorsDeps, errorId: string, at: string): Promise<RetryResult> => {
  const row = await readCatchUpError(deps.errors, errorId)
  if (!row) return 'unknown'
  const message = readMessage(row.value.message)
  if (message?.type === 'decision-mail' && mayHappenTwice(row.value)) await deps.allowOneMore(message, at)
  return retryRow(deps, row, at)
}

/**
 * Does the work of all open errors again, spread over time; says how many. Mails of unknown end are left to a decision
 * of their own.
 */
export const retryAllErrors = async (deps: RetryErrorsDeps, at: string): Promise<number> => {
  let retried = 0
  for await (const row of everyCatchUpError(deps.errors)) {
    if (row.value.state !== 'Open' || mayHappenTwice(row.value)) continue
    if ((await retryRow(deps, row, at, delayAt(retried))) === 'done') retried += 1
  }
  return retried
}

/** Puts an error aside for good, with the reason; it stays listed. */
export const dismissError = async (table: Table, errorId: string, reason: string): Promise<RetryResult> => {
  const row = await readCatchUpError(table, errorId)
  if (!row) return 'unknown'
  await table.write(shardOf(errorId), [replace(row, { ...row.value, state: 'Dismissed', dismissedBecause: reason })])
  return 'done'
}
