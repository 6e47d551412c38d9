// A prospect: an onboarding request as headquarters sees it.

import type { ProspectFlag } from './flags.ts'
import type { OnboardingRequest } from './onboarding-request.ts'
import type { Closing, MasterLead, SalesStage } from './sales-outcome.ts'

export const prospectStatuses = ['Open', 'Approved', 'Rejected'] as const
export type ProspectStatus = (typeof prospectStatuses)[number]

/**
 * A decision of Sales, with what is known of why and by whom. The number counts the decisions of one prospect, because a
 * reopened one is decided again.
 */
export type Decision = Closing & {
  readonly number: number
  readonly status: 'Approved' | 'Rejected'
  /** When headquarters learned of it. */
  readonly decidedAt: string
}

export type CustomerRef = {
  readonly customerId: string
  readonly number: string
  readonly name: string
  /** Partition in which the customer's row is kept. */
  readonly home: string
  /** Another onboarding brought this customer first: name and address may have changed since. */
  readonly shared?: true
  /** Of a person: the address as headquarters has it. */
  readonly email?: string
  /** Sales does not know this address yet. */
  readonly emailUnwritten?: true
}

/** An address that is about to be claimed for a person, noted first. */
export type ClaimNote = { readonly customerId: string; readonly email: string }

/** What headquarters knows of the prospect's records in Sales. */
export type SalesLink = {
  readonly leadId: string
  readonly leadWrittenAt?: string
  readonly stage: SalesStage
  readonly opportunity?: { readonly id: string; readonly name: string; readonly state: 'Open' | 'Won' | 'Lost' }
  /** Columns without which the lead was written, because they are secured. */
  readonly leadWithout?: readonly string[]
  /** The address of the lead, where it is another one than that of the request. */
  readonly leadEmail?: string
  /** The lead into which this one was merged. */
  readonly mergedInto?: MasterLead
}

export type Prospect = {
  readonly prospectId: string
  readonly number: string
  readonly type: 'B2B prospect'
  readonly status: ProspectStatus
  readonly request: OnboardingRequest
  readonly submittedAt: string
  readonly createdAt: string
  readonly changedAt: string
  /** Grows by one with every stored change; orders the timeline. */
  readonly revision: number
  readonly sales: SalesLink
  readonly organization?: CustomerRef
  readonly person?: CustomerRef
  readonly hierarchyId?: string
  /**
   * Approved, and not yet seen in its hierarchy, which is kept with another onboarding: the address claimed for the person.
   * Neither channel nor applicant is told before.
   */
  readonly hierarchyPending?: { readonly email: string }
  /** Of an approval that is not stored yet, whose person is not known yet. */
  readonly claiming?: ClaimNote
  readonly decision?: Decision
  /** When customers made from the request were written to Sales; an account that is missing later was deleted there. */
  readonly customersWrittenAt?: string
  readonly flags: readonly ProspectFlag[]
  /** It stands in the list of what is missing in Sales. */
  readonly listedMissing?: true
  /** The last news that it was told of a customer that is kept elsewhere, by the customer's id. */
  readonly told?: Readonly<Record<string, number>>
}

/** A line of the list *All prospects*. */
export type ProspectSummary = {
  readonly prospectId: string
  readonly number: string
  readonly status: ProspectStatus
  readonly companyName: string
  readonly requestorName: string
  readonly country: string
  readonly stage: SalesStage
  readonly flags: readonly ProspectFlag[]
  readonly createdAt: string
  readonly changedAt: string
}
