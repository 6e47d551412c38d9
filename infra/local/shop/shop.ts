// The example shop: a B2B site on an origin of its own, which lets companies become partners, keeps its own sign-in, and
// has its partners look after their users. docs/integrate.md leads through it.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { onlyThisMachine } from '../own-host.ts'
import { followChanges } from './follow-changes.ts'
import { cookieOf, json, type Reply, readText, send, sessionCookie } from './http.ts'
import { keptFile } from './kept-file.ts'
import { createPartnerApi } from './partner-api.ts'
import { createPasswords, type PasswordFile } from './passwords.ts'
import { routeOf } from './routes.ts'
import { sessionHours } from './sign-in-pages.ts'
import { openStatements } from './statements.ts'
import { languageOf, textsIn } from './texts.ts'
import { createAttempts, createTokens } from './tokens.ts'
import { emptyList, membershipsOf, type UserList } from './user-list.ts'
import type { PartnerApp, Session, Shop, SignedIn } from './visit.ts'

export type ShopOptions = {
  /** Only 127.0.0.1 is listened on. */
  readonly port: number
  /** Under which browsers know it: scheme, host and port. */
  readonly origin: string
  readonly app: PartnerApp
  readonly sendMail: Shop['sendMail']
  /** Where it keeps its key, its passwords and its list; absent = in memory. */
  readonly folder?: string
  readonly say?: (line: string) => void
}

const minute = 60_000
/** What the app says of somebody who may not sign in by now. */
const notAnyMore: readonly string[] = ['user-not-active', 'partner-not-active', 'identity-unknown']

/** Starts the shop. @throws Error when the port is taken, or what it keeps is damaged */
export const startShop = async ({ port, origin, app, sendMail, folder, say = console.log }: ShopOptions) => {
  const stop = new AbortController()
  const statements = await openStatements(folder, origin, app.audience)
  const { state } = statements
  const api = createPartnerApi({ appUrl: app.url, siteKey: app.siteKey, state, stop: stop.signal })
  const kept = keptFile<UserList>(folder, 'users.json', emptyList)
  const shop: Shop = {
    origin,
    app,
    list: kept.get,
    passwords: createPasswords(keptFile<PasswordFile>(folder, 'passwords.json', {})),
    sessions: createTokens<Session>(sessionHours * 60 * minute, Date.now),
    links: createTokens(15 * minute, Date.now),
    tries: {
      signIn: createAttempts(10, 15 * minute, Date.now),
      mail: createAttempts(5, 60 * minute, Date.now),
    },
    state,
    callSite: api.callSite,
    sendMail: (to, subject, text) =>
      sendMail(to, subject, text).catch((error: unknown) => say(`The shop could not send a mail: ${String(error)}`)),
  }
  const cookie = sessionCookie(origin)
  const webhook = new Webhook(app.eventSecret)
  const follower = followChanges({ callSite: api.callSite, kept, say })

  /** Looked up with every visit: a session ends with the next change that takes the right to sign in away. */
  const signedInBy = (request: IncomingMessage): SignedIn | undefined => {
    const token = cookieOf(request, cookie.name) ?? ''
    const session = shop.sessions.read(token)
    const memberships = session ? membershipsOf(shop.list(), session.userId) : []
    const user = memberships.find((one) => one.organizationId === session?.organizationId) ?? memberships[0]
    if (!user || user.email !== session?.email) return undefined
    const callFor = api.callFor(user)
    const call: SignedIn['call'] = async (method, path, more) => {
      const answered = await callFor<never>(method, path, more)
      // The app knows it before the shop is told.
      if (!answered.ok && notAnyMore.includes(answered.problem.code)) shop.sessions.take(token)
      return answered
    }
    return { token, user, others: memberships.filter((one) => one !== user), call }
  }

  /** Something changed, says somebody who knows the secret; what it is, is read. */
  const hear = (request: IncomingMessage, body: string): Reply => {
    try {
      webhook.verify(body, request.headers as Record<string, string>)
    } catch {
      // Of a stranger, of another day, or altered on the way: it is not looked at.
      return json(401, { code: 'signature' })
    }
    void follower.read()
    return { status: 204 }
  }

  const answer = async (request: IncomingMessage): Promise<Reply> => {
    const { method = '', headers, socket } = request
    const target = URL.parse(request.url ?? '/', origin)
    const body = method === 'POST' ? await readText(request) : ''
    if (!target || body === undefined) return { status: target ? 413 : 400 }
    if (method === 'POST' && target.pathname === '/events') return hear(request, body)
    if (target.pathname === '/.well-known/jwks.json') return json(200, statements.keySet)
    const route = routeOf(method === 'HEAD' ? 'GET' : method, target.pathname)
    if (!route) return { status: 404, body: 'Not found\n' }
    // Browsers say with every form where it comes from; one of another site does nothing here.
    if (method === 'POST' && headers.origin !== origin) return { status: 403, body: 'Only from the shop itself.\n' }
    const signedIn = signedInBy(request)
    const language = languageOf(signedIn?.user.language ?? '', headers['accept-language'] ?? '')
    return route.handler({
      shop,
      query: target.searchParams,
      form: new URLSearchParams(body),
      id: route.id,
      network: socket.remoteAddress ?? '127.0.0.1',
      language,
      texts: textsIn(language),
      ...(signedIn ? { signedIn } : {}),
    })
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      send(response, await answer(request))
    } catch (error) {
      console.error('The shop failed:', error)
      if (!response.headersSent) send(response, { status: 500, body: 'This cannot be done at the moment.\n' })
    }
  }

  const server = onlyThisMachine(createServer((request, response) => void handle(request, response)))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: origin,
    /** Reads what changed now, as a call of its `eventsUrl` has it do. */
    read: follower.read,
    close: async (): Promise<void> => {
      stop.abort()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await Promise.all([closed, follower.close()])
    },
  }
}
