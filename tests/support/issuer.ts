// Somebody who signs statements about a site's users, as an identity provider or a shop does.

import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer } from 'node:http'
import { exportJWK, type JWTPayload, SignJWT } from 'jose'
import { closeLocally, listenLocally } from './local-server.ts'

type Algorithm = 'RS256' | 'PS256' | 'ES256'

const pairOf = (alg: Algorithm) =>
  alg === 'ES256'
    ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
    : generateKeyPairSync('rsa', { modulusLength: 2048 })

export type SigningKey = {
  readonly kid: string
  readonly alg: Algorithm
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

export const signingKey = (kid: string, alg: Algorithm = 'ES256'): SigningKey => ({ kid, alg, ...pairOf(alg) })

/** The key set of some keys, as an issuer publishes it. */
export const keySet = async (keys: readonly SigningKey[]) => ({
  keys: await Promise.all(
    keys.map(async ({ kid, alg, publicKey }) => ({ ...(await exportJWK(publicKey)), kid, alg, use: 'sig' })),
  ),
})

export const iss = 'https://sign-in.shop.example/'
export const aud = 'https://partners.example'

/**
 * A statement that is good, unless something is said otherwise; what is `undefined` is left out.
 * @param now in seconds
 */
export const statement = (
  { kid, alg, privateKey }: SigningKey,
  now: number,
  claims: JWTPayload = {},
  header: Readonly<Record<string, unknown>> = {},
): Promise<string> => {
  const all = {
    iss,
    aud,
    sub: 'ada-1',
    email: 'ada@fabrikam.example',
    email_verified: true,
    iat: now,
    exp: now + 300,
    ...claims,
  }
  return new SignJWT(JSON.parse(JSON.stringify(all)) as JWTPayload)
    .setProtectedHeader({ alg, kid, ...header })
    .sign(privateKey)
}

/** An issuer's key set behind an address; counts who asks. */
export const startKeyServer = async (keys: readonly SigningKey[]) => {
  const state = { keys, status: 200, asked: 0, answer: undefined as string | undefined }
  const server = createServer((_, response) => {
    state.asked += 1
    void keySet(state.keys).then((set) => {
      response.writeHead(state.status, {
        'content-type': 'application/json',
        ...(state.status === 302 ? { location: 'http://127.0.0.1:9/' } : {}),
      })
      response.end(state.answer ?? JSON.stringify(set))
    })
  })
  const port = await listenLocally(server)
  return { state, url: `http://127.0.0.1:${port}/keys`, close: () => closeLocally(server) }
}
