// A prospect: an onboarding request as headquarters sees it.

import type { Confirmation } from './confirmation.ts'
import type { Erasure } from './erasure.ts'
import type { ProspectFlag } from './flags.ts'
import type { LikelyDuplicate } from './likely/likely-duplicates.ts'
import type { Listed } from './lists/listed.ts'
import type { OnboardingRequest } from './onboarding-request.ts'
import type { Answer, Pause, Question } from './question.ts'
import type { Ruling } from './ruling.ts'
import type { Closing, MasterLead, SalesStage } from './sales-outcome.ts'
import type { Withdrawal } from './withdrawal.ts'

export const prospectStatuses = ['Open', 'Approved', 'Rejected'] as const
export type ProspectStatus = (typeof prospectStatuses)[number]

/**
 * A decision of Sales or of staff, with what is known of why and by whom. The number counts the decisions of one prospect, because a
 * reopened one is decided again.
 */
export type Decision = Closing & {
  readonly number: number
  readonly status: 'Approved' | 'Rejected'
  /** When headquarters learned of it. */
  readonly decidedAt: string
  /** Staff made it in headquarters. */
  readonly here?: true
  /** The code of the reason for which staff rejected it. */
  readonly reasonCode?: string
  /** Another address than that of the request, which staff gave the person. */
  readonly email?: string
  /** Staff want its mail sent after all, whatever the channel's profile says. */
  readonly mailWanted?: true
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
  /** Its texts by their fields, and of a person the language: what the channel is told with an approval. */
  readonly details?: Readonly<Record<string, string>>
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
  /** What staff decided, until it takes effect. */
  readonly ruling?: Ruling
  /** Staff opened again what was rejected, until Sales says something else than that it is. */
  readonly reopened?: true
  /** Staff want no mail about the decision to come. */
  readonly noMail?: true
  /** Absent where nobody was asked to confirm the address. */
  readonly confirmation?: Confirmation
  /** It was over before anybody decided it; what Sales says since changes nothing. */
  readonly withdrawn?: Withdrawal
  /** What the applicant is asked, as long as nobody answered it or took it back. */
  readonly question?: Question
  /** How many questions were asked so far. */
  readonly asked?: number
  /** What the applicant answered, the first answer first. */
  readonly answers?: readonly Answer[]
  /** The notes of sellers that asked something already. */
  readonly askedNotes?: readonly string[]
  /** When the clock of the stage stood still because something was asked; see `pausedMs`. */
  readonly pauses?: readonly Pause[]
  /** When customers made from the request were written to Sales; an account that is missing later was deleted there. */
  readonly customersWrittenAt?: string
  readonly flags: readonly ProspectFlag[]
  /** Flags that staff need not see, as long as what raises them is as it was. */
  readonly dismissed?: readonly ProspectFlag[]
  /** Earlier prospects that may be of the same company. */
  readonly likelyDuplicates?: readonly LikelyDuplicate[]
  /** It is in the index of what prospects have in common. */
  readonly matched?: true
  /** The hidden field of its form was filled in, and staff took it in. */
  readonly wasHeld?: true
  /** It is found by the address of its requestor. */
  readonly listedAddress?: true
  /** Where else it is listed, and as what it is counted; without counts, or absent, where an earlier version stored it. */
  readonly listed?: Listed
  /** Since when it is in its stage; absent where that is not known. ISO 8601. */
  readonly stageSince?: string
  /** The last news that it was told of a customer that is kept elsewhere, by the customer's id. */
  readonly told?: Readonly<Record<string, number>>
  /** Its personal data is gone; what is left is final. */
  readonly erased?: Erasure
}

/** The request with the address that is right by now: that which staff gave the person, or a seller corrected the lead to. */
export const requestOf = ({ request, decision, sales }: Prospect, given?: string): OnboardingRequest => {
  const email = given ?? decision?.email ?? sales.leadEmail
  return email === undefined ? request : { ...request, requestor: { ...request.requestor, email } }
}

/** A line of the list *All prospects*. */
export type ProspectSummary = {
  readonly prospectId: string
  readonly number: string
  readonly status: ProspectStatus
  readonly companyName: string
  readonly requestorName: string
  readonly country: string
  /** Absent on a line that an earlier version wrote. */
  readonly channel?: string
  readonly stage: SalesStage
  readonly flags: readonly ProspectFlag[]
  /** How many earlier prospects may be of the same company. */
  readonly likelyDuplicates?: number
  readonly createdAt: string
  readonly changedAt: string
  /** When it was decided, where that stands. */
  readonly decidedAt?: string
  /** Withdrawn, a test, or kept apart first: it says nothing of how long decisions take. */
  readonly atypical?: true
  /** Since when it is in its stage; absent where that is not known. ISO 8601. */
  readonly stageSince?: string
  /** When the clock of the stage stood still, where it did. */
  readonly pauses?: readonly Pause[]
  /** Names were erased. */
  readonly erased?: true
}
