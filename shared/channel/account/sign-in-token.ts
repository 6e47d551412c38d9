// The secret of a mailed link, and what is kept of the secrets of browsers: only what cannot be turned back into them.

import { createHash, createHmac } from 'node:crypto'
import type { Language } from '../../domain/languages.ts'
import { linkTo } from '../../domain/link-to.ts'
import { isOneOf } from '../../platform/secret.ts'
import type { Carried } from '../site.ts'

/** How long a link works after it was asked for. */
export const linkMinutes = 15
/** How long somebody stays signed in. */
export const sessionHours = 8
/** Links that one address may be sent in an hour. */
export const linksPerHour = 5

/** Names of the cookies, without their prefix: whose pages these are, and which browser asked for a link. */
export const sessionCookie = 'account'
export const browserCookie = 'account-browser'

/** The secret in a mailed link; made when the mail is written, so that it is stored nowhere. */
export const linkToken = (secret: string, linkId: string): string =>
  createHmac('sha256', secret).update(`sign-in:${linkId}`).digest('base64url')

/** Path of the page where a mailed link leads. */
export const signInLinkPath = (
  secret: string,
  linkId: string,
  shown: Carried & { readonly language: Language },
): string => linkTo('AccountLinkPage', { linkId }, { token: linkToken(secret, linkId), ...shown })

/**
 * Whether a token is the link's, compared in constant time.
 * @param secrets the one that signs now, and the one before while it still opens links
 */
export const isLinkToken = (secrets: readonly string[], linkId: string, token: string): boolean =>
  isOneOf(
    secrets.map((secret) => linkToken(secret, linkId)),
    token,
  )

/** What is kept of a random token: found by it, and worth nothing to whoever reads the store. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Whether something that began at a time has lasted for longer than it may. Times are ISO 8601. */
export const isOver = (since: string, minutes: number, now: Date): boolean => {
  const passed = now.getTime() - Date.parse(since)
  return !(passed >= 0 && passed <= minutes * 60_000)
}
