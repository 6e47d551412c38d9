// Turns a received Service Bus message into what the trigger hands to a function: body, metadata and their surprises.
import type { ServiceBusReceivedMessage } from '@azure/service-bus'
import type { TypedData } from './protocol.ts'

type Metadata = Record<string, TypedData>

/**
 * The body as bytes. Data sections arrive as bytes; an AMQP value must be text.
 * @throws Error for maps and lists, which the trigger cannot convert
 */
export const bodyBytes = (message: ServiceBusReceivedMessage): Buffer => {
  const body: unknown = message.body
  if (body instanceof Uint8Array) return Buffer.from(body)
  if (typeof body === 'string') return Buffer.from(body)
  if (body === undefined || body === null) return Buffer.alloc(0)
  throw new Error('The message body is an AMQP value or sequence that cannot be converted; send a data section.')
}

const values = (message: ServiceBusReceivedMessage): Record<string, unknown> => ({
  MessageId: message.messageId,
  SequenceNumber: message.sequenceNumber === undefined ? undefined : Number(message.sequenceNumber.toString()),
  // The broker counts from 0 and so does the JavaScript SDK; the trigger counts the delivery that is under way.
  DeliveryCount: (message.deliveryCount ?? 0) + 1,
  LockToken: message.lockToken,
  EnqueuedTimeUtc: message.enqueuedTimeUtc?.toISOString(),
  EnqueuedTime: message.enqueuedTimeUtc?.toISOString().replace('Z', '+00:00'),
  ExpiresAtUtc: message.expiresAtUtc?.toISOString(),
  ExpiresAt: message.expiresAtUtc?.toISOString().replace('Z', '+00:00'),
  ContentType: message.contentType,
  CorrelationId: message.correlationId,
  Subject: message.subject,
  Label: message.subject,
  To: message.to,
  ReplyTo: message.replyTo,
  ReplyToSessionId: message.replyToSessionId,
  SessionId: message.sessionId,
  PartitionKey: message.partitionKey,
  TransactionPartitionKey: undefined,
  DeadLetterSource: message.deadLetterSource,
  ApplicationProperties: message.applicationProperties ?? {},
  UserProperties: message.applicationProperties ?? {},
})

const typed = (value: unknown): TypedData => {
  if (typeof value === 'string') return { string: value }
  if (typeof value === 'number' && Number.isInteger(value)) return { int: value }
  return { json: JSON.stringify(value) }
}

const isPresent = (value: unknown): boolean => value !== undefined && value !== null

/**
 * A JSON object in the body overlays the metadata: its scalars, as text, and its objects replace entries of the same
 * name, whatever the case; arrays and nulls do not.
 * @see https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script/Utility.cs
 */
export const overlay = (metadata: Metadata, body: string): Metadata => {
  if (!body.trimStart().startsWith('{')) return metadata
  let parsed: Record<string, unknown>
  try {
    parsed = JSON.parse(body)
  } catch (error) {
    if (error instanceof SyntaxError) return metadata
    throw error
  }
  const result = { ...metadata }
  for (const [name, value] of Object.entries(parsed)) {
    if (!isPresent(value) || Array.isArray(value)) continue
    const known = Object.keys(result).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name
    // Booleans are written as .NET spells them.
    const text = typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value)
    result[known] = typeof value === 'object' ? { json: JSON.stringify(value) } : { string: text }
  }
  return result
}

/** Metadata of one message; entries without a value are left out. */
export const metadataOf = (message: ServiceBusReceivedMessage): Metadata => {
  const entries = Object.entries(values(message)).filter(([, value]) => isPresent(value))
  return Object.fromEntries(entries.map(([name, value]) => [name, typed(value)]))
}

/** Metadata of a batch: the same names with `Array`, one value for each message. */
export const batchMetadataOf = (messages: readonly ServiceBusReceivedMessage[]): Metadata => {
  const all = messages.map(values)
  const names = Object.keys(all[0] ?? {}).filter((name) => all.some((one) => isPresent(one[name])))
  return Object.fromEntries(
    names.map((name) => [`${name}Array`, { json: JSON.stringify(all.map((one) => one[name] ?? null)) }]),
  )
}

/** The body of one message as the function gets it. */
export const bodyData = (bytes: Buffer, dataType: unknown): TypedData =>
  dataType === 'binary' ? { bytes: { base64: bytes.toString('base64') } } : { string: bytes.toString('utf8') }

/**
 * The bodies of a batch. Text that is empty is left out, so that indexes no longer match the metadata, unless the app
 * asks for it with the capability IncludeEmptyEntriesInMessagePayload.
 */
export const batchData = (bodies: readonly Buffer[], dataType: unknown, includeEmpty: boolean): TypedData => {
  const kept = includeEmpty ? bodies : bodies.filter((bytes) => bytes.length > 0)
  if (dataType === 'binary')
    return { collectionBytes: { bytes: kept.map((bytes) => ({ base64: bytes.toString('base64') })) } }
  return { collectionString: { string: kept.map((bytes) => bytes.toString('utf8')) } }
}

/** The `traceparent` a sender left in the message, if any. */
export const messageTrace = (message: ServiceBusReceivedMessage): string | undefined => {
  const given = message.applicationProperties?.['traceparent'] ?? message.applicationProperties?.['Diagnostic-Id']
  return typeof given === 'string' ? given : undefined
}
