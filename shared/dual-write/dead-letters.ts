// A message the broker gave up on becomes a catch-up error like any other.

import type { Log } from '../domain/log-events.ts'
import { type Message, readMessage } from '../domain/messages.ts'
import type { QueueName } from '../domain/queue-names.ts'
import { errorIdOf } from './store/catch-up-error.ts'
import type { CatchUpErrorStore } from './store/catch-up-errors.ts'
import { holdingBack, type UnfinishedDeps } from './unfinished-work.ts'

const prospectOf = ({ data }: Message): { readonly prospectId?: string } => {
  if ('prospectId' in data) return { prospectId: data.prospectId }
  return 'leadId' in data ? { prospectId: data.leadId } : {}
}

/**
 * A dead-letter queue has no limit of deliveries: what cannot be recorded now is held back for a while each time.
 * @param wait in milliseconds; absent = not at all
 * @returns a handler of the bodies of a queue's dead letters. Of one that is no message, only that it came is kept
 */
export const createDeadLetterRecorder =
  (queue: QueueName, errors: CatchUpErrorStore, now: () => Date, log: Log, wait?: UnfinishedDeps['wait']) =>
  async (body: unknown): Promise<void> => {
    const at = now().toISOString()
    const message = readMessage(body)
    const errorId = message ? errorIdOf(queue, message) : undefined
    const record = async (): Promise<string> => {
      if (!message || !errorId) return errors.recordUnreadable(queue, body, 'dead-letter', at)
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
      return errorId
    }
    const recorded = await holdingBack(wait, record)
    log.error('dead-letter', {
      queue,
      errorId: recorded,
      ...(message ? { correlationId: message.correlationId } : {}),
    })
  }
