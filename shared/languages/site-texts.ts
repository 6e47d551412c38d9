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
  /** At the foot of each page, where the site has them. */
  readonly links: { readonly terms: string; readonly privacy: string; readonly contact: string }
  /** Behind a link that opens beside the page. */
  readonly newTab: string
  /** `{site}` stands for the name of the site that the applicant came from. */
  readonly backToSite: string
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
    /** Asks to choose, as the first of the choices of a list. */
    readonly choose: string
    /** A button: shows the parts of an address as the chosen country has them. */
    readonly showAddress: string
    readonly terms: string
    /** Beside the box that accepts the terms of the site. */
    readonly acceptTerms: string
    readonly readTerms: string
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
      /** It seems to come from another site. */
      readonly foreign: string
      /** It is larger than any form has to be. */
      readonly tooLarge: string
      /** We failed, or what we stand on is away. */
      readonly unavailable: string
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
    /** Put before the title with a colon, so that a screen reader says it first. */
    readonly titlePrefix: string
    readonly codes: Readonly<Record<FieldErrorCode, string>>
    /** `{max}` stands for the greatest number of characters. */
    readonly tooLong: string
    /** The box of the terms was left empty. */
    readonly acceptTerms: string
    /** Another version than the present one was accepted. */
    readonly termsChanged: string
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
    /** What happens with a request, in its order; the decision is named by its state once there is one. */
    readonly steps: {
      readonly title: string
      readonly received: string
      readonly confirmed: string
      readonly review: string
      readonly decision: string
    }
    readonly texts: Readonly<Record<RequestStatus, string>>
  }
  /** What the applicant is asked on the page of the request. */
  readonly question: Titled & {
    /** As the states of `terms`. */
    readonly state: string
    /** Above the fields that are asked for, and what to do with them. */
    readonly correct: string
    readonly correctText: string
    /** The label of the answer. */
    readonly answer: string
    /** A button. */
    readonly send: string
    readonly thanks: string
    /** Instead of taking an answer: it is decided, or nobody asks that any more. */
    readonly late: string
    readonly closed: string
  }
  /** The end that an applicant makes of a request. */
  readonly withdrawal: Titled & {
    /** As the states of `terms`. */
    readonly state: string
    readonly stateText: string
    /** A button. */
    readonly withdraw: string
    /** A link back. */
    readonly keep: string
  }
  /** A link that was cut off, is wrong or has ended; which of them is not told. */
  readonly uncertainLink: Titled & { readonly ways: readonly [string, string, string] }
  /** For whoever lost the link; its title is also what links to it say. */
  readonly statusLink: Titled & {
    /** A question before the link. */
    readonly already: string
    /** A button. */
    readonly send: string
    /** The same for every address. */
    readonly sent: Titled
  }
  /** Where the link of the mail *Request received* leads. */
  readonly confirmAddress: Titled & {
    /** A button. */
    readonly confirm: string
    readonly done: Titled
  }
  readonly notFound: Titled
  /** A form that another site sent, or a browser that does not say where it was sent from. */
  readonly crossSite: Titled
  /** What was sent and not taken, below the title of `crossSite`. */
  readonly refusedForm: {
    readonly unreadable: string
    readonly tooLarge: string
    /** Before the button that sends the same once more. */
    readonly kept: string
    /** A button. */
    readonly again: string
    /** A link to the empty form. */
    readonly open: string
  }
  readonly failure: Titled
  readonly tooManyRequests: Titled
}
