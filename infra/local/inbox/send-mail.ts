// POST /v3/mail/send: takes a mail, or refuses it with the answer the genuine service gives.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody, reply } from '../plain-http.ts'
import { type InboxFaults, rateHeaders, statusMessage } from './faults.ts'
import { replyRefusal } from './http.ts'
import type { MessageStore } from './message-store.ts'
import { type Refusal, refusal } from './send-grid-error.ts'
import { type MessageDetails, messagesOf } from './stored-message.ts'
import { type Fields, isFields } from './validate/checks.ts'
import { mailMistakes } from './validate/validate-mail.ts'

const maxBytes = 30 * 1024 * 1024

export type SendMail = {
  readonly store: MessageStore
  /** The one key that is accepted; without it, any that looks like a key. */
  readonly apiKey: string | undefined
  readonly now: () => Date
  readonly faults: InboxFaults
  readonly onAccepted: (messages: readonly MessageDetails[]) => void
  /** Resolves after the time, or at once when the inbox closes. */
  readonly pause: (milliseconds: number) => Promise<void>
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const authorization = (request: IncomingMessage, apiKey: string | undefined): Refusal | undefined => {
  const header = request.headers.authorization
  if (!header) return refusal(401, 'Permission denied, wrong credentials')
  const key = /^Bearer (SG\..+)$/.exec(header)?.[1]
  const accepted = key !== undefined && (apiKey === undefined || timingSafeEqual(digest(key), digest(apiKey)))
  return accepted ? undefined : refusal(401, 'The provided authorization grant is invalid, expired, or revoked')
}

const readMail = async (request: IncomingMessage): Promise<{ mail: Fields } | Refusal> => {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') return refusal(415, 'Content-Type should be application/json.')
  const body = await readBody(request, maxBytes)
  if (body === undefined) return refusal(413, 'The JSON payload you have included in your request is too large.')
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    const mail: unknown = JSON.parse(text)
    return isFields(mail) ? { mail } : refusal(400, 'Bad Request')
  } catch (error) {
    return refusal(400, error instanceof SyntaxError ? 'Bad Request' : 'Invalid UTF8 in request.')
  }
}

const isSandbox = (mail: Fields): boolean => {
  const settings = isFields(mail['mail_settings']) ? mail['mail_settings'] : {}
  return isFields(settings['sandbox_mode']) && settings['sandbox_mode']['enable'] === true
}

const accept = async (
  context: SendMail,
  request: IncomingMessage,
): Promise<Refusal | { status: 200 | 202; messageId: string }> => {
  const denied = authorization(request, context.apiKey)
  if (denied) return denied
  const read = await readMail(request)
  if (!('mail' in read)) return read
  const { mail } = read
  const now = context.now()
  const errors = mailMistakes(mail, now)
  if (errors.length > 0) return { status: 400, errors }
  const messageId = randomBytes(16).toString('base64url')
  // A sandboxed mail is checked and goes nowhere: no message, no events.
  if (isSandbox(mail)) return { status: 200, messageId }
  const messages = messagesOf(mail, messageId, now.toISOString())
  await context.store.add(messages)
  context.onAccepted(messages)
  return { status: 202, messageId }
}

/**
 * Answers 202 with an empty body and `X-Message-Id` when the mail is stored, 200 in sandbox mode, and otherwise
 * 400, 401, 413 or 415 with `{ errors: [{ message, field, help }] }`.
 * Sources: https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send,
 * https://www.twilio.com/docs/sendgrid/for-developers/sending-email/sandbox-mode
 * @param attempt the number of this request since the start, from 1
 */
export const sendMail = async (
  context: SendMail,
  attempt: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const fault = context.faults(attempt)
  if (fault?.kind === 'cut') return void request.socket.destroy()
  if (fault?.kind === 'no-answer') return
  if (fault?.kind === 'status') {
    await readBody(request, maxBytes)
    const headers = { ...(fault.status === 429 ? rateHeaders(context.now()) : {}), ...fault.headers }
    return replyRefusal(response, refusal(fault.status, statusMessage(fault.status)), headers)
  }
  if (fault?.kind === 'delay') await context.pause(fault.milliseconds)
  const outcome = await accept(context, request)
  if (fault?.kind === 'accept-then-cut') return void request.socket.destroy()
  if (fault?.kind === 'accept-then-hang') return
  if ('errors' in outcome) return replyRefusal(response, outcome)
  reply(response, outcome.status, { 'x-message-id': outcome.messageId })
}
