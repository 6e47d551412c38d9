// What staff do on the page *Dual-write*: retry and dismiss catch-up errors.

import { shardOf } from '../platform/ids.ts'
import type { Send } from '../platform/message.ts'
import { type Row, replace, type Table } from '../platform/table.ts'
import { type CatchUpError, catchUpErrors, readCatchUpError } from './catch-up-errors.ts'

export type DeskResult = 'done' | 'unknown' | 'unreadable'

const retryRow = async (table: Table, send: Send, row: Row<CatchUpError>, at: string): Promise<DeskResult> => {
  const { message, queue, errorId } = row.value
  if (!message) return 'unreadable'
  const { since: _, ...again } = message
  // Sent before it is marked: a crash in between retries once more, which is safe.
  await send(queue, [{ ...again, attempt: 0 }])
  await table.write(shardOf(errorId), [replace(row, { ...row.value, state: 'Retried', lastAt: at })])
  return 'done'
}

/** Does the work of one error again. */
export const retryError = async (table: Table, send: Send, errorId: string, at: string): Promise<DeskResult> => {
  const row = await readCatchUpError(table, errorId)
  return row ? retryRow(table, send, row, at) : 'unknown'
}

/** Does the work of all open errors again; says how many. */
export const retryAllErrors = async (table: Table, send: Send, at: string): Promise<number> => {
  let retried = 0
  for (const row of await catchUpErrors(table)) {
    if (row.value.state === 'Open' && (await retryRow(table, send, row, at)) === 'done') retried += 1
  }
  return retried
}

/** Puts an error aside for good, with the reason; it stays listed. */
export const dismissError = async (table: Table, errorId: string, reason: string): Promise<DeskResult> => {
  const row = await readCatchUpError(table, errorId)
  if (!row) return 'unknown'
  await table.write(shardOf(errorId), [replace(row, { ...row.value, state: 'Dismissed', dismissedBecause: reason })])
  return 'done'
}
