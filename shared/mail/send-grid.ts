// Hands mails to SendGrid through its own client and says what came of it. Nothing of the client's errors gets out of
// this file: they carry the key, the address and the text of the mail.
import { isNetworkFailureCode } from '../domain/failures.ts'
import { plainName } from './mail-names.ts'
import { failureOfConnection, failureOfStatus, type MailOutcome } from './mail-outcome.ts'

export type SendGridConfig = {
  readonly apiKey: string
  /** Another host than SendGrid's global one, such as `https://api.eu.sendgrid.com`. */
  readonly baseUrl?: string
  /** The client waits for ever unless it is told otherwise. */
  readonly timeoutMs: number
  /** Who sends what says nothing else. */
  readonly from: Mailbox
  readonly replyTo?: string
}

type Mailbox = { readonly email: string; readonly name: string }

export type OutgoingMail = {
  /** Comes back with every event as the custom argument `mailId`. */
  readonly id: string
  readonly from?: Mailbox
  readonly to: string
  readonly toName: string
  readonly subject: string
  readonly html: string
  readonly text: string
  /** The service keeps these without protection: opaque ids only, never names or addresses. */
  readonly customArgs: Readonly<Record<string, string>>
  /** It is sent although somebody at the address reported a mail of ours as spam: an answer that was asked for. */
  readonly isDecision?: true
}

type MailService = typeof import('@sendgrid/mail')
type Library = { readonly MailService: new () => MailService }
type Settings = { client: { setDefaultRequest: (values: Readonly<Record<string, unknown>>) => unknown } }

const connect = async (config: SendGridConfig): Promise<MailService> => {
  // Loaded when the first mail leaves, as most invocations of the host never send one.
  const { default: library } = await import('@sendgrid/mail')
  // The library offers one shared service; a service of our own shares neither key nor host with anyone.
  const { MailService } = library as MailService & Library
  const service = new MailService()
  service.setApiKey(config.apiKey)
  // The key resets the host, so the host comes second. A redirect would carry the mail to a host nobody chose.
  const { client } = service as MailService & Settings
  const host = config.baseUrl === undefined ? {} : { baseUrl: config.baseUrl }
  client.setDefaultRequest({ ...host, timeout: config.timeoutMs, maxRedirects: 0, maxContentLength: 1_000_000 })
  return service
}

/** The client splits a text at commas and passes line breaks on; an object with clean members leaves nothing to split. */
const mailbox = (email: string, name: string) => {
  const clean = plainName(name, 100)
    .replace(/[",;<>\\]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return clean === '' ? { email } : { email, name: clean }
}

type Content = { type: string; value: string }

/** Plain text comes first, as the service demands. */
const contentOf = (mail: OutgoingMail): [Content, Content] => [
  { type: 'text/plain', value: mail.text },
  { type: 'text/html', value: mail.html },
]

const message = (config: SendGridConfig, mail: OutgoingMail, { email, name } = mail.from ?? config.from) => ({
  from: mailbox(email, name),
  ...(config.replyTo === undefined ? {} : { replyTo: { email: config.replyTo } }),
  subject: plainName(mail.subject, 250),
  content: contentOf(mail),
  // Headers of the whole message would also become headers of the HTTP request; these stay in the mail.
  personalizations: [
    {
      to: mailbox(mail.to, mail.toName),
      headers: { 'Auto-Submitted': 'auto-generated' },
      customArgs: { ...mail.customArgs, mailId: mail.id },
    },
  ],
  // Bounces and other lists of the service keep their say.
  ...(mail.isDecision ? { mailSettings: { bypassSpamManagement: { enable: true } } } : {}),
  // Tracking rewrites links and adds an image; links with secrets must not pass through a third party.
  trackingSettings: {
    clickTracking: { enable: false, enableText: false },
    openTracking: { enable: false },
    subscriptionTracking: { enable: false },
    ganalytics: { enable: false },
  },
})

type Failure = {
  readonly code?: unknown
  readonly cause?: { readonly syscall?: unknown }
  readonly response?: { readonly status?: unknown; readonly headers?: unknown; readonly body?: unknown }
}

const headerOf = (failure: Failure, name: string): string | undefined => {
  const headers = failure.response?.headers
  const value = typeof headers === 'object' && headers !== null ? Reflect.get(headers, name) : undefined
  return typeof value === 'string' ? value : undefined
}

/** The service names a time at which the limit ends; the difference to its own clock is what is to be waited. */
const retryAfterSeconds = (failure: Failure): number | undefined => {
  const given = headerOf(failure, 'retry-after')
  if (given !== undefined && /^\d{1,6}$/.test(given)) return Number(given)
  const reset = Number(headerOf(failure, 'x-ratelimit-reset') ?? Number.NaN)
  const answeredAt = Date.parse(headerOf(failure, 'date') ?? '') / 1000
  const seconds = Math.ceil(reset - answeredAt)
  return Number.isFinite(seconds) && seconds > 0 && seconds <= 86_400 ? seconds : undefined
}

/** Which field was refused: a path of member names and positions, never a value. */
const refusedField = (failure: Failure): string => {
  const body = failure.response?.body
  const errors: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'errors') : undefined
  const first: unknown = Array.isArray(errors) ? errors[0]?.field : undefined
  return typeof first === 'string' && /^[a-z0-9_.]{1,80}$/.test(first) ? ` ${first}` : ''
}

const ofStatus = (status: number, failure: Failure): MailOutcome => {
  const outcome = failureOfStatus(status)
  if (outcome !== 'transient') return { outcome, code: `http-${status}${refusedField(failure)}` }
  const seconds = retryAfterSeconds(failure)
  return { outcome, code: `http-${status}`, ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }) }
}

const outcomeOf = (error: unknown): MailOutcome => {
  const failure: Failure = typeof error === 'object' && error !== null ? error : {}
  if (typeof failure.code === 'number') return ofStatus(failure.code, failure)
  if (typeof failure.response?.status === 'number') return ofStatus(failure.response.status, failure)
  // Without a code the client itself refused the mail before it opened a connection.
  if (typeof failure.code !== 'string') return { outcome: 'permanent', code: 'refused-by-client' }
  const code = isNetworkFailureCode(failure.code) ? failure.code : 'connection-failed'
  // A time-out while connecting is the operating system's; nothing was written yet.
  if (failure.cause?.syscall === 'connect') return { outcome: 'transient', code }
  return { outcome: failureOfConnection(failure.code), code }
}

/**
 * Makes the function that sends one mail once; it never throws for anything the service or the network does, and never
 * tries twice, because the service has no way to recognize a repetition.
 * Source: https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send
 */
export const sendGridMail = (config: SendGridConfig): ((mail: OutgoingMail) => Promise<MailOutcome>) => {
  let connected: Promise<MailService> | undefined
  return async (mail) => {
    connected ??= connect(config)
    const service = await connected
    try {
      const [{ statusCode, headers }] = await service.send(message(config, mail))
      if (statusCode !== 202) return { outcome: failureOfStatus(statusCode), code: `http-${statusCode}` }
      const messageId: unknown = Reflect.get(headers, 'x-message-id')
      return { outcome: 'accepted', ...(typeof messageId === 'string' ? { messageId } : {}) }
    } catch (error) {
      return outcomeOf(error)
    }
  }
}
