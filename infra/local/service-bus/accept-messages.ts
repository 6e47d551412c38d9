// Sending: now, or for later.

import { type MessageContent, readPairs, splitMessage, withMessageId } from './message-sections.ts'
import { type Broker, type MessageQueue, placeMessage, type StoredMessage } from './model.ts'
import { type Refusal, tooLarge, unreadable } from './refusals.ts'

/** Bytes; the limit of the standard tier. https://learn.microsoft.com/azure/service-bus-messaging/service-bus-quotas */
export const maxMessageSize = 262_144

/** Bytes of all properties together; the same for every tier. */
const maxPropertiesSize = 65_536

const propertiesSize = ({ annotations, properties, applicationProperties }: MessageContent): number =>
  [annotations, properties, applicationProperties].reduce((sum, section) => sum + (section?.length ?? 0), 0)

const scheduledTime = (content: MessageContent): number | undefined => {
  const found = readPairs(content.annotations).find(([key]) => key === 'x-opt-scheduled-enqueue-time')?.[1].value
  const moment = found instanceof Date ? found.getTime() : Number(found ?? Number.NaN)
  return Number.isFinite(moment) ? moment : undefined
}

/** Reads encoded messages, of which all or none are taken, and checks their size in bytes. */
export const readMessages = (encoded: readonly Buffer[]): readonly MessageContent[] | Refusal => {
  const contents: MessageContent[] = []
  for (const bytes of encoded) {
    if (bytes.length > maxMessageSize)
      return tooLarge(
        `The received message (size:${bytes.length} bytes) exceeds the limit (${maxMessageSize} bytes) currently allowed on the link.`,
      )
    try {
      const content = splitMessage(bytes)
      const size = propertiesSize(content)
      if (size > maxPropertiesSize)
        return tooLarge(
          `The size of the properties (${size} bytes) exceeds the limit (${maxPropertiesSize} bytes) of a message.`,
        )
      contents.push(withMessageId(content))
    } catch (error) {
      return unreadable(error instanceof Error ? error.message : String(error))
    }
  }
  return contents
}

/** A message that begins its active life now. */
export const activate = (
  queue: MessageQueue,
  content: MessageContent,
  now: number,
  scheduled?: StoredMessage,
): StoredMessage => {
  queue.sequence.last += 1
  return {
    sequenceNumber: queue.sequence.last,
    enqueuedSequenceNumber: scheduled?.enqueuedSequenceNumber ?? queue.sequence.last,
    content,
    enqueuedAt: now,
    expiresAt: now + Math.min(content.ttl ?? Number.POSITIVE_INFINITY, queue.timeToLive),
    deliveryCount: 0,
    state: 'active',
    wasScheduled: scheduled !== undefined,
  }
}

const schedule = (queue: MessageQueue, content: MessageContent, now: number, moment: number): StoredMessage => ({
  ...activate(queue, content, now),
  expiresAt: Number.POSITIVE_INFINITY,
  state: 'scheduled',
  wasScheduled: true,
  scheduledFor: moment,
})

/**
 * Stores messages, all or none; those scheduled for a later moment wait for it.
 * Returns their sequence numbers once they are with the file system.
 * @throws Error when they could not be stored.
 */
export const acceptMessages = (
  broker: Broker,
  queue: MessageQueue,
  contents: readonly MessageContent[],
): readonly number[] => {
  const now = broker.now()
  const accepted = contents.map((content) => {
    const moment = scheduledTime(content)
    return moment !== undefined && moment > now ? schedule(queue, content, now, moment) : activate(queue, content, now)
  })
  broker.record(accepted.map((message) => ({ op: 'put', queue: queue.path, message })))
  for (const message of accepted) placeMessage(queue, message)
  broker.counters.sends += accepted.length
  const due = Math.min(...accepted.map((message) => message.scheduledFor ?? message.expiresAt))
  broker.wakeAt(queue, due)
  return accepted.map((message) => message.sequenceNumber)
}
