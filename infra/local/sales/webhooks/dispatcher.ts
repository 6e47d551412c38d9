// Works off the queued system jobs in the background, several at a time and in no promised order, as the asynchronous
// service does. https://learn.microsoft.com/power-apps/developer/data-platform/asynchronous-service
import { randomInt } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Context } from '../events/context.ts'
import { type Org, stamp } from '../organization/session.ts'
import { isReference, type Values } from '../schema/types.ts'
import type { Row } from '../store/store.ts'
import type { WebhookFault, WebhookFaults } from './faults.ts'
import { type Delivery, sendWebhook } from './send.ts'
import { openQueueSender } from './send-to-queue.ts'

export type Dispatcher = {
  /** Resolves when no delivery is queued or under way. */
  idle(): Promise<void>
  /** Starts no more deliveries and ends those under way; they are taken up again at the next start. */
  close(): Promise<void>
}

const parallel = 16

const target = (org: Org, row: Row, column: string, table: string): Row | undefined => {
  const value = row.values[column]
  return isReference(value) ? org.store.get(table, value.id) : undefined
}

/** Ready, or waiting for another try. */
const isDue = (job: Row): boolean => job.values['statecode'] === 0 || job.values['statecode'] === 1

/** The error code as the signed 32-bit number that system jobs carry. */
const signed = (code: string): number => Number.parseInt(code, 16) | 0

const outcome = (org: Org, delivery: Delivery): Values => ({
  ...(delivery.delivered
    ? { statecode: 3, statuscode: 30 }
    : {
        statecode: 3,
        statuscode: 31,
        errorcode: signed(delivery.code),
        message: delivery.message,
        friendlymessage: delivery.message,
      }),
  retrycount: Math.max(0, delivery.attempts - 1),
  completedon: stamp(org),
  modifiedon: stamp(org),
})

const lost: Delivery = {
  delivered: false,
  attempts: 1,
  code: '0x80050201',
  message: 'The webhook call failed: the connection was lost.',
}

/** Waits, and gives up waiting without an error when the organization stops. */
const waitFor = async (fault: WebhookFault | undefined, stop: AbortSignal): Promise<void> => {
  if (!fault?.delayMs) return
  await delay(fault.delayMs, undefined, { signal: stop }).catch((error: unknown) => {
    if (!stop.aborted) throw error
  })
}

const webhook = 8
const longestPauseMs = 60_000

type Options = { readonly organization: string; readonly faults: WebhookFaults | undefined }

/** Starts working off jobs, those left from before included. */
export const startDispatcher = (org: Org, { organization, faults }: Options): Dispatcher => {
  const stopping = new AbortController()
  const running = new Map<string, Promise<void>>()
  const queue: string[] = []
  const known = new Set<string>()
  const queueSender = openQueueSender(organization)
  let waiting: (() => void)[] = []

  const finish = (job: Row, delivery: Delivery): void => {
    const step = target(org, job, 'owningextensionid', 'sdkmessageprocessingstep')
    org.store.transact(() => {
      if (!org.store.get('asyncoperation', job.id)) return
      if (delivery.delivered && step?.values['asyncautodelete'] === true) org.store.remove('asyncoperation', job.id)
      else org.store.put('asyncoperation', job.id, { ...job.values, ...outcome(org, delivery), data: null })
    })
  }
  const deliver = async (id: string): Promise<void> => {
    const job = org.store.get('asyncoperation', id)
    if (!job || !isDue(job)) return
    const step = target(org, job, 'owningextensionid', 'sdkmessageprocessingstep')
    const endpoint = step ? target(org, step, 'eventhandler', 'serviceendpoint') : undefined
    if (!endpoint) {
      finish(job, { delivered: false, attempts: 0, code: '0x80050205', message: 'The webhook step no longer exists.' })
      return
    }
    const context = JSON.parse(String(job.values['data'])) as Context
    const fault = faults?.({
      message: String(job.values['messagename']),
      table: String(job.values['primaryentitytype']),
      id: String(job.values['regardingid']),
    })
    await waitFor(fault, stopping.signal)
    const isWebhook = endpoint.values['contract'] === webhook
    const send = () =>
      isWebhook
        ? sendWebhook(endpoint.values, context, { organization, stop: stopping.signal })
        : queueSender.send(endpoint.values, context)
    if (fault?.duplicate) await send()
    const delivery = fault?.lose ? lost : await send()
    if (stopping.signal.aborted) return
    if (isWebhook || delivery.delivered || delivery.attempts === 0) finish(job, delivery)
    else await again(job, delivery.message)
  }
  // A queue that is out of reach is tried again, each time after twice as long.
  // https://learn.microsoft.com/power-apps/developer/data-platform/azure-integration
  const again = async (job: Row, message: string): Promise<void> => {
    const retrycount = Number(job.values['retrycount'] ?? 0) + 1
    const waits = { ...job.values, statecode: 1, statuscode: 10, retrycount, friendlymessage: message }
    org.store.transact(() => org.store.put('asyncoperation', job.id, waits))
    await waitFor({ delayMs: Math.min(500 * 2 ** retrycount, longestPauseMs) }, stopping.signal)
    if (!stopping.signal.aborted) await deliver(job.id)
  }
  const pump = (): void => {
    while (!stopping.signal.aborted && running.size < parallel && queue.length > 0) {
      const [id = ''] = queue.splice(randomInt(queue.length), 1)
      const work = deliver(id)
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
