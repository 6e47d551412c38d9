// Keeps apart what a program seems to have filled in, for staff to look at: a person whose browser filled in the hidden
// field must not be lost, and a program must not learn that it was recognized.

import { acceptOnboardingRequest } from '../domain/accept-onboarding-request.ts'
import { deriveId } from '../platform/ids.ts'
import type { HeldRequests } from './store/held-requests.ts'
import { acceptedAt, hashOf, type Sender, type SubmitDeps, type SubmitResult } from './submit-request.ts'

type HoldDeps = Pick<SubmitDeps, 'limits' | 'rules' | 'now'> & { readonly held: Pick<HeldRequests, 'keep'> }

/** Keeps a request apart. It is checked, counted and answered as one that is taken in. */
export const createHoldRequest =
  ({ limits, held, rules, now }: HoldDeps) =>
  async (body: unknown, sender: Sender): Promise<SubmitResult> => {
    const intake = acceptOnboardingRequest(body, rules)
    const email = intake.outcome === 'accepted' ? intake.request.requestor.email : undefined
    const admission = (await limits?.admit({ ...sender, email })) ?? { outcome: 'admitted' }
    if (admission.outcome === 'limited') return admission
    if (intake.outcome === 'refused') return intake
    const submittedAt = now().toISOString()
    const bodyHash = hashOf(intake)
    const request = acceptedAt(intake, submittedAt)
    const requestId = deriveId('held-request', bodyHash, submittedAt.slice(0, 10))
    await held.keep({ requestId, submittedAt, request })
    return { outcome: 'accepted', requestId, request }
  }
