// What clients ask of a queue beside sending and receiving, as requests to its `$management` node:
// https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-request-response
import { acceptMessages, readMessages } from './accept-messages.ts'
import { cancelScheduled } from './cancel-scheduled.ts'
import { encodeDelivery, tokenBytes, tokenOf } from './delivered-message.ts'
import type { MessageQueue } from './model.ts'
import { peekMessages } from './peek-messages.ts'
import type { Peer } from './peers.ts'
import { perform } from './perform.ts'
import { invalidArgument, isRefusal, notAllowed, type Refusal, statusOf, unknownOperation } from './refusals.ts'
import { renewLocks } from './renew-lock.ts'
import type { Reply, Request } from './request-links.ts'
import { values } from './rhea-values.ts'
import { type Disposition, type Properties, settleMessage } from './settle-message.ts'
import { takeDeferred } from './take-messages.ts'

type Body = Readonly<Record<string, unknown>>
type Answer = { readonly status: number; readonly body?: unknown }
type Handler = (peer: Peer, queue: MessageQueue, body: Body) => Answer | Refusal

const codes = { long: 0x81, timestamp: 0x83 }
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const numberOf = (value: unknown): number => (Buffer.isBuffer(value) ? Number(value.readBigInt64BE()) : Number(value))
const numbersIn = (body: Body) => listOf(body['sequence-numbers']).map(numberOf)
const tokensIn = (body: Body) =>
  listOf(body['lock-tokens']).flatMap((token) => (Buffer.isBuffer(token) ? [tokenOf(token)] : []))

const dispositionIn = (body: Body): Disposition | undefined => {
  const properties = (body['properties-to-modify'] ?? {}) as Properties
  switch (body['disposition-status']) {
    case 'completed':
      return { kind: 'complete' }
    case 'abandoned':
      return { kind: 'abandon', properties }
    case 'defered':
      return { kind: 'defer', properties }
    case 'suspended': {
      const [reason, description] = [body['deadletter-reason'], body['deadletter-description']]
      const given = {
        ...(reason == null ? {} : { DeadLetterReason: reason }),
        ...(description == null ? {} : { DeadLetterErrorDescription: description }),
      }
      return { kind: 'deadLetter', properties: { ...properties, ...given } }
    }
    default:
      return undefined
  }
}

const peek: Handler = (_peer, queue, body) => {
  const found = peekMessages(queue, numberOf(body['from-sequence-number'] ?? 0), numberOf(body['message-count'] ?? 1))
  if (found.length === 0) return { status: 204 }
  const withBody = body['omit-message-body'] !== true
  return { status: 200, body: { messages: found.map((message) => ({ message: encodeDelivery(message, withBody) })) } }
}

const renew: Handler = (peer, queue, body) => {
  const expirations = renewLocks(peer.broker, queue, tokensIn(body))
  if (isRefusal(expirations)) return expirations
  return { status: 200, body: { expirations: values.wrap_array(expirations, codes.timestamp) } }
}

const schedule: Handler = (peer, queue, body) => {
  if (!queue.deadLetters) return notAllowed('Messages cannot be sent to a dead-letter queue.')
  const encoded = listOf(body.messages).flatMap((entry) => {
    const { message } = entry as { message?: unknown }
    return Buffer.isBuffer(message) ? [Buffer.from(message)] : []
  })
  const contents = readMessages(encoded)
  if (isRefusal(contents)) return contents
  const numbers = acceptMessages(peer.broker, queue, contents)
  return { status: 200, body: { 'sequence-numbers': values.wrap_array(numbers, codes.long) } }
}

const cancel: Handler = (peer, queue, body) => cancelScheduled(peer.broker, queue, numbersIn(body)) ?? { status: 200 }

const receiveDeferred: Handler = (peer, queue, body) => {
  const mode = numberOf(body['receiver-settle-mode']) === 0 ? 'receiveAndDelete' : 'peekLock'
  const taken = takeDeferred(peer.broker, queue, numbersIn(body), mode)
  if (isRefusal(taken)) return taken
  const entries = taken.map((message) => ({
    message: encodeDelivery(message),
    ...(message.lock ? { 'lock-token': values.wrap_uuid(tokenBytes(message.lock.token)) } : {}),
  }))
  return { status: 200, body: { messages: entries } }
}

const updateDisposition: Handler = (peer, queue, body) => {
  const disposition = dispositionIn(body)
  if (!disposition) return invalidArgument(`The disposition ${String(body['disposition-status'])} is not known.`)
  for (const token of tokensIn(body)) {
    const refusal = settleMessage(peer.broker, queue, token, disposition)
    if (refusal) return refusal
  }
  return { status: 200 }
}

const sessionless: Handler = (_peer, queue) =>
  notAllowed(`The operation cannot be performed because '${queue.path}' does not require sessions.`)

const handlers: Readonly<Record<string, Handler>> = {
  'com.microsoft:peek-message': peek,
  'com.microsoft:renew-lock': renew,
  'com.microsoft:schedule-message': schedule,
  'com.microsoft:cancel-scheduled-message': cancel,
  'com.microsoft:receive-by-sequence-number': receiveDeferred,
  'com.microsoft:update-disposition': updateDisposition,
  'com.microsoft:renew-session-lock': sessionless,
  'com.microsoft:set-session-state': sessionless,
  'com.microsoft:get-session-state': sessionless,
  'com.microsoft:get-message-sessions': sessionless,
}

const toReply = (answer: Answer | Refusal): Reply => {
  if (!isRefusal(answer))
    return {
      properties: { statusCode: values.wrap_int(answer.status), statusDescription: 'OK' },
      body: answer.body ?? {},
    }
  const { condition, description } = answer
  const status = values.wrap_int(statusOf(answer))
  return {
    properties: { statusCode: status, statusDescription: description, errorCondition: values.wrap_symbol(condition) },
  }
}

/** Answers a request to the `$management` node of a queue. */
export const answerManagement = (
  peer: Peer,
  queue: MessageQueue,
  request: Request,
  reply: (reply: Reply) => void,
): void => {
  const handler = handlers[request.operation]
  const body = (typeof request.body === 'object' && request.body !== null ? request.body : {}) as Body
  perform<Answer>(
    peer,
    'management',
    queue,
    () => handler?.(peer, queue, body) ?? unknownOperation(`The operation ${request.operation} is not known.`),
    (answer) => reply(toReply(answer)),
  )
  peer.broker.pump(queue)
}
