// The table of queues: what the broker is told of each, the function that works on it, and the one that records its dead
// letters. The functions, the local broker, the official emulator and the Azure template are all fed from it.

import { type QueueName, queueNames } from '../shared/domain/queue-names.ts'

export type QueueSettings = {
  readonly name: QueueName
  /** Deliveries before the broker moves a message to the dead-letter queue. */
  readonly maxDeliveryCount: number
  /** ISO 8601 durations, as the service spells them. */
  readonly lockDuration: string
  readonly defaultMessageTimeToLive: string
}

type Queue = {
  readonly broker: Omit<QueueSettings, 'name'>
  /** Names of the functions. */
  readonly worker: string
  readonly deadLetters: string
}

const broker = {
  maxDeliveryCount: 10,
  lockDuration: 'PT1M',
  // The longest that every tier allows. Work is given up after three days, and what a pause holds back is not in a queue.
  defaultMessageTimeToLive: 'P14D',
}

export const queues = {
  'sales-writes': { broker, worker: 'WriteToSales', deadLetters: 'RecordDeadSalesWrites' },
  'sales-changes': { broker, worker: 'ApplySalesChange', deadLetters: 'RecordDeadSalesChanges' },
  mail: { broker, worker: 'SendMail', deadLetters: 'RecordDeadMail' },
  'site-events': { broker, worker: 'TellSites', deadLetters: 'RecordDeadSiteEvents' },
} as const satisfies Record<QueueName, Queue>

/** What a broker is told of every queue. */
export const queueSettings: readonly QueueSettings[] = queueNames.map((name) => ({ name, ...queues[name].broker }))
