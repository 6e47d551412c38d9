// Does one queued message: on success nothing more happens; what must wait comes back as a scheduled copy; what cannot
// be done becomes a catch-up error. Only mistakes of our own throw, and the broker delivers those again.

import { isForSales, isOn, type MessageOn, readMessage } from '../domain/messages.ts'
import type { QueueName } from '../domain/queue-names.ts'
import type { SecurityEvent } from '../domain/security-events.ts'
import type { WorkResult } from '../domain/work-result.ts'
import { describeError } from '../platform/log.ts'
import { StorageUnavailable } from '../platform/storage-unavailable.ts'
import type { Breaker } from './breaker.ts'
import type { Gate } from './bridge.ts'
import { isSalesSilent, resultOfFailure } from './failed-work.ts'
import { giveUpAfterMs } from './retry-ladder.ts'
import { type Delivery, deliveryOf, giveUp, holdingBack, putOff, type UnfinishedDeps } from './unfinished-work.ts'

export type WorkQueueDeps = UnfinishedDeps & {
  readonly now: () => Date
  /** Absent for queues that are not part of the bridge. */
  readonly gate?: Gate
  readonly breaker?: Breaker
  readonly securityEvent?: SecurityEvent
}

type End = WorkResult | { readonly outcome: 'parked' }

/** Does the work, unless the bridge is paused: then the message waits with the bridge. */
const passGate = async (
  gate: Gate | undefined,
  { queue, message }: Delivery,
  work: () => Promise<WorkResult>,
): Promise<End> => {
  if (await gate?.isPaused()) {
    await gate?.park(queue, message)
    return { outcome: 'parked' }
  }
  const result = await work()
  gate?.salesAnswered()
  return result
}

const noteSilence = async ({ gate, log }: WorkQueueDeps): Promise<void> => {
  try {
    await gate?.salesFailed()
  } catch (error) {
    if (!(error instanceof StorageUnavailable)) throw error
    log.warn('bridge-not-switched', { error: describeError(error) })
  }
}

/** What to do about work that threw; a mistake of our own is thrown on. */
const endOfFailure = async (deps: WorkQueueDeps, { ids }: Delivery, error: unknown): Promise<WorkResult> => {
  const known = resultOfFailure(error)
  if (!known) throw error
  deps.log.warn('work-failed', { ...ids, error: describeError(error) })
  if (isSalesSilent(error)) await noteSilence(deps)
  return known
}

const isOverdue = ({ since }: Delivery, now: Date): boolean => now.getTime() - Date.parse(since) >= giveUpAfterMs

const settle = async (deps: WorkQueueDeps, delivery: Delivery, end: End): Promise<void> => {
  const { ids } = delivery
  switch (end.outcome) {
    case 'parked':
      return deps.log.info('work-parked', ids)
    case 'done':
      return deps.log.info('work-done', { ...ids, ...(end.prospectId ? { correlationId: end.prospectId } : {}) })
    case 'later':
      if (!isOverdue(delivery, deps.now())) return putOff(deps, delivery, end)
      await giveUp(deps, delivery, end.code)
      return
    case 'failed':
      if ((await giveUp(deps, delivery, end.code)) === 'kept') await deps.breaker?.()
  }
}

/**
 * @param queue where messages come from
 * @param work does what a message asks; must be safe to repeat
 * @returns a handler of message bodies. It throws only when neither the work nor its postponement could be stored
 */
export const createWorkQueue =
  <Q extends QueueName>(queue: Q, work: (message: MessageOn<Q>) => Promise<WorkResult>, deps: WorkQueueDeps) =>
  async (body: unknown): Promise<void> => {
    const at = deps.now().toISOString()
    const message = readMessage(body)
    if (!message) {
      const errorId = await holdingBack(deps.wait, () =>
        deps.errors.recordUnreadable(queue, body, 'unreadable-message', at),
      )
      deps.log.error('message-unreadable', { queue, errorId })
      deps.securityEvent?.('poison', { queue, errorId })
      return
    }
    const delivery = deliveryOf(queue, message, at)
    // What nobody here can work on says nothing of Sales, so it does not make the bridge pause either.
    if (!isOn(queue, message)) return void (await giveUp(deps, delivery, 'message-type-unknown'))
    const end = await passGate(isForSales(message) ? deps.gate : undefined, delivery, () => work(message)).catch(
      (error: unknown) => endOfFailure(deps, delivery, error),
    )
    await settle(deps, delivery, end)
  }
