// What a Service Bus trigger asks for: from its own options, from host.json, and from the documented defaults.
// https://learn.microsoft.com/azure/azure-functions/functions-bindings-service-bus#hostjson-settings
import { ServiceBusClient } from '@azure/service-bus'
import { type AppConfig, numberSetting, timeSpanSetting } from './app-config.ts'
import type { IndexedFunction } from './function-index.ts'
import { connectionString, createReceiver } from './service-bus-receiver.ts'
import type { Opened } from './service-bus-session.ts'

const section = 'extensions.serviceBus'

export type ServiceBusTrigger = {
  /** Whether the function takes several messages at once. */
  readonly batch: boolean
  readonly maxBatch: number
  /** How many calls run at once when each takes one message. */
  readonly concurrency: number
  /** Whether a message is completed when its call succeeded. */
  readonly autoComplete: boolean
  /** For how long a message is kept locked while its function runs, in milliseconds; batches are not. */
  readonly renewalMs: number
  readonly open: () => Opened
}

/**
 * Reads a trigger; nothing is connected yet.
 * @throws Error when its options or its connection cannot be used
 */
export const readTrigger = (
  one: IndexedFunction,
  app: AppConfig,
  settings: Record<string, string>,
): ServiceBusTrigger => {
  const { trigger } = one
  if (trigger['isSessionsEnabled'] === true)
    throw new Error('Session-aware Service Bus triggers cannot run on this host.')
  const batch = trigger['cardinality'] === 'many'
  const renewalMs = batch ? 0 : timeSpanSetting(app, `${section}.maxAutoLockRenewalDuration`, 300_000)
  const connection = connectionString(trigger, settings)
  const open = () => {
    const client = new ServiceBusClient(connection, {
      retryOptions: {
        maxRetries: numberSetting(app, `${section}.clientRetryOptions.maxRetries`, 3),
        retryDelayInMs: timeSpanSetting(app, `${section}.clientRetryOptions.delay`, 800),
        maxRetryDelayInMs: timeSpanSetting(app, `${section}.clientRetryOptions.maxDelay`, 60_000),
        timeoutInMs: timeSpanSetting(app, `${section}.clientRetryOptions.tryTimeout`, 60_000),
      },
    })
    return { client, receiver: createReceiver(client, one) }
  }
  // A connection string or an entity that cannot be used shows here, before the host runs.
  void open().client.close()
  return {
    batch,
    maxBatch: Number(trigger['maxMessageBatchSize'] ?? numberSetting(app, `${section}.maxMessageBatchSize`, 1000)),
    concurrency: Math.max(1, numberSetting(app, `${section}.maxConcurrentCalls`, 16)),
    autoComplete: (trigger['autoCompleteMessages'] ?? app.setting(`${section}.autoCompleteMessages`) ?? true) !== false,
    renewalMs,
    open,
  }
}
