// The keys of those who sign statements about a site's users. They are kept, and asked for again at most once a minute: a
// storm of statements with unknown keys costs the provider one call a minute, whatever their number.

import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose'
import { isMembers } from '../domain/field.ts'

/** A channel's keys: written in the setting, or an address where they are. */
export type KeySource = {
  readonly jwksUrl?: string
  readonly jwks?: { readonly keys: readonly Readonly<Record<string, unknown>>[] }
}

export type IssuerKeys = {
  /**
   * Looks for the keys that a statement can be signed with. Throws jose's `JWKSNoMatchingKey` when there is none.
   * @returns `unavailable` when the keys could not be asked for and none that is known fits
   */
  readonly keysOf: (source: KeySource) => Promise<JWTVerifyGetKey | 'unavailable'>
  /** The same after one more look, where there may be one; `undefined` where the keys are as new as they may be. */
  readonly newerKeysOf: (source: KeySource) => Promise<JWTVerifyGetKey | 'unavailable' | undefined>
}

type Kept = {
  keys: JWTVerifyGetKey | undefined
  /** When they were had, in milliseconds. */
  keptAt: number
  triedAt: number
  hasFailed: boolean
  asking: Promise<void> | undefined
}

const minuteMs = 60_000
/** A key that the provider took back is believed no longer than this while the provider answers. */
const freshMs = 15 * minuteMs
/** … and while it does not. */
const keptMs = 24 * 60 * minuteMs
const mostKeys = 100

const isKeySet = (value: unknown): value is JSONWebKeySet =>
  isMembers(value) && Array.isArray(value['keys']) && value['keys'].length <= mostKeys && value['keys'].every(isMembers)

/**
 * @param fetchKeys asks an address for its JSON; throws when there is no such answer
 * @param now in milliseconds
 */
export const createIssuerKeys = (fetchKeys: (url: string) => Promise<unknown>, now: () => number): IssuerKeys => {
  const fetched = new Map<string, Kept>()
  const written = new Map<unknown, JWTVerifyGetKey>()

  const keptOf = (url: string): Kept => {
    const known = fetched.get(url)
    if (known) return known
    const kept: Kept = { keys: undefined, keptAt: -Infinity, triedAt: -Infinity, hasFailed: false, asking: undefined }
    fetched.set(url, kept)
    return kept
  }

  const ask = async (url: string, kept: Kept): Promise<void> => {
    kept.triedAt = now()
    try {
      const found = await fetchKeys(url)
      if (!isKeySet(found)) throw new Error('The answer holds no keys.')
      kept.keys = createLocalJWKSet(found)
      kept.keptAt = now()
      kept.hasFailed = false
    } catch {
      // Whoever comes next learns that they are not to be had; what is known stays.
      kept.hasFailed = true
    }
  }

  /** Asks, together with everybody who waits for the same. @returns whether anybody asked */
  const askOnce = async (url: string, kept: Kept): Promise<boolean> => {
    if (!kept.asking) {
      if (now() - kept.triedAt < minuteMs) return false
      kept.asking = ask(url, kept).finally(() => {
        kept.asking = undefined
      })
    }
    await kept.asking
    return true
  }

  const presentOf = (kept: Kept): JWTVerifyGetKey | 'unavailable' =>
    kept.keys && now() - kept.keptAt < keptMs ? kept.keys : 'unavailable'

  const writtenKeys = (jwks: NonNullable<KeySource['jwks']>): JWTVerifyGetKey => {
    const known = written.get(jwks)
    if (known) return known
    const keys = createLocalJWKSet(jwks as JSONWebKeySet)
    written.set(jwks, keys)
    return keys
  }

  return {
    keysOf: async ({ jwks, jwksUrl }) => {
      if (jwks) return writtenKeys(jwks)
      if (jwksUrl === undefined) return 'unavailable'
      const kept = keptOf(jwksUrl)
      if (now() - kept.keptAt >= freshMs) await askOnce(jwksUrl, kept)
      return presentOf(kept)
    },
    newerKeysOf: async ({ jwks, jwksUrl }) => {
      if (jwks || jwksUrl === undefined) return undefined
      const kept = keptOf(jwksUrl)
      const hasAsked = await askOnce(jwksUrl, kept)
      if (kept.hasFailed) return 'unavailable'
      return hasAsked ? presentOf(kept) : undefined
    },
  }
}

/** Whether no key of a set fits a statement. */
export const isUnknownKey = (error: unknown): boolean => error instanceof errors.JWKSNoMatchingKey

/** The keys that fit a statement that does not say which one it was signed with; `undefined` for every other failure. */
export const fittingKeys = (error: unknown): errors.JWKSMultipleMatchingKeys | undefined =>
  error instanceof errors.JWKSMultipleMatchingKeys ? error : undefined
