// GET /api/onboarding-requests/{requestId}?token=…: the applicant's status, for whoever has the secret link.

import type { StatusView } from '../../shared/channel/channel-request.ts'
import { statusPagePath } from '../../shared/channel/status-address.ts'
import { referenceOf } from '../../shared/domain/reference.ts'
import { json, prefersPage, seeOther } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'

type Deps = {
  readonly readStatus: (requestId: string) => Promise<StatusView | undefined>
  readonly tokenSecret: string
}

export const getOnboardingRequest: Handler<Deps> = async (
  { request, requestId, refuse },
  { readStatus, tokenSecret },
) => {
  if (prefersPage(request)) {
    const channel = request.query.get('channel')
    return seeOther(statusPagePath(tokenSecret, requestId, channel === null ? {} : { channel }))
  }
  const status = await readStatus(requestId)
  return status ? json(200, { ...status, reference: referenceOf(requestId) }, { vary: 'accept' }) : refuse('not-found')
}
