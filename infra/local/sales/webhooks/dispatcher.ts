// Works off the queued system jobs in the background, several at a time and in no promised order, as the asynchronous
// service does. https://learn.microsoft.com/power-apps/developer/data-platform/asynchronous-service
import { randomInt } from 'node:crypto'
import type { Org } from '../organization/session.ts'
import { type Deliverer, deliver } from './deliver.ts'
import { isDue } from './job.ts'
import { createQueueSender } from './send-to-queue.ts'

export type Dispatcher = {
  /** Resolves when no delivery is queued or under way. */
  idle(): Promise<void>
  /** Starts no more deliveries and ends those under way; they are taken up again at the next start. */
  close(): Promise<void>
}

const parallel = 16

/** Starts working off jobs, those left from before included. */
export const startDispatcher = (org: Org, options: Pick<Deliverer, 'organization' | 'faults'>): Dispatcher => {
  const stopping = new AbortController()
  const running = new Map<string, Promise<void>>()
  const queue: string[] = []
  const known = new Set<string>()
  const queueSender = createQueueSender(options.organization)
  const deliverer: Deliverer = { ...options, org, queueSender, stop: stopping.signal }
  let waiting: (() => void)[] = []

  const pump = (): void => {
    while (!stopping.signal.aborted && running.size < parallel && queue.length > 0) {
      const [id = ''] = queue.splice(randomInt(queue.length), 1)
      const work = deliver(deliverer, id)
        .catch((error: unknown) => console.error(error))
        .finally(() => {
          running.delete(id)
          known.delete(id)
          pump()
        })
      running.set(id, work)
    }
    if (running.size > 0 || (queue.length > 0 && !stopping.signal.aborted)) return
    for (const resolve of waiting) resolve()
    waiting = []
  }
  const collect = (): void => {
    for (const job of org.store.rows('asyncoperation')) {
      if (!isDue(job) || known.has(job.id)) continue
      known.add(job.id)
      queue.push(job.id)
    }
    // Deliveries begin after the request that caused them has been answered.
    if (queue.length > 0) setImmediate(pump)
  }

  collect()
  org.store.onCommit(collect)
  return {
    idle: () =>
      running.size === 0 && queue.length === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting.push(resolve)
          }),
    close: async () => {
      stopping.abort()
      await Promise.all(running.values())
      await queueSender.close()
      pump()
    },
  }
}
