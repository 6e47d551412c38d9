// The four ways a locked message can end or go on: complete, abandon, defer, dead-letter.

import { withApplicationProperties } from './message-sections.ts'
import {
  type Broker,
  dropMessage,
  type JournalRecord,
  type MessageQueue,
  placeMessage,
  type StoredMessage,
} from './model.ts'
import { lockLost, notAllowed, type Refusal } from './refusals.ts'

export type Properties = Readonly<Record<string, unknown>>
export type Disposition =
  | { readonly kind: 'complete' }
  | { readonly kind: 'abandon'; readonly properties: Properties }
  | { readonly kind: 'defer'; readonly properties: Properties }
  | { readonly kind: 'deadLetter'; readonly properties: Properties }

const unlock = (queue: MessageQueue, message: StoredMessage): void => {
  if (message.lock) queue.locked.delete(message.lock.token)
  delete message.lock
}

/** Moves a message to the dead-letter queue, with why it goes there. @throws Error when it cannot be stored. */
export const deadLetter = (
  broker: Broker,
  queue: MessageQueue,
  message: StoredMessage,
  properties: Properties,
): void => {
  const target = queue.deadLetters
  if (!target) throw new Error(`${queue.path} has no dead-letter queue`)
  const { lock: _lock, ...kept } = message
  // Dead letters do not expire: https://learn.microsoft.com/azure/service-bus-messaging/service-bus-dead-letter-queues
  const moved: StoredMessage = {
    ...kept,
    content: withApplicationProperties(message.content, properties),
    state: 'active',
    expiresAt: Number.POSITIVE_INFINITY,
  }
  const { sequenceNumber } = message
  broker.record([
    { op: 'delete', queue: queue.path, sequenceNumber },
    { op: 'put', queue: target.path, message: moved },
  ])
  dropMessage(queue, message)
  placeMessage(target, moved)
  broker.wakeAt(target, broker.now())
}

/** Gives a locked message back: its delivery counts, and after the last allowed one it becomes a dead letter. */
export const releaseMessage = (
  broker: Broker,
  queue: MessageQueue,
  message: StoredMessage,
  state: StoredMessage['state'],
  properties: Properties = {},
): void => {
  // Deliveries from a dead-letter queue do not count: nothing moves out of it but by a receiver.
  const deliveryCount = message.deliveryCount + (queue.deadLetters ? 1 : 0)
  if (queue.deadLetters && state !== 'deferred' && deliveryCount >= queue.maxDeliveryCount) {
    message.deliveryCount = deliveryCount
    deadLetter(broker, queue, message, {
      ...properties,
      DeadLetterReason: 'MaxDeliveryCountExceeded',
      DeadLetterErrorDescription: `Message could not be consumed after ${queue.maxDeliveryCount} delivery attempts.`,
    })
    return
  }
  const content = withApplicationProperties(message.content, properties)
  const changed = Object.keys(properties).length > 0
  const { sequenceNumber } = message
  const record: JournalRecord = changed
    ? { op: 'put', queue: queue.path, message: { ...message, content, deliveryCount, state } }
    : { op: 'release', queue: queue.path, sequenceNumber, deliveryCount, state }
  broker.record([record])
  unlock(queue, message)
  if (state !== message.state) dropMessage(queue, message)
  Object.assign(message, { content, deliveryCount, state })
  placeMessage(queue, message)
  broker.wakeAt(queue, broker.now())
}

/**
 * Settles the message locked under a token. Refused when that lock is no longer held, or when a dead letter is to be
 * dead-lettered again.
 */
export const settleMessage = (
  broker: Broker,
  queue: MessageQueue,
  token: string,
  disposition: Disposition,
): Refusal | undefined => {
  const message = queue.locked.get(token)
  if (!message?.lock || message.lock.until <= broker.now())
    return lockLost(
      'The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.',
    )
  broker.counters.settles += 1
  if (disposition.kind === 'complete') {
    broker.record([{ op: 'delete', queue: queue.path, sequenceNumber: message.sequenceNumber }])
    dropMessage(queue, message)
  } else if (disposition.kind === 'abandon') {
    releaseMessage(broker, queue, message, message.state, disposition.properties)
  } else if (disposition.kind === 'defer') {
    releaseMessage(broker, queue, message, 'deferred', disposition.properties)
  } else if (queue.deadLetters) {
    deadLetter(broker, queue, message, disposition.properties)
  } else {
    releaseMessage(broker, queue, message, message.state)
    return notAllowed('Cannot move a message to the dead-letter queue from the dead-letter queue.')
  }
  return undefined
}
