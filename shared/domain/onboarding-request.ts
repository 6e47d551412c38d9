// The request of a company to become a business partner, as it is stored and passed on.

import { type MembersOf, membersAt, type TextsAt } from './field.ts'
import type { Language } from './languages.ts'
import type { OnboardingField, OnboardingPath, OnboardingRow } from './onboarding-fields.ts'

/** Fields that every accepted request has a text for; language and channel have defaults. */
type AlwaysGiven = Extract<OnboardingRow, { readonly required: true } | { readonly kind: 'language' | 'channel' }>

/** Whether every accepted request has a text for the field. */
export const isAlwaysGiven = ({ required, kind }: OnboardingField): boolean =>
  required || kind === 'language' || kind === 'channel'

export type OnboardingRequest = MembersOf<OnboardingRow, AlwaysGiven['path']> & {
  /** The site's own form fields, by name. */
  readonly attributes: Readonly<Record<string, string>>
  /** Where the channel has terms, what was accepted. */
  readonly terms?: AcceptedTerms
}

/** Which terms of the channel were accepted. */
export type TermsVersion = {
  /** Their address. */
  readonly document: string
  readonly version: string
  /** In which the form was filled in, as far as that is known. */
  readonly language: Language
}

export type AcceptedTerms = TermsVersion & {
  /** ISO 8601. */
  readonly at: string
}

/**
 * The request that has these texts.
 * @param texts in the order of the table, with one for every field that is always given
 */
export const requestOf = (
  texts: TextsAt<OnboardingPath>,
  attributes: OnboardingRequest['attributes'],
): OnboardingRequest => ({ ...membersAt(texts), attributes }) as OnboardingRequest
