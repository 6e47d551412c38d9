// POST /api/mail/events: SendGrid's event webhook. Only its signature opens it.

import { app } from '@azure/functions'
import { isSigned, type MailEvent, readMailEvents } from '../../shared/mail/mail-events.ts'
import { answering, empty, problem } from '../../shared/platform/http.ts'
import type { Log } from '../../shared/platform/log.ts'

const bodyLimit = 2 * 1024 * 1024

type Deps = { readonly publicKey: string; readonly apply: (event: MailEvent) => Promise<void>; readonly log: Log }

const parse = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown
  } catch {
    return undefined
  }
}

export const receiveMailEvents = (deps: Deps): void =>
  app.http('ReceiveMailEvents', {
    route: 'api/mail/events',
    methods: ['POST'],
    authLevel: 'anonymous',
    handler: answering(deps.log, async (request) => {
      const bytes = new Uint8Array(await request.arrayBuffer())
      if (bytes.byteLength > bodyLimit) return problem('body-too-large')
      const timestamp = request.headers.get('x-twilio-email-event-webhook-timestamp')
      const signature = request.headers.get('x-twilio-email-event-webhook-signature')
      if (!isSigned(deps.publicKey, timestamp, signature, bytes)) return problem('unauthenticated')
      const body = parse(bytes)
      if (!Array.isArray(body)) return problem('unreadable-body')
      for (const event of readMailEvents(body)) await deps.apply(event)
      return empty(204)
    }),
  })
