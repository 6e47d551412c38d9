// What the channel knows: requests that wait for headquarters, the status the applicant sees, and who may sign in.

import type { ApplicantAct } from '../domain/applicant-act.ts'
import type { HierarchyRole } from '../domain/customer-hierarchy.ts'
import type { OnboardingRequest } from '../domain/onboarding-request.ts'
import type { ShownQuestion } from '../domain/question.ts'
import type { RequestStatus } from '../domain/request-status.ts'
import type { UserChange } from '../domain/users/user.ts'

/** A request that headquarters has not pulled yet. */
export type PendingRequest = {
  readonly requestId: string
  readonly submittedAt: string
  readonly request: OnboardingRequest
  /** Channel of the site that sent it and proved itself by its key. */
  readonly site?: string
  /** It was kept apart before staff took it in. */
  readonly wasHeld?: true
  /** When headquarters pulled it; absent as long as it waits in the channel. */
  readonly pulledAt?: string
}

/** The status an applicant sees by the secret link. */
export type StatusView = {
  readonly requestId: string
  readonly status: RequestStatus
  readonly submittedAt: string
  readonly decidedAt?: string
  /** When the applicant confirmed the address. */
  readonly confirmedAt?: string
  /** When the applicant withdrew the request; it is Declined then. */
  readonly withdrawnAt?: string
  /** What the applicant is asked, where an answer is waited for. */
  readonly question?: ShownQuestion
  /** The last question that was answered, and when. */
  readonly answered?: { readonly number: number; readonly at: string }
}

/** What waits for headquarters. */
export type Waiting = PendingRequest | ApplicantAct | UserChange

export const isAct = (waiting: Waiting): waiting is ApplicantAct => 'act' in waiting
export const isUserChange = (waiting: Waiting): waiting is UserChange => 'changeId' in waiting
export const isRequest = (waiting: Waiting): waiting is PendingRequest => !isAct(waiting) && !isUserChange(waiting)

/** What it belongs to: a request, or the organization of a user. */
export const ownerOf = (waiting: Waiting): string =>
  isUserChange(waiting) ? waiting.organizationId : waiting.requestId

export type RequestState = StatusView & {
  /** Revision of the prospect this tells of. */
  readonly revision: number
}

/** Somebody who may sign in. */
export type ChannelUser = {
  readonly customerId: string
  readonly name: string
  readonly email: string
  readonly role: HierarchyRole
  readonly organizationId: string
  readonly hierarchyId: string
}
