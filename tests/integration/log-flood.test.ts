// Nobody can fill the log: every kind of refusal, and every line that a stranger can cause, many times over, through the real
// host. What each costs in lines and bytes is counted; docs/operate.md works out from it what a flood costs.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { floodBound } from '../../functions/flood-bound.ts'
import hostSettings from '../../host.json' with { type: 'json' }
import { createHostLog } from '../../infra/local/host/host-log.ts'
import { honeypotName } from '../../shared/channel/sign-up-form.ts'
import { floodLogEvents } from '../../shared/domain/log-events.ts'
import { securityEvents } from '../../shared/domain/security-events.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { aud, iss, keySet, signingKey, statement } from '../support/issuer.ts'
import { aRequest, postRequest } from '../support/people.ts'
import { principal } from '../support/route-calls.ts'
import { aForm, postForm } from './http-support.ts'

const times = 30
const siteKey = 'the-key-of-the-shop-in-europe-0123456789'
const id = '11111111-2222-4333-8444-555555555555'
/** A line of the log, without what the host puts before it. */
const longestLine = 400
const key = signingKey('shop-1')
const now = () => Math.floor(Date.now() / 1000)

let env: Environment
beforeAll(async () => {
  env = await startEnvironment({
    HEADQUARTERS_ACCESS: 'app-service',
    WEBSITE_AUTH_ENABLED: 'true',
    HEADQUARTERS_SIGN_IN_STRENGTH: 'mfa',
    CHANNELS: JSON.stringify([
      { name: 'default', origins: ['https://shop.example'], issuer: { iss, aud, jwks: await keySet([key]) } },
    ]),
    SITE_KEYS: JSON.stringify({ default: [siteKey] }),
    LIMIT_PER_NETWORK: '3',
    LEAST_FILL_SECONDS: '0',
  })
})
afterAll(() => env.close())

const get = (path: string, headers: Record<string, string> = {}) => fetch(env.url + path, { headers })
const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(env.url + path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })

let networks = 0
/** From another network each time, so that no limit ends the attack. */
const elsewhere = (): Record<string, string> => {
  networks += 1
  return { 'x-forwarded-for': `10.${networks >> 8}.${networks & 255}.1` }
}

type Attack = (at: number) => Promise<Response>

const refused: Readonly<Record<Exclude<keyof typeof securityEvents, 'poison' | 'trap'>, Attack>> = {
  unauthenticated: () => get('/headquarters/prospects'),
  forbidden: () => get('/headquarters/prospects', principal([], [{ typ: 'acrs', val: 'mfa' }])),
  principal: () => get('/headquarters/prospects', { 'x-ms-client-principal': 'FORGED, real' }),
  strength: () => get('/headquarters/prospects', principal(['Headquarters.Admin'])),
  key: () => post('/api/sales/events', '{}', { 'x-sales-event-key': 'a-guess' }),
  signature: () => post('/api/mail/events', '[]', { 'x-twilio-email-event-webhook-signature': 'AAAA' }),
  token: () => get(`/api/onboarding-requests/${id}?token=a-guess`),
  origin: () =>
    post('/sign-up', 'a=b', {
      origin: 'https://evil.example',
      'content-type': 'application/x-www-form-urlencoded',
      ...elsewhere(),
    }),
  return: () => get('/sign-up?return=https%3A%2F%2Fevil.example%2F'),
  limit: () => postRequest(env, { company: 7 }, { 'x-forwarded-for': '192.0.2.7' }),
  'user-token': () => get('/api/me', { 'x-user-token': 'a-guess' }),
  identity: async (at) =>
    get('/api/me', { authorization: `Bearer ${await statement(key, now(), { sub: `eve-${at}` })}` }),
  oversized: () => post('/api/onboarding-requests', 'x'.repeat(40_000), elsewhere()),
}

/** What costs a line although nobody is refused for what they are. */
const others: Readonly<Record<string, Attack>> = {
  'a form without its stamp': () => postForm(env, '/sign-up', { ...aForm('Again GmbH'), renderedAt: '' }, elsewhere()),
  'a form that lacks all': () => postForm(env, '/sign-up', {}, elsewhere()),
  'a request that is none': () => postRequest(env, { company: 7 }, elsewhere()),
  'what is no JSON': () => post('/api/onboarding-requests', '{', elsewhere()),
  'a page that is not there': () => get(`/nothing/${'x'.repeat(1000)}`),
  'an address with a text in it': (at) => get(`/api/customers/${at}-%0d%0a-evil`),
  'the same request again, under its key': () =>
    postRequest(env, aRequest('Again and again GmbH'), { 'idempotency-key': 'again', 'x-forwarded-for': '192.0.2.99' }),
}

/** The lines that an attack left, apart from the two with which the host tells that a call began and ended. */
const left = async (attack: Attack): Promise<string[]> => {
  const before = env.lines.length
  for (let at = 0; at < times; at += 1) await (await attack(at)).arrayBuffer()
  await env.host.idle()
  return env.lines.slice(before).filter((line) => !/Execut(ing|ed) 'Functions\./.test(line))
}

const appLine = (line: string): Record<string, unknown> => JSON.parse(line.slice(line.indexOf('{"event":')))

describe(`${times} times the same attack`, () => {
  it.each(Object.entries(refused))(
    '%s leaves a few lines of its kind, and at most a few of a form',
    async (kind, attack) => {
      const lines = await left(attack)
      const [forms, refusals] = [true, false].map((is) =>
        lines.filter((line) => (appLine(line)['event'] === 'form-shown-again') === is),
      )
      expect(forms?.length).toBeLessThanOrEqual(floodBound.most)
      expect(refusals?.length).toBeLessThanOrEqual(floodBound.most)
      for (const line of refusals ?? []) expect(appLine(line)).toMatchObject({ event: 'security', kind })
      for (const line of lines) expect(line.length).toBeLessThan(longestLine)
      expect(env.lines.filter((line) => line.includes(`"kind":"${kind}"`))).toHaveLength(floodBound.most)
    },
  )

  it.each(Object.entries(others))('%s leaves no more than a few lines', async (_, attack) => {
    const lines = await left(attack)
    expect(lines.length).toBeLessThanOrEqual(floodBound.most)
    for (const line of lines) expect(line.length).toBeLessThan(longestLine)
  })

  it('a form with the field that people do not see is kept apart, and leaves a few lines of each of its kinds', async () => {
    const lines = await left((at) =>
      postForm(env, '/sign-up', aForm(`Robot ${at} GmbH`, { [honeypotName]: '1' }), elsewhere()),
    )
    const byEvent = Map.groupBy(lines, (line) => appLine(line)['event'])
    for (const [event, same] of byEvent)
      if (event !== 'request-submitted') expect(same.length).toBeLessThanOrEqual(floodBound.most)
  })
})

describe('after all of that', () => {
  it('each kind has had its few lines, whatever the others did', () => {
    const told = new Set(
      env.lines.filter((line) => line.includes('"event":"security"')).map((line) => appLine(line)['kind']),
    )
    expect([...told].sort()).toEqual([...Object.keys(refused), 'trap'].sort())
  })

  it('what a stranger can write in five minutes is bounded, in lines and bytes', () => {
    const kinds = Object.keys(securityEvents).length + Object.keys(floodLogEvents).length
    const most = kinds * (floodBound.most + 1)
    const own = env.lines.filter((line) => line.includes('{"event":"security') || line.includes('{"event":"form-'))
    expect(own.length).toBeLessThanOrEqual(most)
    const bytes = own.reduce((sum, line) => sum + Buffer.byteLength(line), 0)
    console.info(`log of a flood: ${own.length} lines, ${Math.round(bytes / own.length)} bytes a line of the app's own`)
    const told = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'operate.md'), 'utf8')
    expect(told).toContain(`${kinds} kinds × ${floodBound.most + 1} lines`)
  })
})

describe('host.json', () => {
  const { logLevel, applicationInsights } = hostSettings.logging
  const written = (settings: Record<string, string>, category: string, level: 'information' | 'warning'): boolean => {
    const lines: string[] = []
    const app = { setting: () => settings } as unknown as Parameters<typeof createHostLog>[0]
    createHostLog(app, (line) => lines.push(line)).write(category, level, 'x')
    return lines.length > 0
  }
  /** As the template sets it on Azure. */
  const onAzure = { ...logLevel, Function: 'Warning' }

  it('lets through what the app says, and on Azure not that a call began and ended', () => {
    expect(written(logLevel, 'Function.SendMail', 'information')).toBe(true)
    expect(written(onAzure, 'Function.SendMail', 'information')).toBe(false)
    expect(written(onAzure, 'Function.SendMail', 'warning')).toBe(true)
    expect(written(onAzure, 'Function.SendMail.User', 'information')).toBe(true)
    expect(written(onAzure, 'Host.Function.Console', 'information')).toBe(true)
    expect(written(onAzure, 'Host.Results', 'information')).toBe(true)
    expect(written(onAzure, 'Function.User', 'information')).toBe(false)
  })

  it('samples requests, and neither exceptions nor what the app says', () => {
    const { isEnabled, excludedTypes, maxTelemetryItemsPerSecond } = applicationInsights.samplingSettings
    expect([isEnabled, excludedTypes.split(';').sort(), maxTelemetryItemsPerSecond]).toEqual([
      true,
      ['Exception', 'Trace'],
      1,
    ])
  })
})
