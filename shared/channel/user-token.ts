// Checks the statement by which a site says who its user is: a JSON Web Token of an issuer that one of the channels trusts.
// https://www.rfc-editor.org/rfc/rfc8725

import { decodeJwt, decodeProtectedHeader, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import type { Channel } from '../domain/channels.ts'
import { fittingKeys, type IssuerKeys, isUnknownKey } from './issuer-keys.ts'

/** What a statement says that was found good. */
export type UserClaims = {
  readonly iss: string
  readonly sub: string
  /** Of this person alone, as the issuer has verified or is trusted to know. */
  readonly email: string
  /** Names of the channels that trust the issuer, and that the statement is meant for. */
  readonly channels: readonly string[]
}

export type TokenRefusal = 'token-refused' | 'token-expired' | 'email-not-verified'

export type CheckedToken =
  | { readonly outcome: 'good'; readonly claims: UserClaims }
  | { readonly outcome: 'refused'; readonly code: TokenRefusal }
  /** The issuer's keys cannot be had, and none that is known fits. */
  | { readonly outcome: 'unavailable' }

type Trusting = Channel & { readonly issuer: NonNullable<Channel['issuer']> }

/** Only signatures that a public key checks. */
const algorithms = ['RS256', 'PS256', 'ES256']
const types = ['jwt', 'at+jwt', 'application/jwt', 'application/at+jwt']
const longestToken = 8192
const longestName = 255
/** Seconds. */
const tolerance = 60
const longestLife = 24 * 3600
const oneAddress = /^[^\s@<>",;]{1,64}@[^\s@<>",;]{1,255}$/

const refused = (code: TokenRefusal): CheckedToken => ({ outcome: 'refused', code })
const refusedToken = refused('token-refused')

const trusts = (channel: Channel): channel is Trusting => channel.issuer !== undefined

/** What a statement says of itself; nothing of it is believed yet. */
const claimed = (token: string) => {
  try {
    return { header: decodeProtectedHeader(token), payload: decodeJwt(token) }
  } catch {
    // Whatever it is, it is no such statement.
    return undefined
  }
}

const audiencesOf = ({ aud }: JWTPayload): readonly string[] => (Array.isArray(aud) ? aud : aud ? [aud] : [])

/** Whether it is meant to be good for a day at most. Without a beginning, its end alone must be within a day from now. */
const isShortLived = ({ exp = Infinity, iat, nbf }: JWTPayload, nowSeconds: number): boolean => {
  const begins = iat ?? nbf ?? nowSeconds
  return begins <= nowSeconds + tolerance && exp - begins <= longestLife && exp <= nowSeconds + longestLife + tolerance
}

/** Some providers say it as text. https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html */
const isVerified = ({ email_verified: said }: JWTPayload): boolean => said === true || said === 'true'

const emailOf = ({ email }: JWTPayload): string | undefined =>
  typeof email === 'string' && oneAddress.test(email) ? email : undefined

/** Whether the type of a statement is left out or one of those; what the library takes for text may be anything. */
const isOfKnownType = (said: unknown): boolean =>
  said === undefined || (typeof said === 'string' && types.includes(said.toLowerCase()))

type Deps = {
  readonly channels: readonly Channel[]
  readonly keys: IssuerKeys
  readonly now: () => Date
}

/**
 * Checks a token: who signed it, for whom, for how long, and whose address it says. RS256, PS256 and ES256 only; `exp` and
 * `nbf` within 60 seconds; good for at most 24 hours; `email_verified` unless the channel trusts its issuer without.
 */
export const createCheckToken = ({ channels, keys, now }: Deps) => {
  const trusting = channels.filter(trusts)

  const verified = async (
    token: string,
    find: JWTVerifyGetKey,
    { issuer: { iss, aud } }: Trusting,
  ): Promise<JWTPayload> => {
    const demands = {
      algorithms,
      issuer: iss,
      audience: aud,
      clockTolerance: tolerance,
      currentDate: now(),
      requiredClaims: ['exp', 'sub'],
    }
    try {
      return (await jwtVerify(token, find, demands)).payload
    } catch (error) {
      const fitting = fittingKeys(error)
      if (!fitting) throw error
      for await (const key of fitting) {
        try {
          return (await jwtVerify(token, key, demands)).payload
        } catch (failure) {
          if (!(failure instanceof errors.JWSSignatureVerificationFailed)) throw failure
        }
      }
      throw error
    }
  }

  /** Looks once more for keys where none fits. */
  const withKeys = async (token: string, channel: Trusting): Promise<JWTPayload | 'unavailable'> => {
    const known = await keys.keysOf(channel.issuer)
    if (known === 'unavailable') return known
    try {
      return await verified(token, known, channel)
    } catch (error) {
      if (!isUnknownKey(error)) throw error
      const newer = await keys.newerKeysOf(channel.issuer)
      if (newer === undefined) throw error
      return newer === 'unavailable' ? newer : verified(token, newer, channel)
    }
  }

  const goodClaims = (payload: JWTPayload, meant: readonly Trusting[]): CheckedToken => {
    const { iss = '', sub = '' } = payload
    // What the library takes for text may be anything.
    if (typeof sub !== 'string' || sub === '' || sub.length > longestName) return refusedToken
    if (!isShortLived(payload, now().getTime() / 1000)) return refusedToken
    const believing = meant.filter(({ issuer }) => issuer.emailTrusted === true || isVerified(payload))
    const email = emailOf(payload)
    if (email === undefined || believing.length === 0) return refused('email-not-verified')
    return { outcome: 'good', claims: { iss, sub, email, channels: believing.map(({ name }) => name) } }
  }

  return async (token: string): Promise<CheckedToken> => {
    const said = token.length <= longestToken ? claimed(token) : undefined
    if (!said || !algorithms.includes(said.header.alg ?? '')) return refusedToken
    if (!isOfKnownType(said.header.typ)) return refusedToken
    const audiences = audiencesOf(said.payload)
    const meant = trusting.filter(({ issuer }) => issuer.iss === said.payload.iss && audiences.includes(issuer.aud))
    let isUnavailable = false
    // Channels that share an issuer usually share its keys: the first whose keys fit says it for all that have the same.
    for (const channel of meant) {
      try {
        const payload = await withKeys(token, channel)
        if (payload === 'unavailable') isUnavailable = true
        else
          return goodClaims(
            payload,
            meant.filter((other) => hasSameKeys(other, channel)),
          )
      } catch (error) {
        if (error instanceof errors.JWTExpired) return refused('token-expired')
        if (!(error instanceof errors.JOSEError) && !(error instanceof TypeError)) throw error
      }
    }
    return isUnavailable ? { outcome: 'unavailable' } : refusedToken
  }
}

const hasSameKeys = ({ issuer: one }: Trusting, { issuer: other }: Trusting): boolean =>
  one.jwksUrl === other.jwksUrl && JSON.stringify(one.jwks) === JSON.stringify(other.jwks)
