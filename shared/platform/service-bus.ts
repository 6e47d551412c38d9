// Sending to Service Bus. The SDK is loaded on first use: most cold starts never send.

import type { ServiceBusClient, ServiceBusMessage, ServiceBusSender } from '@azure/service-bus'
import { QueueRefused, QueueUnavailable } from './queue-failures.ts'

/** The SDK's client takes seconds to give up by default; a caller who waits for an answer cannot. */
export const senderRetry = { mode: 0, maxRetries: 3, retryDelayInMs: 500, maxRetryDelayInMs: 5000, timeoutInMs: 15_000 }

/**
 * What a failure to send means. All but the size of a message passes when somebody sets it right or some time is over:
 * rights, a queue that is missing, disabled or full, a network.
 * https://learn.microsoft.com/javascript/api/@azure/service-bus/servicebuserror
 */
const failureOf = (queue: string, error: unknown): QueueRefused | QueueUnavailable => {
  if (error instanceof QueueRefused) return error
  const isTooLarge = error instanceof Error && 'code' in error && error.code === 'MessageSizeExceeded'
  return isTooLarge
    ? new QueueRefused(`A message is too large for ${queue}.`, { cause: error })
    : new QueueUnavailable(`Messages could not be sent to ${queue}.`, { cause: error })
}

/** What has to be known of a message to send it. */
type Sendable = { readonly type: string; readonly correlationId: string }

/**
 * Sends through one client per process. Messages of one call that go through the same queue are sent together.
 * @param connect loads the SDK and makes the client
 * @param queueOf names the queue of a message
 * @param now time in milliseconds, for scheduled messages
 * @param newId makes message ids
 */
export const createServiceBusSend = <M extends Sendable>(
  connect: () => Promise<ServiceBusClient>,
  queueOf: (message: M) => string,
  now: () => number,
  newId: () => string,
): { send: (messages: readonly M[], delayMs?: number) => Promise<void>; close: () => Promise<void> } => {
  let client: Promise<ServiceBusClient> | undefined
  const senders = new Map<string, ServiceBusSender>()

  const senderFor = async (queue: string): Promise<ServiceBusSender> => {
    client ??= connect().catch((error: unknown) => {
      client = undefined
      throw error
    })
    const existing = senders.get(queue)
    if (existing) return existing
    const sender = (await client).createSender(queue)
    senders.set(queue, sender)
    return sender
  }

  const toServiceBus = (message: M, delayMs: number): ServiceBusMessage => ({
    body: message,
    contentType: 'application/json',
    messageId: `${message.type}-${newId()}`,
    correlationId: message.correlationId,
    ...(delayMs > 0 ? { scheduledEnqueueTimeUtc: new Date(now() + delayMs) } : {}),
  })

  const sendTo = async (queue: string, messages: readonly M[], delayMs: number): Promise<void> => {
    try {
      const sender = await senderFor(queue)
      let batch = await sender.createMessageBatch()
      for (const message of messages) {
        const item = toServiceBus(message, delayMs)
        if (batch.tryAddMessage(item)) continue
        await sender.sendMessages(batch)
        batch = await sender.createMessageBatch()
        if (!batch.tryAddMessage(item)) throw new QueueRefused(`A message is too large for ${queue}.`)
      }
      if (batch.count > 0) await sender.sendMessages(batch)
    } catch (error) {
      throw failureOf(queue, error)
    }
  }

  const send = async (messages: readonly M[], delayMs = 0): Promise<void> => {
    const byQueue = new Map<string, M[]>()
    for (const message of messages) {
      const queue = queueOf(message)
      byQueue.set(queue, [...(byQueue.get(queue) ?? []), message])
    }
    for (const [queue, each] of byQueue) await sendTo(queue, each, delayMs)
  }

  const close = async (): Promise<void> => {
    if (client) await (await client).close()
  }
  return { send, close }
}

export type QueueDepth = {
  readonly name: string
  readonly waiting: number
  readonly scheduled: number
  readonly deadLettered: number
}

/** More messages than this are not counted; whoever sees the number knows enough. */
const countedAtMost = 250

/**
 * Counts the messages of the queues by looking at them without taking any.
 * @returns `undefined` when the broker cannot be reached
 */
export const queueDepths = async (
  connect: () => Promise<ServiceBusClient>,
  queues: readonly string[],
): Promise<readonly QueueDepth[] | undefined> => {
  let client: ServiceBusClient | undefined
  try {
    const connected = await connect()
    client = connected
    return await Promise.all(
      queues.map(async (name) => {
        const [live, dead] = await Promise.all([
          connected.createReceiver(name).peekMessages(countedAtMost),
          connected.createReceiver(name, { subQueueType: 'deadLetter' }).peekMessages(countedAtMost),
        ])
        const scheduled = live.filter((message) => message.state === 'scheduled').length
        return { name, waiting: live.length - scheduled, scheduled, deadLettered: dead.length }
      }),
    )
  } catch {
    // The page shows that the numbers are missing; nothing else depends on them.
    return undefined
  } finally {
    await client?.close().catch(() => undefined)
  }
}
