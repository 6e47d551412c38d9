// What the broker knows: queues, their messages, and who waits for them. The files beside it are its operations.
import type { MessageContent } from './message-sections.ts'

export type StoredMessage = {
  readonly sequenceNumber: number
  /** The number it had when it was first accepted; scheduling gives a new one at activation. */
  readonly enqueuedSequenceNumber: number
  content: MessageContent
  readonly enqueuedAt: number
  /** Milliseconds since the epoch; infinite where messages do not expire. */
  readonly expiresAt: number
  deliveryCount: number
  state: 'active' | 'deferred' | 'scheduled'
  /** Such a message keeps telling that it came from a schedule. */
  readonly wasScheduled: boolean
  readonly scheduledFor?: number
  lock?: { readonly token: string; readonly until: number }
}

export type Consumer = {
  /** How many messages it takes right now. */
  credit(): number
  /** Takes the next message; called only while there is credit and a message. */
  deliver(): void
}

export type MessageQueue = {
  /** As clients spell it: `mail`, `mail/$DeadLetterQueue`. */
  readonly path: string
  readonly lockMilliseconds: number
  readonly timeToLive: number
  readonly maxDeliveryCount: number
  readonly deadLetterOnExpiry: boolean
  /** Where dead letters go; a dead-letter queue itself has none. */
  readonly deadLetters?: MessageQueue
  /** Shared with the dead-letter queue, so that a number names one message. */
  readonly sequence: { last: number }
  /** Active messages, locked or not, in the order of their numbers: a released one is back in its old place. */
  readonly active: Map<number, StoredMessage>
  /** Deferred and scheduled messages. */
  readonly parked: Map<number, StoredMessage>
  readonly locked: Map<string, StoredMessage>
  readonly consumers: Consumer[]
  /** No lock, schedule or life ends before this moment. */
  due: number
}

export type Counters = { sends: number; receives: number; settles: number }

export type JournalRecord =
  | { readonly op: 'put'; readonly queue: string; readonly message: StoredMessage }
  | { readonly op: 'lock'; readonly queue: string; readonly sequenceNumber: number }
  | {
      readonly op: 'release'
      readonly queue: string
      readonly sequenceNumber: number
      readonly deliveryCount: number
      readonly state: StoredMessage['state']
    }
  | { readonly op: 'delete'; readonly queue: string; readonly sequenceNumber: number }

export type Broker = {
  /** By lower-case path; the service does not mind the case either. */
  readonly queues: ReadonlyMap<string, MessageQueue>
  readonly counters: Counters
  now(): number
  /** Returns when the records are with the file system. @throws Error when they could not be written. */
  record(records: readonly JournalRecord[]): void
  /** Asks for {@link MessageQueue} work no later than this moment. */
  wakeAt(queue: MessageQueue, moment: number): void
}

/** Puts a message where its state belongs. */
export const placeMessage = (queue: MessageQueue, message: StoredMessage): void => {
  const home = message.state === 'active' ? queue.active : queue.parked
  home.set(message.sequenceNumber, message)
}

/** Takes a message out of memory, its lock included. */
export const dropMessage = (queue: MessageQueue, message: StoredMessage): void => {
  queue.active.delete(message.sequenceNumber)
  queue.parked.delete(message.sequenceNumber)
  if (message.lock) queue.locked.delete(message.lock.token)
}
