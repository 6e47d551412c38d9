// POST /api/onboarding-requests: takes in a request from any B2B site.

import { carriedFor, originFor, type Site } from '../../shared/channel/site.ts'
import { statusAddress } from '../../shared/channel/status-address.ts'
import type { Sender, SubmitResult } from '../../shared/channel/submit-request.ts'
import type { Log } from '../../shared/domain/log-events.ts'
import { referenceOf } from '../../shared/domain/reference.ts'
import { json } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'

const visibleAscii = /^[\x21-\x7e]{1,255}$/

type Deps = {
  readonly submit: (body: unknown, key?: string, sender?: Sender) => Promise<SubmitResult>
  readonly site: Site
  readonly tokenSecret: string
  readonly log: Log
}

export const submitOnboardingRequest: Handler<Deps> = async (
  { request, sender, body, refuse },
  { submit, site, tokenSecret, log },
) => {
  const key = request.headers.get('idempotency-key') ?? undefined
  if (key !== undefined && !visibleAscii.test(key)) return refuse('invalid-idempotency-key')
  const result = await submit(body, key, sender)
  if (result.outcome === 'refused') return refuse('invalid-request', result.errors)
  if (result.outcome === 'limited') return refuse('too-many-requests', undefined, result.retryAfter)
  if (result.outcome !== 'accepted') return refuse('idempotency-key-reused')
  const { requestId, request: taken, isRepeat } = result
  const carried = carriedFor(site, taken.channel)
  if (!isRepeat) log.info('request-submitted', { correlationId: requestId })
  const statusUrl = statusAddress(originFor(site, taken.channel), tokenSecret, requestId, carried)
  return json(202, { requestId, status: 'Submitted', statusUrl, reference: referenceOf(requestId) })
}
