// What staff do on the page *Dual-write*: retry and dismiss catch-up errors.

import { shardOf } from '../platform/ids.ts'
import type { Message, Send } from '../platform/message.ts'
import { type Row, replace, type Table } from '../platform/table.ts'
import { delayAt } from './bridge.ts'
import { type CatchUpError, everyCatchUpError, readCatchUpError } from './catch-up-errors.ts'

export type DeskResult = 'done' | 'unknown' | 'unreadable'

export type DeskDeps = {
  readonly errors: Table
  readonly send: Send
  /** Lets a mail of unknown end be sent once more. */
  readonly allowOneMore: (message: Message, at: string) => Promise<void>
}

/** An error whose retry may have an effect twice: somebody decides that for each alone. */
const mayHappenTwice = ({ code }: CatchUpError): boolean => code === 'mail-unknown'

const retryRow = async (deps: DeskDeps, row: Row<CatchUpError>, at: string, delayMs = 0): Promise<DeskResult> => {
  const { message, queue, errorId } = row.value
  if (!message) return 'unreadable'
  const { since: _, ...again } = message
  // Sent before it is marked: a crash in between retries once more, which is safe.
  await deps.send(queue, [{ ...again, attempt: 0 }], delayMs)
  await deps.errors.write(shardOf(errorId), [replace(row, { ...row.value, state: 'Retried', lastAt: at })])
  return 'done'
}

/** Does the work of one error again; a mail of unknown end is sent once more, knowing that it may arrive twice. */
export const retryError = async (deps: DeskDeps, errorId: string, at: string): Promise<DeskResult> => {
  const row = await readCatchUpError(deps.errors, errorId)
  if (!row) return 'unknown'
  if (row.value.message && mayHappenTwice(row.value)) await deps.allowOneMore(row.value.message, at)
  return retryRow(deps, row, at)
}

/**
 * Does the work of all open errors again, spread over time; says how many. Mails of unknown end are left to a decision
 * of their own.
 */
export const retryAllErrors = async (deps: DeskDeps, at: string): Promise<number> => {
  let retried = 0
  for await (const row of everyCatchUpError(deps.errors)) {
    if (row.value.state !== 'Open' || mayHappenTwice(row.value)) continue
    if ((await retryRow(deps, row, at, delayAt(retried))) === 'done') retried += 1
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
