// The one table of queues. The functions, the local broker and the Azure template are all fed from it.

export type QueueName = 'sales-writes' | 'sales-changes' | 'mail'

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
  // Waiting work must outlast any outage and any pause of the bridge.
  defaultMessageTimeToLive: 'P90D',
})

export const queues: readonly QueueSettings[] = [queue('sales-writes'), queue('sales-changes'), queue('mail')]
