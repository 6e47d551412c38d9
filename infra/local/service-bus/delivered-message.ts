// The form in which a receiver gets a message: the sender's sections, and what only the broker knows.
import { joinMessage, readPairs } from './message-sections.ts'
import type { StoredMessage } from './model.ts'
import { type Typed, values } from './rhea-values.ts'

const stateNumber = (message: StoredMessage): number => {
  if (message.state === 'deferred') return 1
  return message.wasScheduled ? 2 : 0
}

const own = /^x-opt-(sequence-number|enqueue-sequence-number|enqueued-time|locked-until|message-state)$/

/**
 * The encoded message. Its annotations tell sequence number, times in milliseconds and state
 * (https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-protocol-guide#message-annotations).
 */
export const encodeDelivery = (message: StoredMessage, withBody = true): Buffer => {
  const { content, lock } = message
  const annotations: (readonly [string, Typed])[] = [
    ...readPairs(content.annotations).filter(([key]) => !own.test(key)),
    ['x-opt-sequence-number', values.wrap_long(message.sequenceNumber)],
    ['x-opt-enqueue-sequence-number', values.wrap_long(message.enqueuedSequenceNumber)],
    ['x-opt-enqueued-time', values.wrap_timestamp(message.enqueuedAt)],
    ['x-opt-message-state', values.wrap_int(stateNumber(message))],
  ]
  if (lock) annotations.push(['x-opt-locked-until', values.wrap_timestamp(lock.until)])
  const life = message.expiresAt - message.enqueuedAt
  return joinMessage(content, message.deliveryCount, Number.isFinite(life) ? life : content.ttl, annotations, withBody)
}

/** A lock token as bytes, in the order in which it is written. */
export const tokenBytes = (token: string): Buffer => Buffer.from(token.replaceAll('-', ''), 'hex')

const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]
const reorder = (bytes: Uint8Array): Buffer => Buffer.from(order.map((index) => bytes[index] ?? 0))

/** The delivery tag of a lock token: its bytes in the order .NET keeps a GUID. */
export const tagOf = (token: string): Buffer => reorder(tokenBytes(token))

/** The lock token of 16 bytes as they are written. */
export const tokenOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** The lock token of a delivery tag. */
export const tokenOfTag = (tag: Uint8Array): string => tokenOf(reorder(tag))
