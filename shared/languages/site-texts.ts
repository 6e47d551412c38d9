// What has to be said in a language before the site's pages can be shown in it. Applicants read these: they know a
// request and a company, not how headquarters or the sales team call things.

import type { CityWord, CodeWord, StateWord } from '../domain/address-formats.ts'
import type { FieldKind } from '../domain/field.ts'
import type { FieldErrorCode } from '../domain/field-checks.ts'
import type { OnboardingRow } from '../domain/onboarding-fields.ts'
import type { RequestStatus } from '../domain/request-status.ts'
import type { Terms } from './terms.ts'

/** Fields an applicant sees; the channel is the site's own business. */
export type ShownPath = Exclude<OnboardingRow, { readonly kind: 'channel' }>['path']

/** What the parts of an address are called, which differs by country. */
export type AddressWords = {
  readonly state: Readonly<Record<StateWord, string>>
  readonly city: Readonly<Record<CityWord, string>>
  readonly postalCode: Readonly<Record<CodeWord, string>>
}

type Titled = { readonly title: string; readonly text: string }

export type SiteTexts = {
  readonly terms: Terms
  readonly skipToContent: string
  readonly languages: string
  readonly footer: string
  readonly backHome: string
  readonly home: {
    readonly title: string
    readonly intro: string
    readonly steps: readonly [Titled, Titled, Titled]
  }
  readonly form: {
    readonly intro: string
    readonly requiredNote: string
    readonly company: string
    readonly address: string
    readonly person: string
    readonly chooseCountry: string
    /** A button: shows the parts of an address as the chosen country has them. */
    readonly showAddress: string
    readonly terms: string
    readonly submit: string
    /** For the rare reader whose program shows the field that nobody should fill in. */
    readonly leaveEmpty: string
    /** Above a form that is shown again with everything that was typed. */
    readonly notices: {
      /** It was open for more than a day, or was submitted before with other words. */
      readonly outdated: string
      /** It came back faster than anybody types. */
      readonly tooSoon: string
      /** A limit of attempts is reached. */
      readonly wait: string
    }
  }
  readonly fields: Readonly<
    Record<
      ShownPath,
      { readonly label: string /** `{max}` stands for the greatest number of characters. */; readonly hint?: string }
    >
  >
  readonly addressWords: AddressWords
  readonly errors: {
    readonly summary: string
    /** Put before the title, so that a screen reader says it first. */
    readonly titlePrefix: string
    readonly codes: Readonly<Record<FieldErrorCode, string>>
    /** `{max}` stands for the greatest number of characters. */
    readonly tooLong: string
    /** Said after a text about characters; `{place}` stands for the number of the first one. */
    readonly place: string
    /** Instead of the text for `format`, by kind of field. */
    readonly formats: Readonly<Partial<Record<FieldKind, string>>>
  }
  readonly confirmation: Titled & {
    readonly keepLink: string
    readonly viewStatus: string
    readonly reference: string
    readonly next: readonly [string, string, string]
  }
  readonly status: {
    readonly submittedAt: string
    readonly decidedAt: string
    readonly texts: Readonly<Record<RequestStatus, string>>
  }
  readonly notFound: Titled
  /** A form that another site sent, or a browser that does not say where it was sent from. */
  readonly crossSite: Titled
  readonly failure: Titled
  readonly tooManyRequests: Titled
}
