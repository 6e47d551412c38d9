// What a translation of the decision mails consists of. A company name is only ever put after a colon or between
// quotation marks behind a noun that carries the ending, because names cannot be inflected.

import type { HierarchyRole } from '../domain/customer-hierarchy.ts'
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

export type MailTexts = {
  readonly terms: Terms
  /** Names come in display order; no language guesses a gender. */
  readonly greeting: (name: string) => string
  readonly greetingWithoutName: string
  readonly approved: ApprovedTexts
  readonly rejected: DecisionTexts
  /** The line above the site's name. */
  readonly closing: string
  /** Why this person got the message. */
  readonly whyReceived: string
}
