// The words that pages and mails have in common, once for each language, so that the two cannot drift apart.

import type { RequestStatus } from '../domain/request-status.ts'
import type { PluralForms } from './in-plural.ts'

/** A word of both. Where mails say it in another way than pages, both stand here side by side. */
export type Term = string | { readonly page: string; readonly mail: string }

export const onPage = (term: Term): string => (typeof term === 'string' ? term : term.page)
export const inMail = (term: Term): string => (typeof term === 'string' ? term : term.mail)

export type Terms = {
  /** Put around a name in a sentence. */
  readonly quotes: readonly [open: string, close: string]
  /** Put between texts by the pages, each with the space that belongs to it. */
  readonly punctuation: {
    /** Between a label and what is said of it. */
    readonly colon: string
    /** Around what is said beside a text. */
    readonly brackets: readonly [open: string, close: string]
    /** Between two sentences. */
    readonly gap: string
  }
  /** What the reader has handed in, as a title or a sentence begins with it. */
  readonly yourRequest: string
  /** What companies are invited to. */
  readonly becomePartner: string
  readonly whatHappensNext: string
  readonly statuses: Readonly<Record<RequestStatus, string>>
  /** What was done with the request, as a sentence ends with it. */
  readonly approved: string
  /** What we cannot do when we decline, within a sentence that says so. */
  readonly approve: string
  /** How long a decision takes as a rule, in working days. */
  readonly usually: PluralForms
  /** As a button says it. */
  readonly signIn: Term
  /** What staff and salespeople say, which applicants should not read; a test holds pages and mails to it. */
  readonly avoided: RegExp
}
