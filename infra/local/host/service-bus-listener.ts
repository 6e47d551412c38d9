// Feeds a queue or subscription to a function: peek-lock, so many calls at once, complete on success, abandon on failure.
import { ServiceBusClient, type ServiceBusReceivedMessage, type ServiceBusReceiver } from '@azure/service-bus'
import { type AppConfig, numberSetting, timeSpanSetting } from './app-config.ts'
import { findSetting, type IndexedFunction } from './function-index.ts'
import type { HostLog } from './host-log.ts'
import type { Invoker } from './invoker.ts'
import {
  batchData,
  batchMetadataOf,
  bodyBytes,
  bodyData,
  messageTrace,
  metadataOf,
  overlay,
} from './service-bus-message.ts'
import type { Listener } from './timer-listener.ts'

export type ServiceBusOptions = {
  function: IndexedFunction
  app: AppConfig
  settings: Record<string, string>
  capabilities: Record<string, string>
  invoker: Invoker
  log: HostLog
}

/**
 * The connection string a trigger names; `AzureWebJobsServiceBus` by default.
 * @throws Error when the setting is missing
 */
export const connectionString = (one: IndexedFunction, settings: Record<string, string>): string => {
  const name = String(one.trigger['connection'] || 'AzureWebJobsServiceBus')
  const value = findSetting(settings, name) ?? findSetting(settings, `AzureWebJobs${name}`)
  if (!value) throw new Error(`Microsoft Azure WebJobs SDK ServiceBus connection string '${name}' is missing or empty.`)
  return value
}

const openReceiver = (client: ServiceBusClient, one: IndexedFunction, renewalMs: number): ServiceBusReceiver => {
  const options = {
    receiveMode: 'peekLock' as const,
    maxAutoLockRenewalDurationInMs: renewalMs,
    // The function decides what the bytes mean.
    skipParsingBodyAsJson: true,
  }
  const deadLetter = /\/\$deadletterqueue$/i
  const { queueName, topicName, subscriptionName } = one.trigger
  if (typeof queueName === 'string') {
    if (!deadLetter.test(queueName)) return client.createReceiver(queueName, options)
    return client.createReceiver(queueName.replace(deadLetter, ''), { ...options, subQueueType: 'deadLetter' })
  }
  if (typeof topicName === 'string' && typeof subscriptionName === 'string') {
    if (!deadLetter.test(subscriptionName)) return client.createReceiver(topicName, subscriptionName, options)
    return client.createReceiver(topicName, subscriptionName.replace(deadLetter, ''), {
      ...options,
      subQueueType: 'deadLetter',
    })
  }
  throw new Error('A Service Bus trigger needs a queueName, or a topicName and a subscriptionName.')
}

const detailsOf = (message: ServiceBusReceivedMessage): string =>
  `Trigger Details: MessageId: ${message.messageId}, SequenceNumber: ${message.sequenceNumber}, DeliveryCount: ${(message.deliveryCount ?? 0) + 1}, ` +
  `EnqueuedTimeUtc: ${message.enqueuedTimeUtc?.toISOString()}, LockedUntilUtc: ${message.lockedUntilUtc?.toISOString()}, SessionId: ${message.sessionId ?? '(null)'}`

/**
 * Makes the listener of a Service Bus function.
 * @throws Error when the trigger's options or its connection cannot be used
 * @see https://learn.microsoft.com/azure/azure-functions/functions-bindings-service-bus-trigger
 */
export const createServiceBusListener = (options: ServiceBusOptions): Listener => {
  const { function: one, app, log } = options
  const section = 'extensions.serviceBus'
  if (one.trigger['isSessionsEnabled'] === true)
    throw new Error('Session-aware Service Bus triggers cannot run on this host.')
  const batch = one.trigger['cardinality'] === 'many'
  const autoComplete =
    (one.trigger['autoCompleteMessages'] ?? app.setting(`${section}.autoCompleteMessages`) ?? true) !== false
  const concurrency = Math.max(1, numberSetting(app, `${section}.maxConcurrentCalls`, 16))
  const renewalMs = batch ? 0 : timeSpanSetting(app, `${section}.maxAutoLockRenewalDuration`, 300_000)
  const maxBatch = Number(
    one.trigger['maxMessageBatchSize'] ?? numberSetting(app, `${section}.maxMessageBatchSize`, 1000),
  )
  const connection = connectionString(one, options.settings)
  const client = new ServiceBusClient(connection, {
    retryOptions: {
      maxRetries: numberSetting(app, `${section}.clientRetryOptions.maxRetries`, 3),
      retryDelayInMs: timeSpanSetting(app, `${section}.clientRetryOptions.delay`, 800),
      maxRetryDelayInMs: timeSpanSetting(app, `${section}.clientRetryOptions.maxDelay`, 60_000),
      timeoutInMs: timeSpanSetting(app, `${section}.clientRetryOptions.tryTimeout`, 60_000),
    },
  })
  const receiver = openReceiver(client, one, renewalMs)
  const running = new Set<Promise<void>>()
  const ending = new AbortController()
  let stopping = false
  let subscription: { close(): Promise<void> } | undefined
  let batchLoop: Promise<void> = Promise.resolve()

  const fault = (error: unknown): void => {
    if (stopping) return
    const reason = error instanceof Error ? error.message : String(error)
    log.write(
      'Host.Triggers.ServiceBus',
      'error',
      `Message processing error of the listener for function 'Functions.${one.name}': ${reason}`,
    )
  }

  /** A lock that is gone means the broker delivers again, which is what settling as failed would do. */
  const settle = async (messages: readonly ServiceBusReceivedMessage[], succeeded: boolean): Promise<void> => {
    if (succeeded && !autoComplete) return
    const results = await Promise.allSettled(
      messages.map((message) => (succeeded ? receiver.completeMessage(message) : receiver.abandonMessage(message))),
    )
    for (const result of results) if (result.status === 'rejected') fault(result.reason)
  }

  const processOne = async (message: ServiceBusReceivedMessage): Promise<void> => {
    if (stopping) return settle([message], false)
    let succeeded = false
    try {
      const bytes = bodyBytes(message)
      const metadata = metadataOf(message)
      const data = bodyData(bytes, one.trigger['dataType'])
      const triggerMetadata = data.string === undefined ? metadata : overlay(metadata, data.string)
      await options.invoker.run({
        function: one,
        reason: '(null)',
        details: detailsOf(message),
        data,
        triggerMetadata,
        traceParent: messageTrace(message),
      })
      succeeded = true
    } catch (error) {
      fault(error)
    }
    await settle([message], succeeded)
  }

  const processBatch = async (messages: readonly ServiceBusReceivedMessage[]): Promise<void> => {
    let succeeded = false
    try {
      const includeEmpty = Boolean(options.capabilities['IncludeEmptyEntriesInMessagePayload'])
      const data = batchData(messages.map(bodyBytes), one.trigger['dataType'], includeEmpty)
      await options.invoker.run({ function: one, reason: '(null)', data, triggerMetadata: batchMetadataOf(messages) })
      succeeded = true
    } catch (error) {
      fault(error)
    }
    await settle(messages, succeeded)
  }

  const runBatches = async (): Promise<void> => {
    while (!stopping) {
      try {
        const messages = await receiver.receiveMessages(maxBatch, {
          maxWaitTimeInMs: 60_000,
          abortSignal: ending.signal,
        })
        if (messages.length === 0) continue
        await (stopping ? settle(messages, false) : processBatch(messages))
      } catch (error) {
        fault(error)
        if (!stopping) await new Promise((resolve) => setTimeout(resolve, 1000))
      }
    }
  }

  const track = (work: Promise<void>): Promise<void> => {
    running.add(work)
    return work.finally(() => running.delete(work))
  }

  return {
    start: () => {
      if (batch) batchLoop = runBatches()
      else {
        subscription = receiver.subscribe(
          { processMessage: (message) => track(processOne(message)), processError: async ({ error }) => fault(error) },
          { autoCompleteMessages: false, maxConcurrentCalls: concurrency },
        )
      }
    },
    stop: async () => {
      stopping = true
      ending.abort()
      // Closing the subscription stops new deliveries; the receiver stays open so that running calls can settle.
      await subscription?.close()
      await Promise.allSettled([...running])
      await batchLoop
      await receiver.close()
      await client.close()
    },
  }
}
