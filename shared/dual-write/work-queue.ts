// Does one queued message: on success nothing more happens; what must wait comes back as a scheduled copy; what cannot
// be done becomes a catch-up error. Only mistakes of our own throw, and the broker delivers those again.

import type { Log } from '../domain/log-events.ts'
import { deriveId } from '../platform/ids.ts'
import { describeError } from '../platform/log.ts'
import type { Message, Send } from '../platform/message.ts'
import type { QueueName } from '../platform/queues.ts'
import { QueueUnavailable } from '../platform/service-bus.ts'
import { StorageUnavailable, type Table } from '../platform/table.ts'
import type { WorkResult } from '../platform/work.ts'
import { SalesRefused, SalesUnavailable } from '../sales/failures.ts'
import type { Breaker } from './breaker.ts'
import type { Gate } from './bridge.ts'
import { type CatchUpError, errorIdOf, recordCatchUpError } from './catch-up-errors.ts'
import { giveUpAfterMs, retryDelay } from './retry-ladder.ts'

export type WorkQueueDeps = {
  readonly errors: Table
  readonly send: Send
  readonly now: () => Date
  readonly random: () => number
  readonly log: Log
  /** Absent for queues that are not part of the bridge. */
  readonly gate?: Gate
  readonly breaker?: Breaker
  /** Waits in milliseconds; absent = not at all. */
  readonly wait?: (ms: number) => Promise<unknown>
}

/** Reads an envelope; `undefined` when the body is none. */
export const asMessage = (body: unknown): Message | undefined => {
  if (typeof body !== 'object' || body === null) return undefined
  const { type, data, attempt, correlationId, since } = body as Record<string, unknown>
  if (typeof type !== 'string' || typeof data !== 'object' || data === null || typeof correlationId !== 'string')
    return undefined
  if (!Object.values(data).every((value) => typeof value === 'string' || typeof value === 'number')) return undefined
  return {
    type,
    data: data as Message['data'],
    attempt: typeof attempt === 'number' && attempt >= 0 ? attempt : 0,
    correlationId,
    ...(typeof since === 'string' && !Number.isNaN(Date.parse(since)) ? { since } : {}),
  }
}

const parked: WorkResult = { outcome: 'done' }
const holdBackMs = 20_000

/** What an unexpected end of the work means; `undefined` for a mistake of our own. */
const resultOfFailure = (error: unknown): WorkResult | undefined => {
  if (error instanceof SalesUnavailable)
    return {
      outcome: 'later',
      code: `sales-${error.code}`,
      ...(error.retryAfterSeconds === undefined ? {} : { afterSeconds: error.retryAfterSeconds }),
    }
  if (error instanceof SalesRefused) return { outcome: 'failed', code: `sales-${error.code}` }
  if (error instanceof StorageUnavailable) return { outcome: 'later', code: 'storage-unavailable' }
  if (error instanceof QueueUnavailable) return { outcome: 'later', code: 'queue-unavailable' }
  return undefined
}

/**
 * @param queue where the message came from and where its copies go
 * @param work does what the message asks; must be safe to repeat
 * @returns a handler of message bodies. It throws only when neither the work nor its postponement could be stored
 */
export const workQueue =
  (queue: QueueName, work: (message: Message) => Promise<WorkResult>, deps: WorkQueueDeps) =>
  async (body: unknown): Promise<void> => {
    const at = deps.now().toISOString()
    const message = asMessage(body)
    if (!message) {
      const errorId = deriveId('unreadable', queue, JSON.stringify(body) ?? '')
      await recordCatchUpError(deps.errors, {
        errorId,
        queue,
        code: 'unreadable-message',
        tries: 1,
        firstAt: at,
        lastAt: at,
        state: 'Open',
      })
      deps.log.error('message-unreadable', { queue, errorId })
      return
    }
    const noteFailure = async (): Promise<void> => {
      try {
        await deps.gate?.salesFailed()
      } catch (error) {
        if (!(error instanceof StorageUnavailable)) throw error
        deps.log.warn('bridge-not-switched', { error: describeError(error) })
      }
    }
    const { opportunityId } = message.data
    const ids = {
      queue,
      type: message.type,
      correlationId: message.correlationId,
      attempt: message.attempt,
      ...(opportunityId === undefined ? {} : { opportunityId }),
    }
    const attempt = async (): Promise<WorkResult> => {
      if (await deps.gate?.isPaused()) {
        await deps.gate?.park(queue, message)
        return parked
      }
      const result = await work(message)
      deps.gate?.salesAnswered()
      return result
    }
    const result = await attempt().catch(async (error: unknown): Promise<WorkResult> => {
      const known = resultOfFailure(error)
      if (!known) throw error
      deps.log.warn('work-failed', { ...ids, error: describeError(error) })
      // A Retry-After is an answer: Sales is there and says when.
      if (error instanceof SalesUnavailable && error.retryAfterSeconds === undefined) await noteFailure()
      return known
    })
    if (result.outcome === 'done') {
      const { prospectId = ids.correlationId } = result
      deps.log.info(result === parked ? 'work-parked' : 'work-done', { ...ids, correlationId: prospectId })
      return
    }

    const since = message.since ?? at
    const putOff = async (code: string, afterSeconds = 0): Promise<void> => {
      const delay = retryDelay(message.attempt, deps.random(), afterSeconds * 1000)
      try {
        await deps.send(queue, [{ ...message, attempt: message.attempt + 1, since }], delay)
      } catch (error) {
        // The broker would deliver it again at once, and give it up after a few times; this makes the time longer.
        await deps.wait?.(holdBackMs)
        throw error
      }
      deps.log.warn('work-put-off', { ...ids, code, delayMs: delay })
    }
    const expired = deps.now().getTime() - Date.parse(since) >= giveUpAfterMs
    if (result.outcome === 'later' && !expired) return putOff(result.code, result.afterSeconds)

    const error: CatchUpError = {
      errorId: errorIdOf(queue, message),
      queue,
      code: result.code,
      message,
      ...(typeof message.data['prospectId'] === 'string' ? { prospectId: message.data['prospectId'] } : {}),
      tries: message.attempt + 1,
      firstAt: since,
      lastAt: at,
      state: 'Open',
    }
    try {
      await recordCatchUpError(deps.errors, error)
    } catch (failure) {
      if (!(failure instanceof StorageUnavailable)) throw failure
      return putOff('storage-unavailable')
    }
    deps.log.error('catch-up-error', { ...ids, code: result.code, errorId: error.errorId })
    if (result.outcome === 'failed') await deps.breaker?.()
  }
