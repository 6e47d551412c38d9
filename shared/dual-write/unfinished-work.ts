// What becomes of work that is not done: it is sent for later, or kept for a person.

import type { FailureCode } from '../domain/failures.ts'
import type { Log, LogFields } from '../domain/log-events.ts'
import type { Message, Send } from '../domain/messages.ts'
import type { QueueName } from '../domain/queue-names.ts'
import { StorageUnavailable } from '../platform/storage-unavailable.ts'
import { retryDelay } from './retry-ladder.ts'
import { errorIdOf } from './store/catch-up-error.ts'
import type { CatchUpErrorStore } from './store/catch-up-errors.ts'

export type UnfinishedDeps = {
  readonly errors: CatchUpErrorStore
  readonly send: Send
  readonly random: () => number
  readonly log: Log
  /** Waits in milliseconds; absent = not at all. */
  readonly wait?: (ms: number) => Promise<unknown>
}

/** One message while it is being worked on. */
export type Delivery = {
  readonly queue: QueueName
  readonly message: Message
  /** When it was taken. */
  readonly at: string
  /** When the work was first asked for. */
  readonly since: string
  /** What each line of the log says of it. */
  readonly ids: LogFields
}

const holdBackMs = 20_000

/**
 * Does what has to be done before a message may go. Where that is not possible now, the broker would deliver it again at
 * once: a queue's message is given up after a few times, a dead letter comes for ever. This makes the time longer.
 */
export const holdingBack = async <T>(wait: UnfinishedDeps['wait'], act: () => Promise<T>): Promise<T> => {
  try {
    return await act()
  } catch (error) {
    await wait?.(holdBackMs)
    throw error
  }
}

/** A message as it was taken from its queue. */
export const deliveryOf = (queue: QueueName, message: Message, at: string): Delivery => ({
  queue,
  message,
  at,
  since: message.since ?? at,
  ids: {
    queue,
    type: message.type,
    correlationId: message.correlationId,
    attempt: message.attempt,
    ...('opportunityId' in message.data ? { opportunityId: message.data.opportunityId } : {}),
  },
})

/** Sends a copy for later. */
export const putOff = async (
  { send, random, wait, log }: UnfinishedDeps,
  { message, since, ids }: Delivery,
  { code, afterSeconds = 0 }: { readonly code: FailureCode; readonly afterSeconds?: number },
): Promise<void> => {
  const delayMs = retryDelay(message.attempt, random(), afterSeconds * 1000)
  await holdingBack(wait, () => send([{ ...message, attempt: message.attempt + 1, since }], delayMs))
  log.warn('work-put-off', { ...ids, code, delayMs })
}

/** Keeps the message for a person; what cannot be kept now is put off. */
export const giveUp = async (
  deps: UnfinishedDeps,
  delivery: Delivery,
  code: FailureCode,
): Promise<'kept' | 'put-off'> => {
  const { queue, message, at, since, ids } = delivery
  const errorId = errorIdOf(queue, message)
  try {
    await deps.errors.record({
      errorId,
      queue,
      code,
      message,
      ...('prospectId' in message.data ? { prospectId: message.data.prospectId } : {}),
      tries: message.attempt + 1,
      firstAt: since,
      lastAt: at,
      state: 'Open',
    })
  } catch (failure) {
    if (!(failure instanceof StorageUnavailable)) throw failure
    await putOff(deps, delivery, { code: 'storage-unavailable' })
    return 'put-off'
  }
  deps.log.error('catch-up-error', { ...ids, code, errorId })
  return 'kept'
}
