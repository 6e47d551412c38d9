// What the channel keeps: requests that wait for headquarters, the status the applicant sees, and who may sign in.

import type { OnboardingRequest } from '../domain/onboarding-request.ts'

export type RequestStatus = 'Submitted' | 'InReview' | 'Approved' | 'Declined'

export type PendingRequest = {
  readonly requestId: string
  readonly submittedAt: string
  readonly request: OnboardingRequest
}

export type RequestState = {
  readonly requestId: string
  readonly status: RequestStatus
  readonly submittedAt: string
  readonly decidedAt?: string
  /** Revision of the prospect this tells of. */
  readonly revision: number
}

export type UserRow = {
  readonly customerId: string
  readonly name: string
  readonly email: string
  readonly role: 'Admin' | 'User'
  readonly organizationId: string
  readonly hierarchyId: string
  readonly status: 'Active'
}

export const pendingKey = (requestId: string): string => `pending|${requestId}`
export const requestKey = (requestId: string): string => `request|${requestId}`
export const idempotencyKey = (requestId: string): string => `key|${requestId}`
export const userKey = (customerId: string): string => `user|${customerId}`
/** First key and first key after: every request that waits in a partition. */
export const allPending: [string, string] = ['pending|', 'pending}']
