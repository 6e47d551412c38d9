// The events the inbox posts, as SendGrid's Event Webhook would.
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type Inbox, startInbox } from '../../infra/local/inbox/inbox.ts'
import { closeLocally, listenLocally } from '../support/local-server.ts'

type Post = { readonly headers: IncomingHttpHeaders; readonly body: string }
type Event = Record<string, unknown>

const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

/** A receiver that answers with the given statuses in turn, then 200. */
const receiver = async (...statuses: number[]): Promise<{ url: string; posts: Post[] }> => {
  const posts: Post[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    posts.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
    response.writeHead(statuses.shift() ?? 200).end()
  })
  const port = await listenLocally(server)
  open.push(() => closeLocally(server))
  return { url: `http://127.0.0.1:${port}/api/mail/events`, posts }
}

const start = async (events: { url: string; privateKeyPem?: string; firstGapMs?: number }, folder?: string) => {
  const inbox = await startInbox({ port: 0, events, ...(folder === undefined ? {} : { folder }) })
  open.push(inbox.close)
  return inbox
}

const send = (inbox: Inbox, email: string, changes: object = {}): Promise<Response> =>
  fetch(`${inbox.url}/v3/mail/send`, {
    method: 'POST',
    headers: { authorization: 'Bearer SG.local', 'content-type': 'application/json' },
    body: JSON.stringify({
      personalizations: [{ to: [{ email }], custom_args: { mailId: 'm1', event: 'forged' } }],
      from: { email: 'no-reply@contoso.example' },
      subject: 'Hello',
      content: [{ type: 'text/plain', value: 'Hello' }],
      ...changes,
    }),
  })

const eventsIn = (post: Post | undefined): Event[] => JSON.parse(post?.body ?? '[]') as Event[]
const isSigned = (post: Post | undefined, publicKey: string | undefined): boolean => {
  const key = createPublicKey({ key: Buffer.from(publicKey ?? '', 'base64'), format: 'der', type: 'spki' })
  const timestamp = String(post?.headers['x-twilio-email-event-webhook-timestamp'])
  const signature = String(post?.headers['x-twilio-email-event-webhook-signature'])
  return verify('sha256', Buffer.from(timestamp + post?.body), key, Buffer.from(signature, 'base64'))
}

describe('the events of a mail', () => {
  it.each([
    ['ada@fabrikam.example', ['processed', 'delivered']],
    ['Bounce.ada@fabrikam.example', ['processed', 'bounce']],
    ['Blocked@fabrikam.example', ['processed', 'bounce']],
    ['dropped@fabrikam.example', ['dropped']],
    ['spam.ada@fabrikam.example', ['processed', 'delivered', 'spamreport']],
  ])('%s: %j', async (email, expected) => {
    const { url, posts } = await receiver()
    const inbox = await start({ url })
    const messageId = (await send(inbox, email)).headers.get('x-message-id')
    await expect.poll(() => posts.length, { timeout: 5000 }).toBe(1)
    const events = eventsIn(posts[0])
    expect(events.map(({ event }) => event)).toEqual(expected)
    for (const event of events) {
      expect(event).toMatchObject({ email, mailId: 'm1', timestamp: expect.any(Number) })
      expect(String(event['sg_message_id']).split('.')[0]).toBe(messageId)
    }
    expect(new Set(events.map((event) => event['sg_event_id'])).size).toBe(events.length)
  })

  it('say of a block that it is one, which a bounce is not', async () => {
    const { url, posts } = await receiver()
    const inbox = await start({ url })
    await send(inbox, 'block@fabrikam.example')
    await send(inbox, 'bounce@fabrikam.example')
    await expect.poll(() => posts.length, { timeout: 5000 }).toBe(2)
    const types = posts.flatMap((post) => eventsIn(post).flatMap(({ type }) => (type === undefined ? [] : [type])))
    expect(types.toSorted()).toEqual(['blocked', 'bounce'])
  })

  it('are signed over the time and the raw body, with the line break at its end', async () => {
    const { url, posts } = await receiver()
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    const inbox = await start({ url, privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() })
    expect(inbox.eventPublicKey).toBe(publicKey.export({ type: 'spki', format: 'der' }).toString('base64'))
    await send(inbox, 'ada@fabrikam.example')
    await expect.poll(() => posts.length, { timeout: 5000 }).toBe(1)
    const [post] = posts
    expect(post?.body.endsWith('\r\n')).toBe(true)
    expect(isSigned(post, inbox.eventPublicKey)).toBe(true)
    expect(isSigned(post && { ...post, body: post.body.trimEnd() }, inbox.eventPublicKey)).toBe(false)
  })

  it('are posted again until they are taken', async () => {
    const { url, posts } = await receiver(500, 503)
    const inbox = await start({ url, firstGapMs: 5 })
    await send(inbox, 'ada@fabrikam.example')
    await expect.poll(() => posts.length, { timeout: 5000 }).toBe(3)
    expect(new Set(posts.map(({ body }) => body)).size).toBe(1)
    expect(posts.every((post) => isSigned(post, inbox.eventPublicKey))).toBe(true)
  })

  it('do not come for a mail that is refused or sandboxed', async () => {
    const { url, posts } = await receiver()
    const inbox = await start({ url })
    await send(inbox, 'nobody')
    await send(inbox, 'x@y.example', { mail_settings: { sandbox_mode: { enable: true } } })
    await send(inbox, 'ada@fabrikam.example')
    await expect.poll(() => posts.length, { timeout: 5000 }).toBe(1)
    expect(eventsIn(posts[0]).map(({ email }) => email)).toEqual(['ada@fabrikam.example', 'ada@fabrikam.example'])
  })

  it('do not keep an inbox from closing when nobody takes them', async () => {
    const inbox = await start({ url: 'http://127.0.0.1:1/', firstGapMs: 3_600_000 })
    expect((await send(inbox, 'ada@fabrikam.example')).status).toBe(202)
    await inbox.close()
    open.length = 0
  })

  it('are signed with the same key after a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'inbox-key-'))
    open.push(() => rm(folder, { recursive: true, force: true }))
    const first = await start({ url: 'http://127.0.0.1:1/' }, folder)
    await first.close()
    const second = await start({ url: 'http://127.0.0.1:1/' }, folder)
    expect(second.eventPublicKey).toBe(first.eventPublicKey)
  })
})
