// What every code of Dataverse means for the work that met it, and the tokens without which there is no work.

import { describe, expect, it } from 'vitest'
import { createFetchToken, createTokenCache } from '../../shared/sales/access-token.ts'
import { failureKind, type SalesFailureKind, SalesUnavailable } from '../../shared/sales/failures.ts'
import { brokenBody, failureOf, scriptedFetch, silence } from '../support/scripted-fetch.ts'

const codes: readonly (readonly [string, number, SalesFailureKind, string])[] = [
  ['0x80072322', 429, 'transient', 'all requests of the window are used up'],
  ['0x80072321', 429, 'transient', 'the execution time of the window is used up'],
  ['0x80072326', 429, 'transient', 'too many requests at once'],
  ['0x8005F103', 400, 'transient', 'the older form of these three'],
  ['0x80044352', 410, 'permanent', 'the change tracking link is too old'],
  ['0x80040237', 412, 'exists', 'the primary key exists'],
  ['0x80060892', 412, 'permanent', 'an alternate key is taken'],
  ['0x80040333', 412, 'permanent', 'duplicate detection objects'],
  ['0x80060882', 412, 'changed', 'the row changed since it was read'],
  ['0x80048d19', 400, 'permanent', 'the body names a column that the organization lacks'],
  ['0x80040217', 404, 'missing', 'there is no such row'],
  ['0x80060891', 404, 'missing', 'there is no row with such a key'],
  ['0x80040515', 400, 'closed', 'the opportunity is closed'],
  ['0x80040519', 400, 'closed', 'the lead is closed'],
  ['0x80040230', 400, 'closed', 'the row is inactive'],
  ['0x8004f502', 403, 'secured', 'a secured column may not be filled'],
  ['0x8004f507', 403, 'secured', 'a secured column may not be changed'],
]

describe('a code of Dataverse', () => {
  it.each(codes)('%s (%i) is %s: %s', (code, status, kind) => {
    expect(failureKind(status, code)).toBe(kind)
    expect(failureKind(status, code.toUpperCase().replace('0X', '0x'))).toBe(kind)
    // The code decides, whatever the status beside it.
    for (const other of [400, 403, 404, 412, 429, 500, 503]) expect(failureKind(other, code)).toBe(kind)
  })

  it.each([
    ...[401, 403, 404, 408, 429, 500, 502, 503, 504].map((status) => [status, 'transient'] as const),
    [412, 'changed'],
    ...[400, 405, 409, 410, 413, 415, 422, 501].map((status) => [status, 'permanent'] as const),
  ] as const)('that is not known leaves it to the status %i, which is %s', (status, kind: SalesFailureKind) => {
    for (const code of ['0x80060888', '0x80099999', '0X8004ABCD']) expect(failureKind(status, code)).toBe(kind)
  })

  it('is what speaks for Sales: a refusal without one is somebody else’s, and means that Sales was not reached', () => {
    for (const status of [301, 302, 307, 400, 401, 403, 404, 405, 409, 410, 412, 413, 415, 422, 429, 500, 501, 503])
      for (const code of [undefined, '', '0x0', '404', 'ResourceNotFound', 'toString', '__proto__', '0x80040217 '])
        expect(failureKind(status, code)).toBe('transient')
  })
})

describe('a cached token', () => {
  const tokens = () => {
    let count = 0
    let time = 0
    const fetched: (() => void)[] = []
    const take = createTokenCache(
      () =>
        new Promise((resolve) => {
          count += 1
          const token = { token: `token-${count}`, expiresAt: time + 3_600_000 }
          fetched.push(() => resolve(token))
        }),
      () => time,
    )
    const finish = () => {
      for (const resolve of fetched.splice(0)) resolve()
    }
    return { take, finish, count: () => count, pass: (ms: number) => (time += ms) }
  }
  const taken = async ({ take, finish }: ReturnType<typeof tokens>, renew = false) => {
    const token = take(renew)
    finish()
    return token
  }

  it('is fetched once for all who wait', async () => {
    const source = tokens()
    const waiting = Promise.all([source.take(), source.take(), source.take()])
    source.finish()
    expect(await waiting).toEqual(['token-1', 'token-1', 'token-1'])
    expect(source.count()).toBe(1)
  })

  it('is kept until five minutes before its end', async () => {
    const source = tokens()
    await taken(source)
    source.pass(3_600_000 - 300_001)
    expect(await source.take()).toBe('token-1')
    source.pass(1)
    expect(await taken(source)).toBe('token-2')
  })

  it('is fetched anew when it was refused, once for all who were refused', async () => {
    const source = tokens()
    await taken(source)
    const waiting = Promise.all([source.take(true), source.take(true), source.take()])
    source.finish()
    expect(await waiting).toEqual(['token-2', 'token-2', 'token-2'])
  })

  it('that could not be fetched is asked for again by the next who needs it', async () => {
    let tries = 0
    const take = createTokenCache(
      async () => {
        tries += 1
        if (tries === 1) throw new SalesUnavailable('token-503')
        return { token: 'later', expiresAt: 3_600_000 }
      },
      () => 0,
    )
    const both = await Promise.allSettled([take(), take()])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect([await take(), tries]).toEqual(['later', 2])
  })
})

describe('a token for a client secret', () => {
  const secret = {
    authority: 'https://login.example/',
    tenantId: 'a/tenant',
    clientId: 'client',
    clientSecret: 's&cret=',
    resource: 'https://contoso.crm.dynamics.com/main.aspx',
  }

  it.each([3600, '3600'])('is asked for by form and lasts as long as it says (%j)', async (expiresIn) => {
    const { send, asked } = scriptedFetch(Response.json({ access_token: 'abc', expires_in: expiresIn }))
    expect(await createFetchToken(secret, send, () => 1000)()).toEqual({ token: 'abc', expiresAt: 3_601_000 })
    expect(asked[0]).toMatchObject({ url: 'https://login.example/a%2Ftenant/oauth2/v2.0/token', method: 'POST' })
    expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'client',
      client_secret: 's&cret=',
      scope: 'https://contoso.crm.dynamics.com/.default',
    })
  })

  it.each([
    ['refused', Response.json({ error: 'invalid_client' }, { status: 401 }), 'token-401'],
    ['refused for now', new Response('', { status: 503 }), 'token-503'],
    ['absent', Response.json({}), 'token-unreadable'],
    ['no text', Response.json({ access_token: 7 }), 'token-unreadable'],
    ['no JSON', new Response('<html>'), 'token-unreachable'],
    ['cut off', new Response(brokenBody()), 'token-unreachable'],
    ['not to be had', new TypeError('fetch failed'), 'token-unreachable'],
    ['too long in coming', silence, 'token-unreachable'],
  ] as const)('that is %s means that Sales is unavailable', async (_what, answer, code) => {
    const { send } = scriptedFetch(answer)
    const error = await failureOf(createFetchToken(secret, send, () => 0, 20)())
    expect(error).toBeInstanceOf(SalesUnavailable)
    expect(error).toMatchObject({ code })
    expect(String(error)).not.toContain('s&cret')
  })
})
