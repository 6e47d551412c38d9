// The one table of queues. The functions, the local broker, the official emulator's configuration and the Azure template
// are all fed from it.

import { type QueueName, queueNames } from '../domain/messages.ts'

export type QueueSettings = {
  readonly name: QueueName
  /** Deliveries before the broker moves a message to the dead-letter queue. */
  readonly maxDeliveryCount: number
  /** ISO 8601 durations, as the service spells them. */
  readonly lockDuration: string
  readonly defaultMessageTimeToLive: string
}

const queue = (name: QueueName): QueueSettings => ({
  name,
  maxDeliveryCount: 10,
  lockDuration: 'PT1M',
  // The longest that every tier allows. Work is given up after three days, and what a pause holds back is not in a queue.
  defaultMessageTimeToLive: 'P14D',
})

export const queues: readonly QueueSettings[] = queueNames.map(queue)
