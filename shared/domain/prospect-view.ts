// What headquarters shows of a prospect, on its page and in its JSON.

import type { Confirmation } from './confirmation.ts'
import type { CustomerHierarchy } from './customer-hierarchy.ts'
import type { Erasure } from './erasure.ts'
import type { ProspectFlag } from './flags.ts'
import type { MatchKind } from './likely/match-kinds.ts'
import { userMailKinds } from './messages.ts'
import type { OnboardingRequest } from './onboarding-request.ts'
import type { Decision, ProspectStatus, SalesLink } from './prospect.ts'
import type { Answer, Pause, Question } from './question.ts'
import type { Ruling } from './ruling.ts'
import type { TimelineEntry } from './timeline.ts'
import type { Withdrawal } from './withdrawal.ts'

export const mailStates = [
  'Waiting',
  'Sending',
  'Accepted',
  'Delivered',
  'Bounced',
  'Unknown',
  'Refused',
  'Skipped',
] as const
export type MailState = (typeof mailStates)[number]

export const mailKinds = [
  'received',
  'question',
  'question-reminder',
  'approved',
  'rejected',
  'link-again',
  ...userMailKinds,
] as const
export type MailKind = (typeof mailKinds)[number]

export const mailTroubleKinds = ['bounced', 'blocked', 'dropped', 'spam-report'] as const

/**
 * What kind of reason the provider gave. The suppressed ones are addresses to which it sends nothing more until somebody takes
 * them off its list.
 */
export const mailReasonClasses = [
  'invalid-address',
  'mailbox',
  'content',
  'reputation',
  'volume',
  'technical',
  'suppressed-bounce',
  'suppressed-spam',
  'suppressed-unsubscribe',
  'suppressed-invalid',
] as const
export type MailReasonClass = (typeof mailReasonClasses)[number]

/** Why a mail did not reach its reader, or was not wanted there. */
export type MailTrouble = {
  readonly kind: (typeof mailTroubleKinds)[number]
  /** Absent where the provider gave none that is known here. */
  readonly class?: MailReasonClass
  /** In the words of the mail systems, without addresses. */
  readonly reason?: string
}

/** One e-mail to the requestor. */
export type MailView = {
  readonly mailId: string
  readonly kind: MailKind
  readonly language: string
  readonly state: MailState
  readonly at: string
  /** The template that it was written by; absent = the built-in text. */
  readonly template?: { readonly templateId: string; readonly version: number }
  readonly trouble?: MailTrouble
  /** Why one was skipped; absent = it was not wanted. */
  readonly because?: 'complaint'
}

export type ProspectView = Omit<OnboardingRequest, 'language'> & {
  readonly language: string
  readonly prospectId: string
  readonly number: string
  readonly type: 'B2B prospect'
  readonly status: ProspectStatus
  readonly submittedAt: string
  readonly createdAt: string
  readonly changedAt: string
  readonly sales: Omit<SalesLink, 'leadId' | 'leadWrittenAt'> & {
    readonly lead: { readonly id: string; readonly writtenAt?: string }
  }
  readonly customers: readonly {
    readonly customerId: string
    readonly number: string
    readonly type: 'Organization' | 'Person'
    readonly name: string
  }[]
  readonly hierarchy?: CustomerHierarchy
  /** The last decision; it does not stand where Sales reopened the prospect since. */
  readonly decision?: Decision & { readonly stands: boolean }
  /** Whether the requestor showed that mail reaches the address of the request; absent where that was not asked. */
  readonly confirmation?: Confirmation
  /** It was over before anybody decided it. */
  readonly withdrawn?: Withdrawal
  readonly mails: readonly MailView[]
  /** Staff want no mail about the decision to come. */
  readonly noMail?: true
  /** Newest first. */
  readonly timeline: readonly TimelineEntry[]
  /** How many stored lines and mails cannot be read; absent when all can. */
  readonly unreadable?: number
  readonly flags: readonly ProspectFlag[]
  /** Flags that staff dismissed, and that are true still. */
  readonly dismissed?: readonly ProspectFlag[]
  /** What staff decided in headquarters, until it takes effect. */
  readonly ruling?: Ruling
  /** What the applicant is asked, as long as nobody answered it. */
  readonly question?: Question
  /** How many questions were asked. */
  readonly asked?: number
  /** What the applicant answered, the first answer first. */
  readonly answers?: readonly Answer[]
  /** Since when it is in its stage, where that is known; ISO 8601. */
  readonly stageSince?: string
  /** When the clock of a stage stood still. */
  readonly pauses?: readonly Pause[]
  /** Its personal data is gone. */
  readonly erased?: Erasure
  /** Of an approval that is held back: who signs in with the address already. */
  readonly signInTakenBy?: { readonly customerId: string; readonly number: string; readonly name: string }
  /** Earlier prospects that may be of the same company, and why; absent where there are none. */
  readonly likelyDuplicates?: readonly DuplicateView[]
}

/** An earlier prospect that may be of the same company. */
export type DuplicateView = {
  readonly prospectId: string
  readonly number: string
  readonly companyName: string
  readonly status: ProspectStatus
  /** By what the two match, the strongest first. */
  readonly matches: readonly MatchKind[]
}
