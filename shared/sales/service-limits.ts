// Keeps to the service protection limits of Dataverse: few calls at once, and none before the time Sales asked for.
// https://learn.microsoft.com/power-apps/developer/data-platform/api-limits

import type { Dataverse } from './dataverse.ts'
import { SalesUnavailable } from './failures.ts'

/**
 * How hard Sales is used. It gives a caller 1,200 seconds of its time within any 300: what drains in such a window and the
 * burst are that together, so a short rush runs wide, and a long one as narrow as can go on for ever.
 */
export type Pace = {
  /** Calls under way at once while there is time in hand, however many the server would like. */
  readonly atOnce: number
  /** The same when the burst is used up; together they take less time than drains. */
  readonly spent: number
  /** Milliseconds of calls that may be ahead of what drains. */
  readonly burstMs: number
  /** Milliseconds of calls that are forgiven in each millisecond. */
  readonly drain: number
}

export const salesPace: Pace = { atOnce: 8, spent: 3, burstMs: 60_000, drain: 3.8 }

export type ServiceLimits = {
  /** A fetch whose answers are searched for the server's hint how many calls it likes at once. */
  readonly watch: (send: typeof fetch) => typeof fetch
  /**
   * A client that waits for its turn, and once Sales has said Retry-After makes no call until then.
   * @throws SalesUnavailable with the seconds that are left
   */
  readonly keep: (call: Dataverse) => Dataverse
  /** How many calls may be under way at this moment. */
  readonly atOnce: () => number
}

const isTimeout = (error: unknown): boolean =>
  error instanceof SalesUnavailable && error.cause instanceof Error && error.cause.name === 'TimeoutError'

/** @param now milliseconds */
export const createServiceLimits = (now: () => number, pace: Pace = salesPace): ServiceLimits => {
  const waiting: { readonly go: () => void; readonly giveUp: (error: unknown) => void }[] = []
  let liked = pace.atOnce
  let underWay = 0
  let closedUntil = 0
  let aheadMs = 0
  let drainedAt = now()

  const drain = (): void => {
    const time = now()
    aheadMs = Math.max(0, aheadMs - (time - drainedAt) * pace.drain)
    drainedAt = time
  }
  const atOnce = (): number => {
    drain()
    return Math.min(liked, aheadMs < pace.burstMs ? pace.atOnce : pace.spent)
  }

  const turn = async (): Promise<void> => {
    if (underWay < atOnce()) underWay += 1
    else await new Promise<void>((go, giveUp) => waiting.push({ go, giveUp }))
  }
  const done = (): void => {
    underWay -= 1
    // A place is taken for the next one here, so that nobody who comes at this moment takes it as well.
    while (waiting.length > 0 && underWay < atOnce()) {
      underWay += 1
      waiting.shift()?.go()
    }
  }
  const checkOpen = (): void => {
    const left = closedUntil - now()
    if (left > 0) throw new SalesUnavailable('waits-as-asked', { retryAfterSeconds: Math.ceil(left / 1000) })
  }

  return {
    watch: (send) => async (input, init) => {
      const answer = await send(input, init)
      const hint = Number(answer.headers.get('x-ms-dop-hint'))
      if (hint >= 1) liked = Math.min(Math.floor(hint), pace.atOnce)
      return answer
    },
    keep: (call) => async (request) => {
      checkOpen()
      await turn()
      const since = now()
      try {
        checkOpen()
        return await call(request)
      } catch (error) {
        if (error instanceof SalesUnavailable && error.retryAfterSeconds !== undefined)
          closedUntil = Math.max(closedUntil, now() + error.retryAfterSeconds * 1000)
        // Who waits after a call that got no answer would wait as long again, and again.
        if (isTimeout(error)) for (const { giveUp } of waiting.splice(0)) giveUp(error)
        throw error
      } finally {
        drain()
        aheadMs += now() - since
        done()
      }
    },
    atOnce,
  }
}
