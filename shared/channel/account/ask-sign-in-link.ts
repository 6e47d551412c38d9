// Somebody asks for a link to sign in. Whoever it is: what happens here is the same for every address, so neither the answer
// nor its time tells whether one is known. Who may sign in is looked up when the mail is written.

import { checkField, noSiteRules } from '../../domain/field-checks.ts'
import type { Language } from '../../domain/languages.ts'
import { type Send, signInMailMessage } from '../../domain/messages.ts'
import type { AbuseLimits } from '../abuse-limits.ts'
import { addressHash } from '../address-hash.ts'
import type { SignInLinks } from '../store/sign-in-links.ts'
import type { Sender } from '../submit-request.ts'
import { hashOfToken } from './sign-in-token.ts'

export type AskLinkDeps = {
  readonly links: Pick<SignInLinks, 'keep'>
  readonly limits: AbuseLimits
  readonly send: Send
  readonly now: () => Date
  readonly newLinkId: () => string
}

type Asked = {
  /** As people type or paste an address. */
  readonly typed: string
  /** The secret in the cookie of the browser that asks. */
  readonly browser: string
  readonly sender: Sender
  readonly language: Language
  readonly channel: string
  /** Of the settings; absent where it was asked for under another name. */
  readonly host?: string | undefined
}

const addressField = { path: 'email', kind: 'email', required: true, maxLength: 100 } as const

type Outcome =
  | { readonly outcome: 'asked' }
  /** What was typed is no address. */
  | { readonly outcome: 'refused' }
  /** In seconds. */
  | { readonly outcome: 'limited'; readonly retryAfter: number }

/** One storage transaction and one message; the limits now and then one more. Every attempt is counted. */
export const createAskSignInLink =
  ({ links, limits, send, now, newLinkId }: AskLinkDeps) =>
  async (asked: Asked): Promise<Outcome> => {
    const { typed, browser, sender, language, channel, host } = asked
    const checked = checkField(addressField, typed, noSiteRules)
    const email = 'error' in checked ? undefined : checked.text
    const admission = await limits.admit({ network: sender.network, site: sender.site, email })
    if (admission.outcome === 'limited') return admission
    if (email === undefined) return { outcome: 'refused' }
    const linkId = newLinkId()
    await links.keep({
      linkId,
      addressHash: addressHash(email),
      browserHash: hashOfToken(browser),
      askedAt: now().toISOString(),
      language,
      channel,
      ...(host === undefined ? {} : { host }),
    })
    await send([signInMailMessage(linkId)])
    return { outcome: 'asked' }
  }
