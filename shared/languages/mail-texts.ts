// What a translation of the decision mails consists of. A company name is only ever put after a colon or between
// quotation marks behind a noun that carries the ending, because names cannot be inflected.

import type { HierarchyRole } from '../domain/customer-hierarchy.ts'
import type { UserMailKind } from '../domain/messages.ts'
import type { PublicReason } from '../domain/reject-reasons.ts'
import type { Terms } from './terms.ts'

type DecisionTexts = {
  /** What a list of messages shows behind the subject. */
  readonly preheader: string
  /** The subject too, where that holds no name. */
  readonly heading: string
  /** @param company the company name, quoted; `undefined` where it may not be named: the sentence does without */
  readonly paragraphs: (company: string | undefined) => readonly string[]
}

type ByRole = Readonly<Record<HierarchyRole, string>>

/** What an approval says of the person depends on the role that it has in its company by now. */
type ApprovedTexts = Omit<DecisionTexts, 'preheader'> & {
  /** The one place where a name may stand in a subject; it follows a colon. */
  readonly subject: (companyName: string) => string
  readonly preheader: ByRole
  readonly role: ByRole
  readonly viewRequest: string
}

/** Says that a request was received. Whoever reads it may not have sent it. */
type ReceivedTexts = DecisionTexts & {
  readonly subject: (reference: string) => string
  readonly confirm: string
  /** Where nothing is done before; the link ends after so many days, seven as a rule. */
  readonly confirmFirst: (days: number) => string
  /** A button. */
  readonly confirmAddress: string
  readonly notYou: string
}

/** Asks the applicant something; what it is stands between the paragraphs and `how`. */
type QuestionTexts = DecisionTexts & {
  readonly subject: (reference: string) => string
  /** How it is answered. */
  readonly how: string
  /** A button. */
  readonly answer: string
}

/** The links to the requests of an address. Whoever asked for them may be somebody else. */
type LinkAgainTexts = {
  /** The subject too. */
  readonly heading: string
  readonly preheader: string
  readonly paragraphs: readonly string[]
  /** A link, in the language of its request. */
  readonly request: (reference: string, date: string) => string
  /** A link that confirms the address, where that is awaited. */
  readonly confirm: (reference: string) => string
  readonly whyReceived: string
}

/** Brings the link to sign in. Whoever reads it may not have asked for it. */
type SignInTexts = {
  /** The subject too. */
  readonly heading: string
  /** @param minutes for which the link works; a plural as a rule */
  readonly paragraphs: (minutes: number) => readonly [string, string]
  readonly notYou: string
  readonly whyReceived: string
}

export type MailTexts = {
  readonly terms: Terms
  /** Names come in display order; no language guesses a gender. */
  readonly greeting: (name: string) => string
  readonly greetingWithoutName: string
  /** What applicants name on the phone. */
  readonly reference: (reference: string) => string
  readonly received: ReceivedTexts
  readonly question: QuestionTexts
  /** Of a question that is not answered yet. */
  readonly reminder: Omit<QuestionTexts, 'answer'>
  readonly approved: ApprovedTexts
  readonly rejected: DecisionTexts & {
    /** A sentence that says why follows. */
    readonly because: (reason: string) => string
    readonly reasons: Readonly<Record<PublicReason, string>>
  }
  readonly linkAgain: LinkAgainTexts
  /** What users of a partner are told. */
  readonly user: Readonly<Record<UserMailKind, DecisionTexts>>
  readonly signIn: SignInTexts
  /** The line above the site's name. */
  readonly closing: string
  /** Why this person got the message. */
  readonly whyReceived: string
  /** Why a user of a partner got it. */
  readonly whyUser: string
}
