// What a function is given of the messages it is called with.
import type { ServiceBusReceivedMessage } from '@azure/service-bus'
import type { Call } from './invoker.ts'
import type { Binding } from './protocol.ts'
import {
  batchData,
  batchMetadataOf,
  bodyBytes,
  bodyData,
  messageTrace,
  metadataOf,
  overlay,
} from './service-bus-message.ts'

export type Input = Omit<Call, 'function' | 'reason'>

const detailsOf = (message: ServiceBusReceivedMessage): string =>
  `Trigger Details: MessageId: ${message.messageId}, SequenceNumber: ${message.sequenceNumber}, DeliveryCount: ${(message.deliveryCount ?? 0) + 1}, ` +
  `EnqueuedTimeUtc: ${message.enqueuedTimeUtc?.toISOString()}, LockedUntilUtc: ${message.lockedUntilUtc?.toISOString()}, SessionId: ${message.sessionId ?? '(null)'}`

/** The input of a call with one message. @throws Error when its body is not what the function takes */
export const inputOfMessage = (trigger: Binding, message: ServiceBusReceivedMessage): Input => {
  const metadata = metadataOf(message)
  const data = bodyData(bodyBytes(message), trigger['dataType'])
  const triggerMetadata = data.string === undefined ? metadata : overlay(metadata, data.string)
  return { data, triggerMetadata, details: detailsOf(message), traceParent: messageTrace(message) }
}

/**
 * The input of a call with several messages.
 * @param includeEmpty whether the app takes empty bodies as they are
 * @throws Error when a body is not what the function takes
 */
export const inputOfBatch = (
  trigger: Binding,
  messages: readonly ServiceBusReceivedMessage[],
  includeEmpty: boolean,
): Input => ({
  data: batchData(messages.map(bodyBytes), trigger['dataType'], includeEmpty),
  triggerMetadata: batchMetadataOf(messages),
})
