// The keys by which a site's own server proves which site it is.

import { isMembers } from '../domain/field.ts'
import { isOneOf } from '../platform/secret.ts'

/** Accepted keys by the name of the site's channel. */
export type SiteKeys = ReadonlyMap<string, readonly string[]>

const mostKeys = 2

/** One setting with secrets by channel: its name, the form of a secret, and what that is for people. */
type SecretSetting = { readonly name: string; readonly form: RegExp; readonly wanted: string; readonly example: string }

const keySetting: SecretSetting = {
  name: 'SITE_KEYS',
  form: /^[\x21-\x7e]{32,}$/,
  wanted: 'at least 32 visible ASCII characters',
  example: '"key", "next key"',
}

/** Standard Webhooks: 24 to 64 bytes. https://github.com/standard-webhooks/standard-webhooks */
const eventSecretSetting: SecretSetting = {
  name: 'SITE_EVENT_SECRETS',
  form: /^whsec_(?:[A-Za-z0-9+/]{4}){8,21}(?:[A-Za-z0-9+/]{2,3}={1,2})?$/,
  wanted: 'whsec_ and 24 to 64 bytes in base64',
  example: '"whsec_…"',
}

const problemsOf = (setting: SecretSetting, site: string, keys: unknown, channels: readonly string[]): string[] => {
  const at = `${setting.name}.${site}`
  if (!channels.includes(site)) return [`${at} is no channel of CHANNELS.`]
  if (!Array.isArray(keys) || keys.length === 0 || keys.length > mostKeys)
    return [`${at} must be a list of one key, or of two while one replaces the other.`]
  return keys.flatMap((key: unknown, place) =>
    typeof key === 'string' && setting.form.test(key) ? [] : [`${at}[${place}] must be ${setting.wanted}.`],
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

type ReadKeys = { readonly keys: SiteKeys; readonly problems: readonly string[] }

const readSecrets = (setting: SecretSetting, text: string, channels: readonly string[]): ReadKeys => {
  const refused = (problems: string[]): ReadKeys => ({ keys: new Map(), problems })
  if (text === '') return refused([])
  const value = parsed(text)
  if (!isMembers(value)) return refused([`${setting.name} must be JSON such as { "eu": [${setting.example}] }.`])
  const entries = Object.entries(value)
  const problems = entries.flatMap(([site, keys]) => problemsOf(setting, site, keys, channels))
  if (problems.length > 0) return refused(problems)
  const keys = new Map(entries.map(([site, list]) => [site, list as string[]]))
  const all = [...keys.values()].flat()
  return new Set(all).size < all.length
    ? refused([`${setting.name} has one key twice; each site needs its own.`])
    : { keys, problems: [] }
}

/**
 * Reads the setting SITE_KEYS: `{ "eu": ["key", "next key"] }`; empty = no site has a key.
 * @param channels names of the channels there are
 * @returns the keys, and every problem by its place; a problem never repeats a key
 */
export const readSiteKeys = (text: string, channels: readonly string[]): ReadKeys =>
  readSecrets(keySetting, text, channels)

/** The same of SITE_EVENT_SECRETS, by which sites recognize what is sent to them: `{ "eu": ["whsec_…"] }`. */
export const readEventSecrets = (text: string, channels: readonly string[]): ReadKeys =>
  readSecrets(eventSecretSetting, text, channels)

/** The site whose key was given. All keys are compared, each in constant time, so the time taken tells nothing. */
export const siteOf = (keys: SiteKeys, given: string): string | undefined => {
  const found = [...keys].filter(([, accepted]) => isOneOf(accepted, given))
  return found[0]?.[0]
}
