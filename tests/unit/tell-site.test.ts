// What a site is told at its address: ids alone, signed so that the library of the specification believes it, again and
// again with the same id until it says yes.

import { createServer } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { afterEach, describe, expect, it } from 'vitest'
import { createChangeFeed, type NewChange } from '../../shared/channel/store/change-feed.ts'
import { createTellSite } from '../../shared/channel/tell-site.ts'
import { createTellingFeed } from '../../shared/channel/telling-feed.ts'
import { type Message, type MessageOf, readMessage, siteEventMessage } from '../../shared/domain/messages.ts'
import { closeLocally, listenLocally } from '../support/local-server.ts'
import { memoryTable } from '../support/memory-table.ts'

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const nextSecret = `whsec_${Buffer.alloc(24, 9).toString('base64')}`

const change = (id: string, channels: string[] = ['eu']): NewChange => ({
  type: 'user',
  id,
  organizationId: 'o',
  revision: 3,
  status: 'Active',
  at: '2026-11-20T08:00:00.000Z',
  channels,
})

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** A site that answers each call with the next of some statuses, and keeps what came. */
const aSiteThatAnswers = async (...answers: readonly (number | 'never')[]) => {
  const came: { headers: Record<string, string>; body: string; path: string }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (piece) => {
      body += String(piece)
    })
    request.on('end', () => {
      came.push({ headers: request.headers as Record<string, string>, body, path: request.url ?? '' })
      const status = answers[came.length - 1] ?? 204
      if (status === 'never') return
      response.writeHead(status, { location: '/elsewhere', ...(status === 503 ? { 'retry-after': '90' } : {}) })
      response.end('x'.repeat(100))
    })
  })
  const port = await listenLocally(server)
  closers.push(() => closeLocally(server))
  return { came, url: `http://127.0.0.1:${port}/events` }
}

const rig = async (eventsUrl: string | undefined, secrets = [secret], eventsFormat?: 'cloudevents') => {
  const feed = createChangeFeed(memoryTable())
  const sent: Message[] = []
  const channels = [
    { name: 'eu', ...(eventsUrl === undefined ? {} : { eventsUrl }), ...(eventsFormat ? { eventsFormat } : {}) },
    { name: 'us' },
  ]
  const telling = createTellingFeed(feed, channels, async (messages) => void sent.push(...messages))
  const tell = createTellSite({
    feed,
    channels,
    publicUrl: 'https://partners.example',
    secrets: new Map([['eu', secrets]]),
    send: fetch,
    now: () => new Date(),
    timeoutMs: 300,
  })
  return { feed, telling, sent, tell: (message: Message | undefined) => tell(message as MessageOf<'site-event'>) }
}

describe('a site with an address', () => {
  it('is asked to be told of what concerns it, once for what came together, and of nothing else', async () => {
    const { telling, sent } = await rig('https://shop.example/events')
    expect(await telling.append([])).toBeUndefined()
    await telling.append([change('a', ['us'])])
    expect(sent).toEqual([])
    await telling.append([change('b'), change('c', ['us']), change('d', [])])
    expect(sent).toEqual([siteEventMessage('eu', 1, 4)])
    expect(readMessage(JSON.parse(JSON.stringify(sent[0])))).toEqual(sent[0])
  })

  it('gets ids alone, which the library of the specification believes, by each of the secrets', async () => {
    const site = await aSiteThatAnswers(200)
    const { telling, sent, tell } = await rig(site.url, [nextSecret, secret])
    await telling.append([change('a'), change('b', ['us']), change('c', [])])
    expect(await tell(sent[0])).toEqual({ outcome: 'done' })
    const [{ headers, body } = { headers: {}, body: '' }] = site.came
    for (const one of [secret, nextSecret])
      expect(new Webhook(one).verify(body, headers)).toEqual({
        type: 'changes',
        timestamp: '2026-11-20T08:00:00.000Z',
        data: {
          channel: 'eu',
          changes: [
            { type: 'user', id: 'a', organizationId: 'o', revision: 3 },
            { type: 'user', id: 'c', organizationId: 'o', revision: 3 },
          ],
        },
      })
    expect(() => new Webhook(`whsec_${Buffer.alloc(32).toString('base64')}`).verify(body, headers)).toThrow()
    expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow()
  })

  it('is told again with the same id until it says yes, no sooner than it asks for', async () => {
    const site = await aSiteThatAnswers(500, 404, 302, 503, 'never', 204)
    const { telling, sent, tell } = await rig(site.url)
    await telling.append([change('a')])
    const results = []
    for (let count = 0; count < 6; count += 1) results.push(await tell(sent[0]))
    expect(results).toEqual([
      { outcome: 'later', code: 'site-500' },
      { outcome: 'later', code: 'site-404' },
      { outcome: 'later', code: 'site-302' },
      { outcome: 'later', code: 'site-503', afterSeconds: 90 },
      { outcome: 'later', code: 'site-unreachable' },
      { outcome: 'done' },
    ])
    expect(new Set(site.came.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(new Set(site.came.map(({ body }) => body)).size).toBe(1)
    // A redirection leads nowhere.
    expect(new Set(site.came.map(({ path }) => path))).toEqual(new Set(['/events']))
  })

  it('that cannot be reached is no mistake of ours', async () => {
    const { telling, sent, tell } = await rig('http://127.0.0.1:9/events')
    await telling.append([change('a')])
    expect(await tell(sent[0])).toEqual({ outcome: 'later', code: 'site-unreachable' })
  })
})

describe('a site that takes CloudEvents', () => {
  const mail: NewChange = {
    type: 'mail',
    id: 'm',
    revision: 2,
    status: 'Bounced',
    at: '2026-11-20T08:00:00.000Z',
    mail: { kind: 'approved', trouble: 'bounced', requestId: 'r' },
    channels: ['eu'],
  }

  it('gets a signed batch, of mails as well, each with an id that stays the same when it is told anew', async () => {
    const site = await aSiteThatAnswers(503, 204, 204)
    const { telling, sent, tell } = await rig(site.url, [secret], 'cloudevents')
    await telling.append([change('a'), mail])
    await telling.append([change('a'), mail])
    for (const message of [sent[0], sent[0], sent[1]]) await tell(message)
    const [first, again, anew] = site.came
    expect(first?.headers['content-type']).toBe('application/cloudevents-batch+json')
    expect(new Webhook(secret).verify(first?.body ?? '', first?.headers ?? {})).toMatchObject([
      {
        specversion: '1.0',
        source: 'urn:b2b-onboarding:channel:eu',
        type: 'b2b-onboarding.user.changed.v1',
        subject: 'a',
        time: '2026-11-20T08:00:00.000Z',
        dataschema: 'https://partners.example/api/asyncapi.json#/components/schemas/UserChanged',
        data: { userId: 'a', organizationId: 'o', revision: 3, status: 'Active' },
      },
      {
        type: 'b2b-onboarding.mail.changed.v1',
        subject: 'm',
        data: { mailId: 'm', revision: 2, status: 'Bounced', kind: 'approved', trouble: 'bounced', requestId: 'r' },
      },
    ])
    expect([again?.body, again?.headers['webhook-id']]).toEqual([first?.body, first?.headers['webhook-id']])
    const idsIn = (body = '[]') => (JSON.parse(body) as { id: string }[]).map(({ id }) => id)
    expect(idsIn(anew?.body)).toEqual(idsIn(first?.body))
    expect(new Set(idsIn(first?.body)).size).toBe(2)
    expect(anew?.headers['webhook-id']).not.toBe(first?.headers['webhook-id'])
  })

  it('is told of a mail alone, and a site that reads hints is not', async () => {
    const events = await rig('https://shop.example/events', [secret], 'cloudevents')
    await events.telling.append([mail])
    expect(events.sent).toEqual([siteEventMessage('eu', 0, 1)])
    const hints = await rig('https://shop.example/events')
    await hints.telling.append([mail])
    expect(hints.sent).toEqual([])
  })
})

describe('nobody is told', () => {
  it('where the site wants no more of it, or what there was is gone', async () => {
    const { tell } = await rig(undefined)
    expect(await tell(siteEventMessage('eu', 0, 1))).toEqual({ outcome: 'done' })
    const other = await rig('http://127.0.0.1:9/events')
    expect(await other.tell(siteEventMessage('eu', 0, 1))).toEqual({ outcome: 'done' })
    await other.feed.append([change('a', ['us'])])
    expect(await other.tell(siteEventMessage('eu', 0, 1))).toEqual({ outcome: 'done' })
    expect(await other.tell(siteEventMessage('nobody', 0, 1))).toEqual({ outcome: 'done' })
  })
})
