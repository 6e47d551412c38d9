// Keeps to the service protection limits of Dataverse: few calls at once, and none before the time Sales asked for.
// https://learn.microsoft.com/power-apps/developer/data-platform/api-limits

import type { Dataverse } from './dataverse.ts'
import { SalesUnavailable } from './failures.ts'

/** Calls under way at once, however many the server would like. */
export const mostAtOnce = 4

export type ServiceLimits = {
  /** A fetch whose answers are searched for the server's hint how many calls it likes at once. */
  readonly watch: (send: typeof fetch) => typeof fetch
  /**
   * A client that waits for its turn, and once Sales has said Retry-After makes no call until then.
   * @throws SalesUnavailable with the seconds that are left
   */
  readonly keep: (call: Dataverse) => Dataverse
}

const isTimeout = (error: unknown): boolean =>
  error instanceof SalesUnavailable && error.cause instanceof Error && error.cause.name === 'TimeoutError'

/** @param now milliseconds */
export const createServiceLimits = (now: () => number, most = mostAtOnce): ServiceLimits => {
  const waiting: { readonly go: () => void; readonly giveUp: (error: unknown) => void }[] = []
  let atOnce = most
  let underWay = 0
  let closedUntil = 0

  const turn = async (): Promise<void> => {
    if (underWay < atOnce) underWay += 1
    else await new Promise<void>((go, giveUp) => waiting.push({ go, giveUp }))
  }
  const done = (): void => {
    const next = underWay <= atOnce ? waiting.shift() : undefined
    // The place is handed over, so that nobody who comes at this moment takes it as well.
    if (next) next.go()
    else underWay -= 1
  }
  const checkOpen = (): void => {
    const left = closedUntil - now()
    if (left > 0) throw new SalesUnavailable('waits-as-asked', { retryAfterSeconds: Math.ceil(left / 1000) })
  }

  return {
    watch: (send) => async (input, init) => {
      const answer = await send(input, init)
      const hint = Number(answer.headers.get('x-ms-dop-hint'))
      if (hint >= 1) atOnce = Math.min(Math.floor(hint), most)
      return answer
    },
    keep: (call) => async (request) => {
      checkOpen()
      await turn()
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
        done()
      }
    },
  }
}
