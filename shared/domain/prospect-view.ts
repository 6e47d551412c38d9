// What headquarters shows of a prospect, on its page and in its JSON.

import type { CustomerHierarchy } from './customer-hierarchy.ts'
import type { ProspectFlag } from './flags.ts'
import type { OnboardingRequest } from './onboarding-request.ts'
import type { Decision, ProspectStatus, SalesLink } from './prospect.ts'
import type { TimelineEntry } from './timeline.ts'

export const mailStates = ['Waiting', 'Sending', 'Accepted', 'Delivered', 'Bounced', 'Unknown', 'Refused'] as const
export type MailState = (typeof mailStates)[number]

/** One e-mail to the requestor. */
export type MailView = {
  readonly mailId: string
  readonly kind: 'approved' | 'rejected'
  readonly language: string
  readonly state: MailState
  readonly at: string
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
  readonly mails: readonly MailView[]
  /** Newest first. */
  readonly timeline: readonly TimelineEntry[]
  /** How many stored lines and mails cannot be read; absent when all can. */
  readonly unreadable?: number
  readonly flags: readonly ProspectFlag[]
}
