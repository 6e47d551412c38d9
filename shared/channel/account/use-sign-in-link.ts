// A mailed link is used up: once, in time, in the browser in which it was asked for. Why one is not taken is not told.

import type { AccountSessions } from '../store/account-sessions.ts'
import type { SignInLink, SignInLinks } from '../store/sign-in-links.ts'
import { hashOfToken, isLinkToken, isOver, linkMinutes } from './sign-in-token.ts'
import { type KnownUsers, whoMayEnter } from './who-may-enter.ts'

export type UseLinkDeps = {
  readonly links: Pick<SignInLinks, 'read' | 'change'>
  readonly sessions: Pick<AccountSessions, 'keep' | 'end'>
  readonly users: Pick<KnownUsers, 'findByAddress' | 'organization'>
  readonly tokenSecrets: readonly string[]
  readonly now: () => Date
  readonly newToken: () => string
}

type Shown = {
  readonly linkId: string
  readonly token: string
  /** The secret in the cookie of the browser, if it has one. */
  readonly browser: string | undefined
}

/** @member former token of the session that the browser has, if any: whoever signs in anew has left it */
type Used = Shown & { readonly former?: string | undefined }

const tries = 3

const isGood = (link: SignInLink, browser: string | undefined, now: Date): boolean =>
  link.usedAt === undefined &&
  !isOver(link.askedAt, linkMinutes, now) &&
  browser !== undefined &&
  hashOfToken(browser) === link.browserHash

/** Whether a link would be taken now. Changes nothing: programs that check mail follow every link in it. One read. */
export const createLookAtLink =
  ({ links, tokenSecrets, now }: Pick<UseLinkDeps, 'links' | 'tokenSecrets' | 'now'>) =>
  async ({ linkId, token, browser }: Shown): Promise<boolean> => {
    if (!isLinkToken(tokenSecrets, linkId, token)) return false
    const link = await links.read(linkId)
    return link !== undefined && isGood(link.value, browser, now())
  }

/**
 * Uses a link up and signs its person in; the session that the browser had before ends.
 * @returns the token of the session, for the browser to keep; `undefined` where the link is not taken
 */
export const createUseLink =
  ({ links, sessions, users, tokenSecrets, now, newToken }: UseLinkDeps) =>
  async ({ linkId, token, browser, former }: Used): Promise<string | undefined> => {
    /** First of all, so that of two who press the button at once one comes too late. What became of the mail may be told meanwhile. */
    const takeLink = async (): Promise<SignInLink | undefined> => {
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const link = await links.read(linkId)
        if (!link || !isGood(link.value, browser, now())) return undefined
        if ((await links.change({ ...link.value, usedAt: now().toISOString() }, link)) !== 'conflict') return link.value
      }
      return undefined
    }
    if (!isLinkToken(tokenSecrets, linkId, token)) return undefined
    const at = now().toISOString()
    const link = await takeLink()
    if (!link) return undefined
    const entries = await whoMayEnter(users, link.addressHash, link.channel)
    const [entry] = entries
    if (!entry) return undefined
    const sessionToken = newToken()
    await sessions.keep({
      tokenHash: hashOfToken(sessionToken),
      userId: entry.user.userId,
      addressHash: link.addressHash,
      startedAt: at,
      channel: link.channel,
      ...(entries.length > 1 ? { isOfSeveral: true } : { organizationId: entry.organization.organizationId }),
    })
    if (former !== undefined) await sessions.end(hashOfToken(former))
    return sessionToken
  }
