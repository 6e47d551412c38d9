// What the channel knows: requests that wait for headquarters, the status the applicant sees, and who may sign in.

import type { HierarchyRole } from '../domain/customer-hierarchy.ts'
import type { OnboardingRequest } from '../domain/onboarding-request.ts'
import type { RequestStatus } from '../domain/request-status.ts'

/** A request that headquarters has not pulled yet. */
export type PendingRequest = {
  readonly requestId: string
  readonly submittedAt: string
  readonly request: OnboardingRequest
}

/** The status an applicant sees by the secret link. */
export type StatusView = {
  readonly requestId: string
  readonly status: RequestStatus
  readonly submittedAt: string
  readonly decidedAt?: string
}

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
