// Bearer tokens for Dataverse: cached, fetched once however many calls wait for one.

import { SalesUnavailable } from './failures.ts'

export type AccessToken = { readonly token: string; readonly expiresAt: number }

/** Gives a valid token; `renew` forgets the cached one first, after the service refused it. */
export type TakeToken = (renew?: boolean) => Promise<string>

const earlyMs = 5 * 60_000

/** Asks the identity service. */
export type FetchToken = () => Promise<AccessToken>

/** @param now milliseconds */
export const createTokenCache = (fetchToken: FetchToken, now: () => number): TakeToken => {
  let cached: AccessToken | undefined
  let pending: Promise<AccessToken> | undefined
  return async (renew = false) => {
    if (renew) cached = undefined
    if (cached && cached.expiresAt - earlyMs > now()) return cached.token
    pending ??= fetchToken().finally(() => {
      pending = undefined
    })
    cached = await pending
    return cached.token
  }
}

export type ClientSecret = {
  readonly authority: string
  readonly tenantId: string
  readonly clientId: string
  readonly clientSecret: string
  /** Address of the organization; its `/.default` scope is asked for. */
  readonly resource: string
}

/**
 * Fetches tokens with a client secret (OAuth 2.0 client credentials).
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 */
export const createFetchToken =
  (secret: ClientSecret, send: typeof fetch, now: () => number, timeoutMs = 15_000): FetchToken =>
  async () => {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: secret.clientId,
      client_secret: secret.clientSecret,
      scope: `${new URL(secret.resource).origin}/.default`,
    })
    const url = `${secret.authority.replace(/\/$/, '')}/${encodeURIComponent(secret.tenantId)}/oauth2/v2.0/token`
    try {
      // Followed, a redirect would carry the secret to a host that nobody chose.
      const init = { method: 'POST', body: form, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) } as const
      const response = await send(url, init)
      if (!response.ok) {
        await response.body?.cancel()
        throw new SalesUnavailable(`token-${response.status}`)
      }
      const answer = (await response.json()) as { access_token?: string; expires_in?: number | string }
      if (typeof answer.access_token !== 'string') throw new SalesUnavailable('token-unreadable')
      return { token: answer.access_token, expiresAt: now() + Number(answer.expires_in ?? 0) * 1000 }
    } catch (error) {
      if (error instanceof SalesUnavailable) throw error
      throw new SalesUnavailable('token-unreachable', { cause: error })
    }
  }
