// Opens the queue or subscription that a Service Bus trigger names.
import type { ServiceBusClient, ServiceBusReceiver } from '@azure/service-bus'
import { findSetting } from './app-settings.ts'
import type { IndexedFunction } from './function-index.ts'
import type { Binding } from './protocol.ts'

/**
 * The connection string a binding names; `AzureWebJobsServiceBus` by default.
 * @throws Error when the setting is missing
 */
export const connectionString = (binding: Binding, settings: Record<string, string>): string => {
  const name = String(binding['connection'] || 'AzureWebJobsServiceBus')
  const value = findSetting(settings, name) ?? findSetting(settings, `AzureWebJobs${name}`)
  if (!value) throw new Error(`Microsoft Azure WebJobs SDK ServiceBus connection string '${name}' is missing or empty.`)
  return value
}

/**
 * Opens a peek-lock receiver; a name that ends with `/$deadletterqueue` means the dead-letter queue.
 * @throws Error when the trigger names no entity
 */
export const createReceiver = (client: ServiceBusClient, one: IndexedFunction): ServiceBusReceiver => {
  const options = {
    receiveMode: 'peekLock' as const,
    // The client would renew a lock for longer than the function runs.
    maxAutoLockRenewalDurationInMs: 0,
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
