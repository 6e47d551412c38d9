// A message the broker gave up on becomes a catch-up error like any other.

import type { Log } from '../domain/log-events.ts'
import { type Message, type QueueName, readMessage } from '../domain/messages.ts'
import { type CatchUpErrorStore, errorIdOf } from './store/catch-up-errors.ts'

const prospectOf = ({ data }: Message): { readonly prospectId?: string } => {
  if ('prospectId' in data) return { prospectId: data.prospectId }
  return 'leadId' in data ? { prospectId: data.leadId } : {}
}

/** @returns a handler of the bodies of a queue's dead letters. Of one that is no message, only that it came is kept */
export const createDeadLetterRecorder =
  (queue: QueueName, errors: CatchUpErrorStore, now: () => Date, log: Log) =>
  async (body: unknown): Promise<void> => {
    const at = now().toISOString()
    const message = readMessage(body)
    if (!message) {
      const errorId = await errors.recordUnreadable(queue, body, 'dead-letter', at)
      log.error('dead-letter', { queue, errorId })
      return
    }
    const errorId = errorIdOf(queue, message)
    await errors.record({
      errorId,
      queue,
      code: 'dead-letter',
      message,
      ...prospectOf(message),
      tries: message.attempt + 1,
      firstAt: message.since ?? at,
      lastAt: at,
      state: 'Open',
    })
    log.error('dead-letter', { queue, errorId, correlationId: message.correlationId })
  }
