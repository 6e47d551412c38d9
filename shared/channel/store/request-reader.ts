// Reads an onboarding request back from where it is stored, by the one table of its fields.

import { languages } from '../../domain/languages.ts'
import { onboardingFields } from '../../domain/onboarding-fields.ts'
import type { AcceptedTerms, OnboardingRequest } from '../../domain/onboarding-request.ts'
import { Misfit, objectOf, oneOf, type Reader, recordOf, text } from '../../platform/shape.ts'

const attributes = recordOf(text)
const terms = objectOf<AcceptedTerms>({
  document: text,
  version: text,
  language: oneOf(languages.map(({ tag }) => tag)),
  at: text,
})
const fields = onboardingFields.map(({ path, required }) => ({ path, required, steps: path.split('.') }))

const memberAt = (holder: unknown, steps: readonly string[]): unknown =>
  steps.reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
    holder,
  )

/** A field that was optional when the request was stored must not become required without a new version of the row. */
export const readOnboardingRequest: Reader<OnboardingRequest> = (value, at) => {
  for (const { path, required, steps } of fields) {
    const found = memberAt(value, steps)
    if (typeof found !== 'string' && (required || found !== undefined)) throw new Misfit(`${at}.${path} is not text.`)
  }
  attributes(memberAt(value, ['attributes']), `${at}.attributes`)
  const accepted = memberAt(value, ['terms'])
  if (accepted !== undefined) terms(accepted, `${at}.terms`)
  return value as OnboardingRequest
}
