// The keys by which a site's own server proves which site it is.

import { isMembers } from '../domain/field.ts'
import { isOneOf } from '../platform/secret.ts'

/** Accepted keys by the name of the site's channel. */
export type SiteKeys = ReadonlyMap<string, readonly string[]>

const leastLength = 32
const mostKeys = 2

const isKey = (key: unknown): key is string => typeof key === 'string' && /^[\x21-\x7e]+$/.test(key)

const problemsOf = (site: string, keys: unknown, channels: readonly string[]): string[] => {
  const at = `SITE_KEYS.${site}`
  if (!channels.includes(site)) return [`${at} is no channel of CHANNELS.`]
  if (!Array.isArray(keys) || keys.length === 0 || keys.length > mostKeys)
    return [`${at} must be a list of one key, or of two while one replaces the other.`]
  return keys.flatMap((key: unknown, place) =>
    isKey(key) && key.length >= leastLength
      ? []
      : [`${at}[${place}] must be at least ${leastLength} visible ASCII characters.`],
  )
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // Whatever it is, it is no JSON; the caller says so.
    return undefined
  }
}

/**
 * Reads the setting SITE_KEYS: `{ "eu": ["key", "next key"] }`; empty = no site has a key.
 * @param channels names of the channels there are
 * @returns the keys, and every problem by its place; a problem never repeats a key
 */
export const readSiteKeys = (
  text: string,
  channels: readonly string[],
): { readonly keys: SiteKeys; readonly problems: readonly string[] } => {
  const none: SiteKeys = new Map()
  if (text === '') return { keys: none, problems: [] }
  const value = parsed(text)
  if (!isMembers(value))
    return { keys: none, problems: ['SITE_KEYS must be JSON such as { "eu": ["key", "next key"] }.'] }
  const entries = Object.entries(value)
  const problems = entries.flatMap(([site, keys]) => problemsOf(site, keys, channels))
  if (problems.length > 0) return { keys: none, problems }
  const keys = new Map(entries.map(([site, list]) => [site, (list as unknown[]).filter(isKey)]))
  const all = [...keys.values()].flat()
  return new Set(all).size < all.length
    ? { keys: none, problems: ['SITE_KEYS has one key twice; each site needs its own.'] }
    : { keys, problems: [] }
}

/** The site whose key was given. All keys are compared, each in constant time, so the time taken tells nothing. */
export const siteOf = (keys: SiteKeys, given: string): string | undefined => {
  const found = [...keys].filter(([, accepted]) => isOneOf(accepted, given))
  return found[0]?.[0]
}
