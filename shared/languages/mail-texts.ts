// What a translation of the decision mails consists of. A company name is only ever put after a colon or between
// quotation marks behind a noun that carries the ending, because names cannot be inflected.

import type { HierarchyRole } from '../domain/customer-hierarchy.ts'
import type { Terms } from './terms.ts'

type DecisionTexts = {
  /** The one place where a name may stand in a subject; it follows a colon. */
  readonly subject: (companyName: string) => string
  /** What a list of messages shows behind the subject. */
  readonly preheader: string
  readonly heading: string
  /** @param company the company name, quoted; absent where it is no plain name */
  readonly paragraphs: (company?: string) => readonly string[]
}

type ByRole = Readonly<Record<HierarchyRole, string>>

/** What an approval says of the person depends on the role that it has in its company by now. */
type ApprovedTexts = Omit<DecisionTexts, 'preheader'> & {
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
