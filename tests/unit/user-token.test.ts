// Statements about users: who is believed and who is not, and what a storm of them costs the issuer.

import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createIssuerKeys } from '../../shared/channel/issuer-keys.ts'
import { createCheckToken } from '../../shared/channel/user-token.ts'
import { readChannels } from '../../shared/domain/channels.ts'
import { fetchJson } from '../../shared/platform/fetch-json.ts'
import { aud, iss, keySet, signingKey, startKeyServer, statement } from '../support/issuer.ts'

const start = Date.parse('2026-11-28T12:00:00.000Z')
const seconds = start / 1000
const day = 24 * 3600
const [es, rs, ps, other] = [
  signingKey('es'),
  signingKey('rs', 'RS256'),
  signingKey('ps', 'PS256'),
  signingKey('es', 'ES256'),
]

const channelsOf = (list: readonly object[]) => {
  const { channels, problems } = readChannels(JSON.stringify(list), {
    title: 'Shop',
    defaultLanguage: 'en',
    signInUrl: '',
    senderEmail: 'shop@shop.example',
  })
  expect(problems).toEqual([])
  return channels
}

type Rig = { channels?: readonly object[]; now?: () => number; fetchKeys?: (url: string) => Promise<unknown> }

let written: Awaited<ReturnType<typeof keySet>>
beforeAll(async () => {
  written = await keySet([es, rs, ps])
})

const rig = ({ channels, now = () => start, fetchKeys = async () => written }: Rig = {}) => {
  let asked = 0
  const keys = createIssuerKeys(async (url) => {
    asked += 1
    return fetchKeys(url)
  }, now)
  const check = createCheckToken({
    channels: channelsOf(channels ?? [{ name: 'eu', issuer: { iss, aud, jwks: written } }]),
    keys,
    now: () => new Date(now()),
  })
  return { check, asked: () => asked }
}

const overTheNet = { name: 'eu', issuer: { iss, aud, jwksUrl: 'https://sign-in.shop.example/keys' } }
const refusedAs = (code: string) => ({ outcome: 'refused', code })

describe('a statement', () => {
  it.each([
    ['ES256', es],
    ['RS256', rs],
    ['PS256', ps],
  ])('signed by %s with a key of the issuer is believed', async (_, key) => {
    expect(await rig().check(await statement(key, seconds))).toEqual({
      outcome: 'good',
      claims: { iss, sub: 'ada-1', email: 'ada@fabrikam.example', channels: ['eu'] },
    })
  })

  it.each<[string, object, object?]>([
    ['that names ours among several audiences', { aud: ['https://elsewhere.example', aud] }],
    ['that is a little early', { iat: seconds + 50, nbf: seconds + 50, exp: seconds + 300 }],
    ['that ended a little while ago', { iat: seconds - 300, exp: seconds - 50 }],
    ['that is good for a whole day', { exp: seconds + day }],
    ['that does not say when it was made', { iat: undefined }],
    ['whose issuer says verified as text', { email_verified: 'true' }],
    ['of the type JWT', {}, { typ: 'JWT' }],
    ['of the type of access tokens', {}, { typ: 'at+jwt' }],
  ])('%s is believed', async (_, claims, header = {}) => {
    const token = await statement(es, seconds, claims as never, header as never)
    expect(await rig().check(token)).toMatchObject({ outcome: 'good' })
  })

  it.each<[string, object, object?]>([
    ['for somebody else', { aud: 'https://elsewhere.example' }],
    ['for nobody in particular', { aud: undefined }],
    ['for nobody of many', { aud: [] }],
    ['whose audience is no text', { aud: 5 }],
    ['of another issuer', { iss: 'https://sign-in.other.example/' }],
    ['of an issuer spelt otherwise', { iss: iss.slice(0, -1) }],
    ['of no issuer', { iss: undefined }],
    ['of nobody', { sub: undefined }],
    ['of an empty name', { sub: '' }],
    ['of a name that is no text', { sub: 7 }],
    ['of an endless name', { sub: 'x'.repeat(256) }],
    ['without an end', { exp: undefined }],
    ['whose end is no number', { exp: '9999999999' }],
    ['that is not yet good', { nbf: seconds + 61 }],
    ['of the future', { iat: seconds + 61, exp: seconds + 300 }],
    ['good for more than a day', { exp: seconds + day + 1 }],
    ['good for more than a day, without a beginning', { iat: undefined, exp: seconds + day + 61 }],
    ['of another type', {}, { typ: 'dpop+jwt' }],
    ['with an extension that must be understood', {}, { crit: ['x'], x: 1 }],
  ])('%s is refused', async (_, claims, header = {}) => {
    const key = 'crit' in header ? undefined : es
    if (!key) {
      // The library signs no such thing itself.
      const head = Buffer.from(JSON.stringify({ alg: 'ES256', kid: 'es', ...header })).toString('base64url')
      const [, payload, signature] = (await statement(es, seconds)).split('.')
      expect(await rig().check([head, payload, signature].join('.'))).toEqual(refusedAs('token-refused'))
      return
    }
    const token = await statement(key, seconds, claims as never, header as never)
    expect(await rig().check(token)).toEqual(refusedAs('token-refused'))
  })

  it('that ended is told so, and only if it was good before', async () => {
    const ended = { iat: seconds - 400, exp: seconds - 61 }
    expect(await rig().check(await statement(es, seconds, ended))).toEqual(refusedAs('token-expired'))
    expect(await rig().check(await statement(other, seconds, ended))).toEqual(refusedAs('token-refused'))
  })

  it.each<[string, object]>([
    ['without an address', { email: undefined }],
    ['with an empty address', { email: '' }],
    ['with several addresses', { email: ['ada@fabrikam.example', 'eve@evil.example'] }],
    ['with two addresses in one', { email: 'ada@fabrikam.example,eve@evil.example' }],
    ['whose address is not verified', { email_verified: false }],
    ['that does not say whether it is verified', { email_verified: undefined }],
    ['that says so in a way of its own', { email_verified: 'yes' }],
    ['that counts instead', { email_verified: 1 }],
  ])('%s is refused for that', async (_, claims) => {
    expect(await rig().check(await statement(es, seconds, claims as never))).toEqual(refusedAs('email-not-verified'))
  })

  it('without a word about it is believed where the channel trusts its issuer, but never without an address', async () => {
    const { check } = rig({ channels: [{ name: 'eu', issuer: { iss, aud, jwks: written, emailTrusted: true } }] })
    const unsaid = { email_verified: undefined } as never
    expect(await check(await statement(es, seconds, unsaid))).toMatchObject({ outcome: 'good' })
    expect(await check(await statement(es, seconds, { email: undefined } as never))).toEqual(
      refusedAs('email-not-verified'),
    )
  })

  const forged = (header: object, sign: (text: string) => string) => {
    const claims = { iss, aud, sub: 'ada-1', email: 'ada@fabrikam.example', email_verified: true, exp: seconds + 300 }
    const text = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
    return `${text}.${sign(text)}`
  }

  it('signed by nobody, or with what everybody knows, is refused', async () => {
    const { check } = rig()
    const publicTexts = [rs, es].flatMap(({ publicKey }) => [
      publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      JSON.stringify(publicKey.export({ format: 'jwk' })),
    ])
    const tokens = [
      forged({ alg: 'none' }, () => ''),
      forged({ alg: 'NONE', kid: 'es' }, () => ''),
      forged({ kid: 'es' }, () => ''),
      ...publicTexts.flatMap((secret) =>
        ['rs', 'es'].map((kid) =>
          forged({ alg: 'HS256', kid }, (text) => createHmac('sha256', secret).update(text).digest('base64url')),
        ),
      ),
      forged({ alg: 'ES256', kid: 'es' }, () => Buffer.alloc(64).toString('base64url')),
      forged({ alg: 'ES256', kid: 'es', jwk: other.publicKey.export({ format: 'jwk' }) }, () => 'AA'),
      await statement(other, seconds),
      await statement(signingKey('rs', 'RS256'), seconds, {}, { jku: 'https://evil.example/keys' }),
      await statement(es, seconds, {}, { kid: 'rs' }),
    ]
    for (const token of tokens) expect(await check(token)).toEqual(refusedAs('token-refused'))
  })

  it('whose head says any of its members in another kind of value is refused, and is no failure of ours', async () => {
    const { check } = rig()
    const odd = [null, true, 5, -1, [], ['ES256'], {}, { kid: 'es' }, '', '__proto__', 'x'.repeat(2000)]
    for (const name of ['alg', 'typ', 'kid', 'crit', 'b64', 'jwk', 'jku', 'x5u', 'x5c', 'zip', 'cty'])
      for (const value of odd) {
        const head = { alg: 'ES256', kid: 'es', [name]: value }
        expect([name, value, await check(forged(head, () => 'AA'))]).toEqual([name, value, refusedAs('token-refused')])
      }
  })

  it('that says any of its claims in another kind of value is refused, whoever signed it', async () => {
    const { check } = rig()
    const odd = [null, false, [], [7], {}, '', [null]]
    for (const name of ['iss', 'aud', 'sub', 'exp', 'nbf', 'iat', 'email', 'email_verified'])
      for (const value of odd)
        expect([name, value, await check(await statement(es, seconds, { [name]: value } as never))]).toMatchObject([
          name,
          value,
          { outcome: 'refused' },
        ])
  })

  it('that was changed in any place is refused', async () => {
    const { check } = rig()
    const token = await statement(es, seconds)
    for (let at = 0; at < token.length; at += 17) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1)
      expect(await check(changed)).toMatchObject({ outcome: 'refused' })
    }
  })

  it('that is none at all is refused', async () => {
    const { check } = rig()
    const token = await statement(es, seconds)
    for (const text of [
      '',
      '.',
      '..',
      'a.b.c',
      'null',
      token.slice(1),
      `${token}.`,
      `${token}.x.y`,
      'é',
      'x'.repeat(9000),
    ])
      expect(await check(text)).toEqual(refusedAs('token-refused'))
  })
})

describe('the channels that believe a statement', () => {
  it('are those whose issuer and audience it names, by keys of their own', async () => {
    const channels = [
      { name: 'eu', issuer: { iss, aud, jwks: written } },
      { name: 'uk', issuer: { iss, aud, jwks: written } },
      { name: 'us', issuer: { iss, aud: 'https://us.example', jwks: written } },
      { name: 'forged', issuer: { iss, aud, jwks: await keySet([other]) } },
      { name: 'none' },
    ]
    const { check } = rig({ channels })
    const good = async (claims: object) => {
      const checked = await check(await statement(es, seconds, claims as never))
      return checked.outcome === 'good' ? checked.claims.channels : checked
    }
    expect(await good({})).toEqual(['eu', 'uk'])
    expect(await good({ aud: 'https://us.example' })).toEqual(['us'])
    expect(await check(await statement(other, seconds))).toMatchObject({ claims: { channels: ['forged'] } })
  })
})

describe('keys behind an address', () => {
  it('are asked for once, and a new one is found within a minute', async () => {
    let [time, keys] = [start, await keySet([es])]
    const { check, asked } = rig({ channels: [overTheNet], now: () => time, fetchKeys: async () => keys })
    const next = signingKey('next')
    for (let count = 0; count < 5; count += 1)
      expect(await check(await statement(es, seconds))).toMatchObject({ outcome: 'good' })
    expect(asked()).toBe(1)
    keys = await keySet([next])
    expect(await check(await statement(next, seconds))).toEqual(refusedAs('token-refused'))
    time += 60_000
    expect(await check(await statement(next, time / 1000))).toMatchObject({ outcome: 'good' })
    expect(await check(await statement(es, time / 1000))).toEqual(refusedAs('token-refused'))
    expect(asked()).toBe(2)
  })

  it('that were taken back are believed for a quarter of an hour at most', async () => {
    let [time, keys] = [start, await keySet([es])]
    const { check } = rig({ channels: [overTheNet], now: () => time, fetchKeys: async () => keys })
    expect(await check(await statement(es, seconds))).toMatchObject({ outcome: 'good' })
    keys = await keySet([rs])
    time += 15 * 60_000
    expect(await check(await statement(es, time / 1000))).toEqual(refusedAs('token-refused'))
  })

  it('are had for a day where the issuer is out of reach; an unknown one is then no refusal', async () => {
    let [time, isDown] = [start, false]
    const fetchKeys = async () => {
      if (isDown) throw new Error('Out of reach.')
      return written
    }
    const { check, asked } = rig({ channels: [overTheNet], now: () => time, fetchKeys })
    expect(await check(await statement(es, seconds))).toMatchObject({ outcome: 'good' })
    isDown = true
    time += 23 * 3_600_000
    expect(await check(await statement(es, time / 1000))).toMatchObject({ outcome: 'good' })
    for (let count = 0; count < 5; count += 1)
      expect(await check(await statement(signingKey('unknown'), time / 1000))).toEqual({ outcome: 'unavailable' })
    expect(asked()).toBe(2)
    time += 3_600_000
    expect(await check(await statement(es, time / 1000))).toEqual({ outcome: 'unavailable' })
    isDown = false
    time += 60_000
    expect(await check(await statement(es, time / 1000))).toMatchObject({ outcome: 'good' })
  })

  it.each<[string, unknown]>([
    ['no object', 'keys'],
    ['no list', { keys: {} }],
    ['a list of something else', { keys: [1] }],
    ['too many', { keys: Array.from({ length: 101 }, () => ({ kty: 'EC' })) }],
    ['nothing', null],
  ])('that are %s are none', async (_, answer) => {
    const { check } = rig({ channels: [overTheNet], fetchKeys: async () => answer })
    expect(await check(await statement(es, seconds))).toEqual({ outcome: 'unavailable' })
  })

  it('that are of another kind, weak or broken believe nothing', async () => {
    const odd = [{ kty: 'oct', k: 'AAAA', kid: 'es', alg: 'ES256' }, { kty: 'EC', kid: 'es' }, { kid: 'es' }]
    for (const key of odd) {
      const { check } = rig({ channels: [overTheNet], fetchKeys: async () => ({ keys: [key] }) })
      expect(await check(await statement(es, seconds))).toEqual(refusedAs('token-refused'))
    }
  })

  it('without names are all tried', async () => {
    const { keys } = await keySet([signingKey('a'), other, es])
    const nameless = keys.map(({ kid: _, ...key }) => key)
    const { check } = rig({ channels: [overTheNet], fetchKeys: async () => ({ keys: nameless }) })
    const token = await statement(es, seconds, {}, { kid: undefined })
    expect(await check(token)).toMatchObject({ outcome: 'good' })
    expect(await check(await statement(signingKey('b'), seconds, {}, { kid: undefined }))).toEqual(
      refusedAs('token-refused'),
    )
  })
})

describe('a storm of 10,000 statements with unknown keys', () => {
  it('costs the issuer one call a minute, and keeps out nobody whose key is known', async () => {
    let time = start
    const { check, asked } = rig({ channels: [overTheNet], now: () => time })
    const good = await statement(es, seconds, { exp: seconds + day })
    const parts = good.split('.')
    const stray = (kid: number) =>
      [Buffer.from(JSON.stringify({ alg: 'ES256', kid: `k${kid}` })).toString('base64url'), ...parts.slice(1)].join('.')
    let goodOnes = 0
    for (let minute = 0; minute < 10; minute += 1) {
      const checked = await Promise.all(
        Array.from({ length: 1001 }, (_, at) => check(at === 500 ? good : stray(minute * 1000 + at))),
      )
      goodOnes += checked.filter(({ outcome }) => outcome === 'good').length
      expect(checked.filter(({ outcome }) => outcome === 'refused')).toHaveLength(1000)
      expect(asked()).toBeLessThanOrEqual(minute + 1)
      time += 60_000
    }
    expect(goodOnes).toBe(10)
  })
})

describe('the address of keys', () => {
  let server: Awaited<ReturnType<typeof startKeyServer>>
  beforeAll(async () => {
    server = await startKeyServer([es])
  })
  afterAll(() => server?.close())
  const ask = () => fetchJson(fetch, server.url, { ms: 1000, bytes: 10_000 })

  it('answers with JSON of bounded size from where it is, or not at all', async () => {
    expect(await ask()).toMatchObject({ keys: [{ kid: 'es' }] })
    for (const change of [
      { status: 302 },
      { status: 500 },
      { status: 204 },
      { answer: 'x'.repeat(10_001) },
      { answer: '<p>' },
      { answer: '' },
    ]) {
      Object.assign(server.state, { status: 200, answer: undefined }, change)
      await expect(ask()).rejects.toMatchObject({ name: 'NotFetched' })
    }
    Object.assign(server.state, { status: 200, answer: undefined })
    await expect(fetchJson(fetch, 'http://127.0.0.1:9/', { ms: 1000, bytes: 10 })).rejects.toMatchObject({
      name: 'NotFetched',
    })
  })
})
