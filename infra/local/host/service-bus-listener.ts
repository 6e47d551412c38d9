// Feeds a queue or subscription to a function: peek-lock, so many calls at once, complete on success, abandon on failure.
import { ServiceBusClient, type ServiceBusReceivedMessage, type ServiceBusReceiver } from '@azure/service-bus'
import { type AppConfig, numberSetting, timeSpanSetting } from './app-config.ts'
import type { IndexedFunction } from './function-index.ts'
import type { HostLog } from './host-log.ts'
import type { Call, Invoker } from './invoker.ts'
import {
  batchData,
  batchMetadataOf,
  bodyBytes,
  bodyData,
  messageTrace,
  metadataOf,
  overlay,
} from './service-bus-message.ts'
import { connectionString, openReceiver } from './service-bus-receiver.ts'
import { createSession, type Pump } from './service-bus-session.ts'
import type { Listener } from './timer-listener.ts'

export type ServiceBusOptions = {
  function: IndexedFunction
  app: AppConfig
  settings: Record<string, string>
  capabilities: Record<string, string>
  invoker: Invoker
  log: HostLog
}

const category = 'Host.Triggers.ServiceBus'
const quietMs = 30_000
const detailsOf = (message: ServiceBusReceivedMessage): string =>
  `Trigger Details: MessageId: ${message.messageId}, SequenceNumber: ${message.sequenceNumber}, DeliveryCount: ${(message.deliveryCount ?? 0) + 1}, ` +
  `EnqueuedTimeUtc: ${message.enqueuedTimeUtc?.toISOString()}, LockedUntilUtc: ${message.lockedUntilUtc?.toISOString()}, SessionId: ${message.sessionId ?? '(null)'}`

/**
 * Makes the listener of a Service Bus function.
 * @throws Error when the trigger's options or its connection cannot be used
 * @see https://learn.microsoft.com/azure/azure-functions/functions-bindings-service-bus-trigger
 */
export const createServiceBusListener = (options: ServiceBusOptions): Listener => {
  const { function: one, app, log, invoker } = options
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
  const connection = connectionString(one.trigger, options.settings)
  const open = () => {
    const client = new ServiceBusClient(connection, {
      retryOptions: {
        maxRetries: numberSetting(app, `${section}.clientRetryOptions.maxRetries`, 3),
        retryDelayInMs: timeSpanSetting(app, `${section}.clientRetryOptions.delay`, 800),
        maxRetryDelayInMs: timeSpanSetting(app, `${section}.clientRetryOptions.maxDelay`, 60_000),
        timeoutInMs: timeSpanSetting(app, `${section}.clientRetryOptions.tryTimeout`, 60_000),
      },
    })
    return { client, receiver: openReceiver(client, one, renewalMs) }
  }
  // A connection string or an entity that cannot be used shows here, before the host runs; nothing is connected yet.
  void open().client.close()
  const told = new Map<string, number>()
  let stopping = false

  const fault = (error: unknown): void => {
    if (stopping) return
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const text = error instanceof Error ? error.message || code || error.name : String(error)
    const kind = code || text
    const last = told.get(kind) ?? Number.NEGATIVE_INFINITY
    // The client tries for ever; the log need not repeat each try.
    if (performance.now() - last < quietMs) return
    told.set(kind, performance.now())
    log.write(
      category,
      'error',
      `Message processing error of the listener for function 'Functions.${one.name}': ${text}`,
    )
  }

  /** A lock that is gone means the broker delivers again, which is what settling as failed would do. */
  const settle = async (
    receiver: ServiceBusReceiver,
    messages: readonly ServiceBusReceivedMessage[],
    succeeded: boolean,
  ): Promise<void> => {
    if (succeeded && !autoComplete) return
    const results = await Promise.allSettled(
      messages.map((message) => (succeeded ? receiver.completeMessage(message) : receiver.abandonMessage(message))),
    )
    for (const result of results) if (result.status === 'rejected') fault(result.reason)
  }

  /** Whether the function succeeded; why it did not is in the log already. */
  const attempt = async (prepare: () => Omit<Call, 'function' | 'reason'>): Promise<boolean> => {
    let call: Omit<Call, 'function' | 'reason'>
    try {
      call = prepare()
    } catch (error) {
      fault(error)
      return false
    }
    return invoker.run({ ...call, function: one, reason: '(null)' }).then(
      () => true,
      () => false,
    )
  }

  const processOne = async (receiver: ServiceBusReceiver, message: ServiceBusReceivedMessage): Promise<void> => {
    if (stopping) return settle(receiver, [message], false)
    const succeeded = await attempt(() => {
      const metadata = metadataOf(message)
      const data = bodyData(bodyBytes(message), one.trigger['dataType'])
      const triggerMetadata = data.string === undefined ? metadata : overlay(metadata, data.string)
      return { data, triggerMetadata, details: detailsOf(message), traceParent: messageTrace(message) }
    })
    await settle(receiver, [message], succeeded)
  }

  const processBatch = async (
    receiver: ServiceBusReceiver,
    messages: readonly ServiceBusReceivedMessage[],
  ): Promise<void> => {
    const succeeded = await attempt(() => {
      const includeEmpty = Boolean(options.capabilities['IncludeEmptyEntriesInMessagePayload'])
      const data = batchData(messages.map(bodyBytes), one.trigger['dataType'], includeEmpty)
      return { data, triggerMetadata: batchMetadataOf(messages) }
    })
    await settle(receiver, messages, succeeded)
  }

  const pumpBatches = (receiver: ServiceBusReceiver, onBroken: () => void): Pump => {
    const ending = new AbortController()
    const run = async (): Promise<void> => {
      while (!ending.signal.aborted) {
        const waiting = { maxWaitTimeInMs: 60_000, abortSignal: ending.signal }
        const messages = await receiver.receiveMessages(maxBatch, waiting)
        if (messages.length > 0) await (stopping ? settle(receiver, messages, false) : processBatch(receiver, messages))
      }
    }
    const work = run().catch((error: unknown) => {
      if (ending.signal.aborted) return
      fault(error)
      onBroken()
    })
    return { stop: async () => ending.abort(), settled: () => work }
  }

  const pumpSingly = (receiver: ServiceBusReceiver, onBroken: () => void): Pump => {
    const running = new Set<Promise<void>>()
    const subscription = receiver.subscribe(
      {
        processMessage: (message) => {
          const work = processOne(receiver, message)
          running.add(work)
          return work.finally(() => running.delete(work))
        },
        processError: async ({ error, errorSource }) => {
          fault(error)
          if (errorSource === 'receive') onBroken()
        },
      },
      { autoCompleteMessages: false, maxConcurrentCalls: concurrency },
    )
    return {
      stop: () => subscription.close(),
      settled: async () => {
        await Promise.allSettled(running)
      },
    }
  }

  const session = createSession({ open, pump: batch ? pumpBatches : pumpSingly })
  return {
    start: session.start,
    stop: () => {
      stopping = true
      return session.stop()
    },
  }
}
