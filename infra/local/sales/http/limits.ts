// Service protection limits: how many requests a user may send in a sliding window, and how many at once.
// https://learn.microsoft.com/power-apps/developer/data-platform/api-limits
import { SalesError } from '../base/errors.ts'

export type RateLimit = { requests: number; windowSeconds: number; concurrent: number }

export type Limiter = {
  /**
   * Admits a request of the user, or refuses it.
   * @returns a function to call when the request has been answered, and the headers its answer carries
   * @throws SalesError 429 with Retry-After: 0x80072322 over the number, 0x80072326 over the concurrency
   */
  enter(userId: string): { leave(): void; headers: Record<string, string> }
}

const tooMany = (code: string, message: string, seconds: number): SalesError =>
  new SalesError(429, code, message, { 'Retry-After': String(Math.max(1, Math.ceil(seconds))) })

/** Limits as every organization has them by default: 6000 requests in 300 seconds, 52 at once. */
export const defaultLimit: RateLimit = { requests: 6000, windowSeconds: 300, concurrent: 52 }

export const createLimiter = (limit: RateLimit, now: () => Date): Limiter => {
  const users = new Map<string, { times: number[]; running: number }>()
  return {
    enter: (userId) => {
      const user = users.get(userId) ?? { times: [], running: 0 }
      users.set(userId, user)
      const moment = now().getTime()
      const windowMs = limit.windowSeconds * 1000
      while (user.times[0] !== undefined && user.times[0] <= moment - windowMs) user.times.shift()
      const [oldest] = user.times
      if (user.times.length >= limit.requests && oldest !== undefined) {
        const message = `Number of requests exceeded the limit of ${limit.requests} over time window of ${limit.windowSeconds} seconds.`
        throw tooMany('0x80072322', message, (oldest + windowMs - moment) / 1000)
      }
      if (user.running >= limit.concurrent) {
        throw tooMany('0x80072326', `Number of concurrent requests exceeded the limit of ${limit.concurrent}.`, 1)
      }
      user.times.push(moment)
      user.running += 1
      return {
        leave: () => {
          user.running -= 1
        },
        headers: {
          'x-ms-ratelimit-burst-remaining-xrm-requests': String(limit.requests - user.times.length),
          'x-ms-ratelimit-time-remaining-xrm-requests': '1,200.00',
        },
      }
    },
  }
}
