// A stand-in for SendGrid: takes mails over the Mail Send API, keeps them, and shows them on a page.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { onlyThisMachine } from '../own-host.ts'
import { reply } from '../plain-http.ts'
import type { InboxFaults } from './faults.ts'
import { replyJson, replyRefusal } from './http.ts'
import { messageEvents } from './message-events.ts'
import { openMessageStore } from './message-store.ts'
import { createPageRoutes } from './pages/page-routes.ts'
import { createEventPoster, type EventPoster, eventKey } from './post-events.ts'
import { refusal } from './send-grid-error.ts'
import { type SendMail, sendMail } from './send-mail.ts'
import { type StoredMessage, summary } from './stored-message.ts'

export type InboxOptions = {
  /** 0 picks a free port; only 127.0.0.1 is listened on. */
  readonly port: number
  /** Where messages survive a restart; without it they live in memory. */
  readonly folder?: string
  /** The one accepted key; without it any key beginning with `SG.` is. */
  readonly apiKey?: string
  readonly now?: () => Date
  readonly faults?: InboxFaults
  /** Where events are posted; the signing key is made when none is given. */
  readonly events?: { readonly url: string; readonly privateKeyPem?: string; readonly firstGapMs?: number }
}

export type Inbox = {
  readonly url: string
  /** Newest first. */
  readonly messages: () => readonly StoredMessage[]
  /** `sends` counts every request to send, `accepted` those that were stored. */
  readonly stats: () => { readonly sends: number; readonly accepted: number }
  /** Base64 SPKI key that verifies the events; only when events are posted. */
  readonly eventPublicKey: string | undefined
  readonly close: () => Promise<void>
}

const startEvents = async (options: InboxOptions, now: () => Date): Promise<EventPoster | undefined> => {
  if (!options.events) return undefined
  const key = await eventKey(options.events.privateKeyPem, options.folder)
  return createEventPoster(options.events.url, key, now, options.events.firstGapMs ?? 1000)
}

/**
 * Starts the inbox.
 * @throws Error when the port is taken, the folder is damaged or the key is no private key
 */
export const startInbox = async (options: InboxOptions): Promise<Inbox> => {
  const now = options.now ?? (() => new Date())
  const store = await openMessageStore(options.folder)
  const events = await startEvents(options, now)
  const stop = new AbortController()
  const counts = { sends: 0, accepted: 0 }
  const sending: SendMail = {
    store,
    apiKey: options.apiKey,
    now,
    faults: options.faults ?? (() => undefined),
    onAccepted: (messages) => {
      counts.accepted += 1
      events?.post(messages.flatMap((message) => messageEvents(message, now())))
    },
    pause: (milliseconds) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, milliseconds)
        stop.signal.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true })
      }),
  }
  const pages = createPageRoutes(store)

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const target = URL.parse(request.url ?? '/', 'http://inbox')
    if (!target) return replyRefusal(response, refusal(404, 'Not Found'))
    const { pathname, searchParams } = target
    const action = `${request.method} ${pathname}`
    if (pathname === '/v3/mail/send') {
      if (request.method !== 'POST')
        return replyRefusal(response, refusal(405, 'POST method allowed only'), { allow: 'POST' })
      counts.sends += 1
      return sendMail(sending, counts.sends, request, response)
    }
    if (action === 'GET /api/messages') return replyJson(response, 200, store.all().map(summary))
    if (action === 'DELETE /api/messages') {
      await store.clear()
      return reply(response, 204, {})
    }
    if (pathname.startsWith('/api/messages/') && request.method === 'GET') {
      const message = store.find(pathname.slice('/api/messages/'.length))
      return message ? replyJson(response, 200, message) : replyRefusal(response, refusal(404, 'Not Found'))
    }
    if (await pages(pathname, searchParams, request, response)) return
    replyRefusal(response, refusal(404, 'Not Found'))
  }

  const server = onlyThisMachine(
    createServer((request, response) => {
      route(request, response).catch((error: unknown) => {
        // The sender hung up while its request was read; there is nobody to answer.
        if (request.destroyed || response.headersSent) {
          response.destroy()
          return
        }
        console.error('The inbox failed:', error)
        replyRefusal(response, refusal(500, 'internal server error'))
      })
    }),
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : options.port

  return {
    url: `http://127.0.0.1:${port}`,
    messages: () => store.all().map(summary),
    stats: () => ({ ...counts }),
    eventPublicKey: events?.publicKey,
    close: async () => {
      stop.abort()
      await events?.close()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
      await store.settled()
    },
  }
}
