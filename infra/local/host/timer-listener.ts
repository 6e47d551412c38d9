// Fires a timer function on its schedule: one run at a time, missed ticks made up for exactly once.
import type { BlobStore } from './blob-store.ts'
import type { IndexedFunction } from './function-index.ts'
import type { HostLog } from './host-log.ts'
import type { Invoker } from './invoker.ts'
import type { Listener } from './listener.ts'
import type { RetryContext, RetryOptions } from './protocol.ts'
import { isSubMinute, parseSchedule } from './schedule.ts'
import { iso, never, readStatus, statusPath, type TimerStatus, timerPayload, writeStatus } from './timer-status.ts'

export type TimerOptions = {
  function: IndexedFunction
  invoker: Invoker
  log: HostLog
  now: () => number
  hostId: string
  /** Throws when the app has no usable AzureWebJobsStorage. */
  store: () => BlobStore
}

const longestSleepMs = 86_400_000
const delayOf = (retry: RetryOptions, count: number): number => {
  if (retry.retryStrategy === 'fixedDelay') return (retry.delayInterval?.seconds ?? 0) * 1000
  const low = (retry.minimumInterval?.seconds ?? 0) * 1000
  const high = (retry.maximumInterval?.seconds ?? 0) * 1000
  return Math.min(high, low * 2 ** count)
}

/**
 * Makes the listener of a timer function.
 * @throws Error when the schedule is wrong
 * @see https://github.com/Azure/azure-webjobs-sdk-extensions/blob/main/src/WebJobs.Extensions/Extensions/Timers/Listener/TimerListener.cs
 */
export const createTimerListener = (options: TimerOptions): Listener => {
  const { function: one, now, log } = options
  const expression = String(one.trigger['schedule'] ?? '')
  const schedule = parseSchedule(expression)
  const monitored = one.trigger['useMonitor'] !== false && !isSubMinute(expression, schedule, now())
  const path = statusPath(options.hostId, one.name)
  const ending = new AbortController()
  let work: Promise<void> = Promise.resolve()
  let status: TimerStatus | undefined

  const sleep = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      if (ending.signal.aborted) return resolve()
      const timer = setTimeout(done, milliseconds)
      function done(): void {
        clearTimeout(timer)
        ending.signal.removeEventListener('abort', done)
        resolve()
      }
      ending.signal.addEventListener('abort', done)
    })

  const sleepUntil = async (time: number): Promise<void> => {
    while (!ending.signal.aborted && now() < time) await sleep(Math.min(time - now(), longestSleepMs))
  }

  /** `Next` is always the first moment after `LastUpdated`, so that a changed schedule shows. */
  const save = async (last: string, updated: number): Promise<void> => {
    status = { Last: last, Next: iso(schedule.next(updated)), LastUpdated: iso(updated) }
    if (monitored) await writeStatus(options.store(), path, status)
  }

  /** Runs the function, again as its retry policy says; a failed tick is not made up for. */
  const fire = async (isPastDue: boolean): Promise<void> => {
    const most = one.retry?.maxRetryCount ?? 0
    let context: RetryContext | undefined = one.retry && { retryCount: 0, maxRetryCount: most }
    for (let count = 0; ; count += 1) {
      try {
        const reason = `Timer fired at ${iso(now())}`
        const data = timerPayload(monitored ? status : undefined, isPastDue)
        await options.invoker.run({ function: one, reason, data, ...(context && { retry: context }) })
        return
      } catch (error) {
        if (!one.retry || (most >= 0 && count >= most) || ending.signal.aborted) return
        const message = error instanceof Error ? error.message : String(error)
        context = { retryCount: count + 1, maxRetryCount: most, exception: { message } }
        await sleep(delayOf(one.retry, count))
      }
    }
  }

  const tick = async (isPastDue: boolean): Promise<void> => {
    const started = now()
    await fire(isPastDue)
    // Counted from its start: a run that overran its interval is followed by the next one at once.
    await save(iso(started), started)
  }

  const begin = async (): Promise<void> => {
    // A timer needs the app's storage even when it keeps no status: the host guards its single instance there.
    options.store()
    status = monitored ? await readStatus(options.store(), path) : undefined
    const due = status && Date.parse(status.Next)
    const regular = status && schedule.next(Date.parse(status.LastUpdated))
    if (status && due !== undefined && regular === due && due < now()) {
      log.write(`Function.${one.name}`, 'information', `Function '${one.name}' is past due on startup. Executing now.`)
      await tick(true)
    } else if (one.trigger['runOnStartup'] === true) await tick(false)
    else if (monitored) await save(status?.Last ?? never, now())
  }

  /** The storage may come up after the host; a listener that cannot start tries again. */
  const beginWithRetry = async (): Promise<void> => {
    for (let wait = 500; !ending.signal.aborted; wait = Math.min(wait * 2, 30_000)) {
      try {
        return await begin()
      } catch (error) {
        const reason =
          error instanceof Error
            ? `${error.message}${error.cause instanceof Error ? ` (${error.cause.message})` : ''}`
            : String(error)
        log.write(
          'Host.Startup',
          'error',
          `The listener for function 'Functions.${one.name}' was unable to start. ${reason}`,
        )
        await sleep(wait)
      }
    }
  }

  const loop = async (): Promise<void> => {
    await beginWithRetry()
    while (!ending.signal.aborted) {
      await sleepUntil(status ? Date.parse(status.Next) : schedule.next(now()))
      if (ending.signal.aborted) return
      try {
        await tick(false)
      } catch (error) {
        log.write('Host.Startup', 'error', `The status of timer '${one.name}' could not be stored. ${String(error)}`)
      }
    }
  }

  return {
    start: () => {
      work = loop()
    },
    stop: async () => {
      ending.abort()
      await work
    },
  }
}
