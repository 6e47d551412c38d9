// Settings that decide about mails, followed from the environment to what reaches the queue and the provider.

import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { readSettings } from '../../functions/settings.ts'
import { createStores } from '../../functions/stores.ts'
import { createWorkers } from '../../functions/workers.ts'
import { bridgePausedMailMessage, decisionMailMessage, type Message, queueOf } from '../../shared/domain/messages.ts'
import type { Decision } from '../../shared/domain/prospect.ts'
import type { ChannelPush } from '../../shared/headquarters/channel-push.ts'
import { prospectKey, pushKey } from '../../shared/headquarters/store/keys.ts'
import { put } from '../../shared/platform/table.ts'
import { leadId, now, prospect, submitted } from '../support/domain-samples.ts'
import { keptLog } from '../support/http-samples.ts'
import { memoryTable } from '../support/memory-table.ts'

const shard = leadId.charAt(0)
let provider: Server | undefined

afterEach(() => {
  provider?.close()
  provider = undefined
})

type Taken = {
  readonly headers: IncomingHttpHeaders
  readonly mail: { readonly content: readonly { value: string }[] }
}

/** A mail provider that answers every mail alike. */
const startProvider = async (status = 202, headers: Record<string, string> = {}) => {
  const taken: Taken[] = []
  provider = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += String(chunk)
    })
    request.on('end', () => {
      taken.push({ headers: request.headers, mail: JSON.parse(body) })
      response.writeHead(status, headers).end()
    })
  })
  const server = provider
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, taken }
}

/** The workers as an environment makes them, with everything they send to queues. */
const workersOf = (environment: Record<string, string>) => {
  const [channel, headquarters, errors] = [memoryTable(), memoryTable(), memoryTable()]
  const sent: { queue: string; message: Message; delayMs: number }[] = []
  const workers = createWorkers({
    settings: readSettings({
      PUBLIC_URL: 'https://partners.example',
      STATUS_TOKEN_SECRET: 'status-token-secret-of-the-tests-0123456789',
      SALES_EVENT_KEYS: 'sixteen-letters-1',
      DATAVERSE_URL: 'http://127.0.0.1:9',
      SENDGRID_API_KEY: 'SG.key',
      MAIL_FROM: 'partners@contoso.example',
      AzureWebJobsStorage: 'UseDevelopmentStorage=true',
      ServiceBusConnection__fullyQualifiedNamespace: 'contoso.servicebus.windows.net',
      ...environment,
    }),
    clients: {
      stores: createStores(
        (name) => ({ Channel: channel, Headquarters: headquarters, DualWrite: errors })[name],
        () => new Date(),
      ),
      send: async (messages, delayMs = 0) =>
        void sent.push(...messages.map((message) => ({ queue: queueOf(message), message, delayMs }))),
    },
    statusUrl: (requestId) => `https://partners.example/requests/${requestId}?token=t`,
    confirmUrl: (requestId) => `https://partners.example/requests/${requestId}/address?token=t&confirm=c`,
    publicUrl: 'https://partners.example',
    now: () => new Date(now),
    securityEvent: () => undefined,
    log: keptLog().log,
  })
  return { workers, channel, headquarters, errors, sent }
}

const decided = (status: Decision['status']) =>
  prospect({ status, decision: { number: 1, status, decidedAt: now } as Decision })

const push: ChannelPush = {
  prospectId: leadId,
  revision: 3,
  status: 'Approved',
  decision: 1,
  decidedAt: now,
  submittedAt: submitted,
  users: [],
}

describe('the approval mail', () => {
  it.each([
    ['true', 1],
    ['false', 0],
  ])('is asked for by job 1010 when MAIL_AFTER_PUSH is %s: %i times', async (MAIL_AFTER_PUSH, mails) => {
    const { workers, headquarters, sent } = workersOf({ MAIL_AFTER_PUSH })
    await headquarters.write(shard, [put(pushKey(leadId, push.revision), push)])
    expect(await workers.runJob('1010', 'schedule')).toMatchObject({ processed: 1, failed: 0 })
    expect(sent.map(({ queue, message }) => [queue, message.type])).toEqual(
      Array(mails).fill(['mail', 'decision-mail']),
    )
  })

  const letterOf = async (status: Decision['status'], environment: Record<string, string>) => {
    const { url, taken } = await startProvider()
    const { workers, headquarters } = workersOf({ SENDGRID_URL: url, ...environment })
    await headquarters.write(shard, [put(prospectKey(leadId), decided(status))])
    await workers.work.mail(decisionMailMessage(leadId, 1))
    expect(taken).toHaveLength(1)
    return taken[0]?.mail.content.map(({ value }) => value) ?? []
  }
  const signIn = { SITE_SIGN_IN_URL: 'https://shop.example/account/sign-in' }

  it('says where to sign in, and links to the status page, in both its forms', async () => {
    for (const text of await letterOf('Approved', signIn)) {
      expect(text).toContain('https://shop.example/account/sign-in')
      expect(text).toContain(`https://partners.example/requests/${leadId}?token=t`)
    }
  })

  it('has no link to sign in where the site names none', async () => {
    for (const text of await letterOf('Approved', {})) expect(text).not.toContain('sign-in')
  })

  it('of a rejection names neither', async () => {
    for (const text of await letterOf('Rejected', signIn)) expect(text).not.toMatch(/sign-in|requests/)
  })
})

describe('a mail that the provider has no room for', () => {
  it('is sent again when the provider says, not before', async () => {
    const { url } = await startProvider(429, { 'Retry-After': '1234' })
    const { workers, headquarters, sent } = workersOf({ SENDGRID_URL: url })
    await headquarters.write(shard, [put(prospectKey(leadId), decided('Rejected'))])
    await workers.work.mail(decisionMailMessage(leadId, 1))
    expect(sent.map(({ queue, delayMs }) => [queue, delayMs])).toEqual([['mail', 1_234_000]])
  })

  it('is sent again at the end of the limit that the provider names by its own clock', async () => {
    const headers = { Date: 'Sat, 21 Nov 2026 09:00:00 GMT', 'X-RateLimit-Reset': String(Date.parse(now) / 1000 + 777) }
    const { url } = await startProvider(429, headers)
    const { workers, headquarters, sent } = workersOf({ SENDGRID_URL: url })
    await headquarters.write(shard, [put(prospectKey(leadId), decided('Rejected'))])
    await workers.work.mail(decisionMailMessage(leadId, 1))
    expect(sent.map(({ delayMs }) => delayMs)).toEqual([777_000])
  })
})

describe('the mail that the bridge has paused itself', () => {
  const paused = bridgePausedMailMessage(now, 10)

  it('goes to staff once, with the address of the page, however often it is asked for', async () => {
    const { url, taken } = await startProvider()
    const { workers } = workersOf({ SENDGRID_URL: url, STAFF_MAIL: 'staff@contoso.example' })
    await workers.work.mail(paused)
    await workers.work.mail(paused)
    expect(taken).toHaveLength(1)
    expect(JSON.stringify(taken[0]?.mail)).toContain('staff@contoso.example')
    for (const { value } of taken[0]?.mail.content ?? [])
      expect(value).toContain('https://partners.example/headquarters/dual-write')
  })

  it('goes once for each pause', async () => {
    const { url, taken } = await startProvider()
    const { workers } = workersOf({ SENDGRID_URL: url, STAFF_MAIL: 'staff@contoso.example' })
    await workers.work.mail(paused)
    await workers.work.mail({ ...paused, data: { pausedAt: '2026-11-22T09:00:00.000Z', errors: 10 } })
    expect(taken).toHaveLength(2)
  })

  it('goes to nobody where staff gave no address', async () => {
    const { url, taken } = await startProvider()
    const { workers, sent } = workersOf({ SENDGRID_URL: url })
    await workers.work.mail(paused)
    expect([taken, sent]).toEqual([[], []])
  })

  it('that the provider has no room for is sent later, and then once', async () => {
    const { url, taken } = await startProvider(503)
    const { workers, sent } = workersOf({ SENDGRID_URL: url, STAFF_MAIL: 'staff@contoso.example' })
    await workers.work.mail(paused)
    expect([taken.length, sent.length]).toEqual([1, 1])
    await workers.work.mail(sent[0]?.message)
    expect([taken.length, sent.length]).toEqual([2, 2])
  })
})
