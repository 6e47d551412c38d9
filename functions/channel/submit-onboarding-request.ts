// POST /api/onboarding-requests: takes in a request from any B2B site.

import { statusAddress } from '../../shared/channel/status-address.ts'
import type { Sender, SubmitResult } from '../../shared/channel/submit-request.ts'
import type { Log } from '../../shared/domain/log-events.ts'
import { json } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'

const visibleAscii = /^[\x21-\x7e]{1,255}$/

type Deps = {
  readonly submit: (body: unknown, key?: string, sender?: Sender) => Promise<SubmitResult>
  readonly publicUrl: string
  readonly tokenSecret: string
  readonly log: Log
}

export const submitOnboardingRequest: Handler<Deps> = async (
  { request, sender, body, refuse },
  { submit, publicUrl, tokenSecret, log },
) => {
  const key = request.headers.get('idempotency-key') ?? undefined
  if (key !== undefined && !visibleAscii.test(key)) return refuse('invalid-idempotency-key')
  const result = await submit(body, key, sender)
  if (result.outcome === 'refused') return refuse('invalid-request', result.errors)
  if (result.outcome === 'limited') return refuse('too-many-requests', undefined, result.retryAfter)
  if (result.outcome !== 'accepted') return refuse('idempotency-key-reused')
  const { requestId } = result
  log.info('request-submitted', { correlationId: requestId })
  return json(202, { requestId, status: 'Submitted', statusUrl: statusAddress(publicUrl, tokenSecret, requestId) })
}
