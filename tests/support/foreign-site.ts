// A site on another origin, whose issuer signs statements about users and which reads what changed with its key.

import type { Environment } from './environment.ts'
import { aud, iss, keySet, signingKey, statement } from './issuer.ts'

const siteKey = 'the-key-of-the-shop-in-europe-0123456789'
const key = signingKey('shop-1')

type Change = {
  readonly type: string
  readonly id: string
  readonly status: string
  readonly user?: { readonly email?: string; readonly maySignIn?: boolean }
}

/** @param origin of its pages, from which browsers call the app */
export const foreignSite = async (origin: string) => {
  const issuer = { iss, aud, jwks: await keySet([key]) }
  return {
    origin,
    /** With which the app believes it. */
    settings: {
      CHANNELS: JSON.stringify([{ name: 'default', origins: [origin], issuer }]),
      SITE_KEYS: JSON.stringify({ default: [siteKey] }),
    },
    /** A call of one of its users, whose identity is named by the address unless another one is. */
    callOf:
      (env: Pick<Environment, 'url'>, email: string, sub = email, from = origin) =>
      async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> =>
        fetch(env.url + path, {
          method,
          headers: {
            authorization: `Bearer ${await statement(key, Math.floor(Date.now() / 1000), { sub, email })}`,
            origin: from,
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
    /** What changed since a place in the feed. */
    changes: async (env: Pick<Environment, 'url'>, cursor = '') => {
      const answer = await fetch(`${env.url}/api/channel/changes?cursor=${cursor}`, {
        headers: { 'x-site-key': siteKey },
      })
      return (await answer.json()) as { readonly cursor: string; readonly items: readonly Change[] }
    },
  }
}
