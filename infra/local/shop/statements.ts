// The shop vouches for who has signed in with it: short statements signed with a key of its own, whose public half it
// publishes under /.well-known/jwks.json. That address is the `jwksUrl` of its channel's issuer.

import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import { keptFile } from './kept-file.ts'

/** The app takes up to 24 hours; the shorter, the less is a statement worth to whoever finds one. */
const lifeSeconds = 300

/** What is stated of somebody. @member email an address of which the shop knows that it is theirs */
export type Stated = { readonly userId: string; readonly email: string }

const privateKey = async (folder: string | undefined): Promise<JWK> => {
  const kept = keptFile<JWK | undefined>(folder, 'signing-key.json', undefined)
  const known = kept.get()
  if (known) return known
  const made = await exportJWK((await generateKeyPair('ES256', { extractable: true })).privateKey)
  const key = { ...made, alg: 'ES256', use: 'sig', kid: await calculateJwkThumbprint(made) }
  kept.set(key)
  return key
}

/**
 * Opens the key of the shop, which is made at its first start.
 * @param issuer `iss` of the channel's issuer. @param audience its `aud`
 */
export const openStatements = async (folder: string | undefined, issuer: string, audience: string) => {
  const key = await privateKey(folder)
  const signingKey = await importJWK(key, 'ES256')
  const { d: _, ...publicKey } = key
  return {
    /** For everybody to read. */
    keySet: { keys: [publicKey] },
    /** `sub` names the person at the shop for good; the address only finds them the first time. */
    state: ({ userId, email }: Stated): Promise<string> =>
      new SignJWT({ email, email_verified: true })
        .setProtectedHeader({ alg: 'ES256', ...(key.kid === undefined ? {} : { kid: key.kid }) })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(userId)
        .setIssuedAt()
        .setExpirationTime(`${lifeSeconds}s`)
        .sign(signingKey),
  }
}
