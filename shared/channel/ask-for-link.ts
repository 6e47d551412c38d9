// Asks for the mail with the links to the requests of an address. Whether there are any is looked up where the mail is
// written, so whoever asks is answered alike, and as fast, for every address.

import { checkField, type FieldError, type IntakeRules } from '../domain/field-checks.ts'
import { linkAgainMessage, type Send } from '../domain/messages.ts'
import { onboardingFields } from '../domain/onboarding-fields.ts'
import { deriveId } from '../platform/ids.ts'
import type { AbuseLimits } from './abuse-limits.ts'
import { addressHash } from './address-hash.ts'
import type { Sender } from './submit-request.ts'

export type AskForLinkDeps = {
  readonly limits: AbuseLimits
  readonly rules: IntakeRules
  readonly send: Send
  readonly now: () => Date
}

export type AskForLinkResult =
  | { readonly outcome: 'asked' }
  | { readonly outcome: 'refused'; readonly error: FieldError<'requestor.email'> }
  /** In seconds. */
  | { readonly outcome: 'limited'; readonly retryAfter: number }

const emailPath = 'requestor.email'
const [emailField] = onboardingFields.flatMap((field) =>
  field.path === emailPath ? [{ ...field, path: field.path }] : [],
)

/** Whoever asks again within this time, or clicks twice, asked once. */
const onceWithinMs = 10 * 60_000

/** Counted as an attempt to hand in a request is. @param typed as people type or paste an address */
export const createAskForLink =
  ({ limits, rules, send, now }: AskForLinkDeps) =>
  async (typed: string, sender: Sender): Promise<AskForLinkResult> => {
    if (!emailField) throw new Error('The request has no e-mail address.')
    const checked = checkField(emailField, typed, rules)
    const email = 'error' in checked ? undefined : checked.text
    const admission = await limits.admit({ ...sender, email })
    if (admission.outcome === 'limited') return admission
    if ('error' in checked) return { outcome: 'refused', error: checked.error }
    const hash = addressHash(email ?? '')
    const at = now()
    const askId = deriveId('link-again', hash, Math.floor(at.getTime() / onceWithinMs))
    await send([linkAgainMessage({ askId, addressHash: hash, askedAt: at.toISOString() })])
    return { outcome: 'asked' }
  }
