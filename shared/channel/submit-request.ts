// Takes in an onboarding request. One storage transaction, and nothing else: 202 means stored.

import { hash } from 'node:crypto'
import { acceptOnboardingRequest, type IntakeError } from '../domain/accept-onboarding-request.ts'
import type { IntakeRules } from '../domain/field-checks.ts'
import type { OnboardingRequest } from '../domain/onboarding-request.ts'
import { deriveId } from '../platform/ids.ts'
import type { AbuseLimits } from './abuse-limits.ts'
import type { ChannelRequests } from './store/requests.ts'

export type SubmitDeps = {
  readonly limits?: AbuseLimits
  readonly requests: Pick<ChannelRequests, 'takeIn'>
  readonly rules: IntakeRules
  readonly now: () => Date
}

export type SubmitResult =
  | { readonly outcome: 'accepted'; readonly requestId: string; readonly request: OnboardingRequest }
  | { readonly outcome: 'refused'; readonly errors: readonly IntakeError[] }
  /** The same key was used for another request. */
  | { readonly outcome: 'key-reused' }
  /** Too many requests of this address, of this network, or of all; which one is not told. */
  | { readonly outcome: 'limited' }

/**
 * Stores a request once. With a key, the key says which requests are the same; without one, equal requests of one day
 * are, so that a double click is one request.
 * @param body the parsed JSON, of any shape
 * @param key the caller's idempotency key, if it sent one
 * @param network address the caller is seen under, if that is known
 */
export const createSubmitRequest =
  (deps: SubmitDeps) =>
  async (body: unknown, key?: string, network?: string): Promise<SubmitResult> => {
    const intake = acceptOnboardingRequest(body, deps.rules)
    if (intake.outcome === 'refused') return intake
    const { request } = intake
    const submitter = { email: request.requestor.email, network }
    if (deps.limits && !(await deps.limits.admit(submitter))) return { outcome: 'limited' }
    const submittedAt = deps.now().toISOString()
    const bodyHash = hash('sha256', JSON.stringify(request))
    const requestId =
      key === undefined ? deriveId('request', bodyHash, submittedAt.slice(0, 10)) : deriveId('keyed-request', key)
    const taken = await deps.requests.takeIn(
      { requestId, submittedAt, request },
      key === undefined ? undefined : bodyHash,
    )
    if (taken !== 'stored') deps.limits?.takeBack(submitter)
    if (taken === 'key-reused') return { outcome: 'key-reused' }
    return { outcome: 'accepted', requestId, request }
  }
