// A message the broker gave up on becomes a catch-up error like any other.

import type { Log } from '../domain/log-events.ts'
import { deriveId } from '../platform/ids.ts'
import type { QueueName } from '../platform/queues.ts'
import type { Table } from '../platform/table.ts'
import { errorIdOf, recordCatchUpError } from './catch-up-errors.ts'
import { asMessage } from './work-queue.ts'

/** @returns a handler of the bodies of a queue's dead letters */
export const recordDeadLetter =
  (queue: QueueName, table: Table, now: () => Date, log: Log) =>
  async (body: unknown): Promise<void> => {
    const at = now().toISOString()
    const message = asMessage(body)
    const prospectId = message?.data['prospectId'] ?? message?.data['leadId']
    const errorId = message ? errorIdOf(queue, message) : deriveId('unreadable', queue, JSON.stringify(body) ?? '')
    await recordCatchUpError(table, {
      errorId,
      queue,
      code: 'dead-letter',
      ...(message ? { message } : {}),
      ...(typeof prospectId === 'string' ? { prospectId } : {}),
      tries: (message?.attempt ?? 0) + 1,
      firstAt: message?.since ?? at,
      lastAt: at,
      state: 'Open',
    })
    log.error('dead-letter', { queue, errorId, correlationId: message?.correlationId })
  }
