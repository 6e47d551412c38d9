// Takes in an onboarding request. One storage transaction, and nothing else: 202 means stored.

import { hash } from 'node:crypto'
import { acceptOnboardingRequest, type IntakeError } from '../domain/accept-onboarding-request.ts'
import type { IntakeRules } from '../domain/field-checks.ts'
import type { OnboardingRequest } from '../domain/onboarding-request.ts'
import { deriveId } from '../platform/ids.ts'
import type { AbuseLimits } from './abuse-limits.ts'
import type { PendingRequest } from './channel-request.ts'
import type { ChannelRequests } from './store/requests.ts'

export type SubmitDeps = {
  readonly limits?: AbuseLimits
  readonly requests: Pick<ChannelRequests, 'takeIn' | 'status'>
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

/** So many equal requests of one day can be decided; more are taken for the last one. */
const mostDecisions = 20

/**
 * Takes in a request without a key. An equal one of the same day is the same only while it is undecided: whoever asks
 * again after a decision is not sent back to it.
 */
const takeInUndecided = async (
  requests: SubmitDeps['requests'],
  { requestId, ...pending }: PendingRequest,
): Promise<{ readonly requestId: string; readonly taken: 'stored' | 'exists' }> => {
  let id = requestId
  for (let before = 0; ; before += 1) {
    if ((await requests.takeIn({ requestId: id, ...pending })) === 'stored') return { requestId: id, taken: 'stored' }
    const status = (await requests.status(id))?.status
    const isDecided = status === 'Approved' || status === 'Declined'
    if (!isDecided || before === mostDecisions) return { requestId: id, taken: 'exists' }
    id = deriveId('request-after', id)
  }
}

const takeIn = async (
  requests: SubmitDeps['requests'],
  pending: Omit<PendingRequest, 'requestId'>,
  bodyHash: string,
  key: string | undefined,
): Promise<{ readonly requestId: string; readonly taken: 'stored' | 'exists' | 'key-reused' }> => {
  if (key === undefined) {
    const requestId = deriveId('request', bodyHash, pending.submittedAt.slice(0, 10))
    return takeInUndecided(requests, { requestId, ...pending })
  }
  const requestId = deriveId('keyed-request', key)
  return { requestId, taken: await requests.takeIn({ requestId, ...pending }, bodyHash) }
}

/**
 * Stores a request once. With a key, the key says which requests are the same; without one, equal requests of one day
 * are, as long as none is decided, so that a double click is one request.
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
    const { requestId, taken } = await takeIn(deps.requests, { submittedAt, request }, bodyHash, key)
    if (taken !== 'stored') deps.limits?.takeBack(submitter)
    if (taken === 'key-reused') return { outcome: 'key-reused' }
    return { outcome: 'accepted', requestId, request }
  }
