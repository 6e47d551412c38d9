// Delivers one system job, with the faults that were asked for, and tries a queue again that cannot be reached.
import { setTimeout as delay } from 'node:timers/promises'
import type { Org } from '../organization/session.ts'
import type { WebhookFaults } from './faults.ts'
import { contextOf, endpointOf, finishJob, isDue, suspendJob } from './job.ts'
import { type Delivery, sendWebhook } from './send.ts'
import type { QueueSender } from './send-to-queue.ts'

const webhook = 8
const longestPauseMs = 60_000

const lost: Delivery = {
  delivered: false,
  attempts: 1,
  code: '0x80050205',
  message: 'The webhook call failed: the connection was lost.',
}

const withoutStep: Delivery = {
  delivered: false,
  attempts: 0,
  code: '0x80050205',
  message: 'The webhook step no longer exists.',
}

/** Waits, and gives up waiting without an error when the organization stops. */
const pause = async (milliseconds: number | undefined, stop: AbortSignal): Promise<void> => {
  if (!milliseconds) return
  await delay(milliseconds, undefined, { signal: stop }).catch((error: unknown) => {
    if (!stop.aborted) throw error
  })
}

/** What deliveries work with. */
export type Deliverer = {
  readonly org: Org
  /** The host name of the organization. */
  readonly organization: string
  readonly faults: WebhookFaults | undefined
  readonly queueSender: QueueSender
  /** Ends deliveries under way; their jobs stay due. */
  readonly stop: AbortSignal
}

/** Delivers the job with this id, if it is still due; it ends when the job is done or the organization stops. */
export const deliver = async (deliverer: Deliverer, id: string): Promise<void> => {
  const { org, organization, faults, queueSender, stop } = deliverer
  const job = org.store.get('asyncoperation', id)
  if (!job || !isDue(job)) return
  const endpoint = endpointOf(org, job)
  if (!endpoint) return finishJob(org, job, withoutStep)
  const context = contextOf(job)
  const fault = faults?.({
    message: String(job.values['messagename']),
    table: String(job.values['primaryentitytype']),
    id: String(job.values['regardingid']),
  })
  await pause(fault?.delayMs, stop)
  const isWebhook = endpoint.values['contract'] === webhook
  const send = () =>
    isWebhook
      ? sendWebhook(endpoint.values, context, { organization, stop })
      : queueSender.send(endpoint.values, context)
  if (fault?.duplicate) await send()
  const delivery = fault?.lose ? lost : await send()
  if (stop.aborted) return
  if (isWebhook || delivery.delivered || delivery.attempts === 0) return finishJob(org, job, delivery)
  // A queue that cannot be reached is tried again, each time after twice as long.
  // https://learn.microsoft.com/power-apps/developer/data-platform/azure-integration
  const tries = suspendJob(org, job, delivery.message)
  await pause(Math.min(500 * 2 ** tries, longestPauseMs), stop)
  if (!stop.aborted) await deliver(deliverer, id)
}
