// Tokens for Sales: how one is asked for, how long it is kept, and what a refusal means.

import { describe, expect, it } from 'vitest'
import { createFetchToken, createTokenCache } from '../../shared/sales/access-token.ts'
import { SalesUnavailable } from '../../shared/sales/failures.ts'
import { type Answer, failureOf, scriptedFetch, silence } from '../support/scripted-fetch.ts'

const secret = {
  authority: 'https://login.example/',
  tenantId: 'contoso tenant',
  clientId: 'client',
  clientSecret: 's3cret&more',
  resource: 'https://contoso.crm.dynamics.com/main.aspx',
}
const minute = 60_000

const fetching = (...answers: readonly Answer[]) => {
  const { send, asked } = scriptedFetch(...answers)
  return { fetchToken: createFetchToken(secret, send, () => 1000, 20), asked }
}

describe('a token', () => {
  it('is asked for with the client’s secret, for the organization alone', async () => {
    const { fetchToken, asked } = fetching(Response.json({ access_token: 'abc', expires_in: 3600 }))
    expect(await fetchToken()).toEqual({ token: 'abc', expiresAt: 3_601_000 })
    expect(asked[0]).toMatchObject({
      url: 'https://login.example/contoso%20tenant/oauth2/v2.0/token',
      method: 'POST',
    })
    expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'client',
      client_secret: 's3cret&more',
      scope: 'https://contoso.crm.dynamics.com/.default',
    })
  })

  it.each([
    ['3599', 3_600_000],
    [undefined, 1000],
  ])('that says it is valid for %s seconds is kept until then', async (expires_in, expiresAt) => {
    const { fetchToken } = fetching(Response.json({ access_token: 'abc', expires_in }))
    expect(await fetchToken()).toEqual({ token: 'abc', expiresAt })
  })

  it.each<[string, Answer, string]>([
    ['refused', new Response('{}', { status: 401 }), 'token-401'],
    ['without a token', Response.json({ token_type: 'Bearer' }), 'token-unreadable'],
    ['a page of a gateway', new Response('<html>'), 'token-unreachable'],
    ['none', new TypeError('fetch failed'), 'token-unreachable'],
    ['late', silence, 'token-unreachable'],
  ])('an answer that is %s leaves Sales unavailable', async (_, answer, code) => {
    const error = await failureOf(fetching(answer).fetchToken())
    expect(error).toBeInstanceOf(SalesUnavailable)
    expect(error).toMatchObject({ code })
  })

  it('is not asked for where an answer sends on to: the secret would go along', async () => {
    const { fetchToken, asked } = fetching(
      new Response(null, { status: 307, headers: { location: 'https://other.example/token' } }),
    )
    expect(await failureOf(fetchToken())).toMatchObject({ code: 'token-307' })
    expect(asked[0]).toMatchObject({ redirect: 'manual' })
  })

  it('that cannot be fetched says what happened, and the answer of a refusal is let go', async () => {
    const broken = new TypeError('fetch failed')
    expect(await failureOf(fetching(broken).fetchToken())).toMatchObject({ cause: broken })
    const refused = new Response('{}', { status: 400 })
    await failureOf(fetching(refused).fetchToken())
    expect(refused.bodyUsed).toBe(true)
  })
})

describe('the cache of tokens', () => {
  /** Each token is named by its number and is valid for an hour. */
  const caching = () => {
    const clock = { now: 0, fetched: 0 }
    const fetchToken = async () => {
      clock.fetched += 1
      return { token: `token-${clock.fetched}`, expiresAt: clock.now + 60 * minute }
    }
    return { clock, take: createTokenCache(fetchToken, () => clock.now) }
  }

  it('gives the same token until five minutes before its end', async () => {
    const { clock, take } = caching()
    expect(await take()).toBe('token-1')
    clock.now = 55 * minute - 1
    expect(await take()).toBe('token-1')
    clock.now = 55 * minute
    expect(await take()).toBe('token-2')
  })

  it('fetches one token however many wait for it', async () => {
    const { clock, take } = caching()
    expect(await Promise.all([take(), take(), take()])).toEqual(['token-1', 'token-1', 'token-1'])
    expect(clock.fetched).toBe(1)
  })

  it('fetches a new one when the old one was refused', async () => {
    const { take } = caching()
    await take()
    expect(await take(true)).toBe('token-2')
    expect(await take()).toBe('token-2')
  })

  it('asks again after a fetch that failed', async () => {
    let tries = 0
    const take = createTokenCache(
      async () => {
        tries += 1
        if (tries === 1) throw new SalesUnavailable('token-503')
        return { token: 'second', expiresAt: 60 * minute }
      },
      () => 0,
    )
    await expect(take()).rejects.toMatchObject({ code: 'token-503' })
    expect(await take()).toBe('second')
  })
})
