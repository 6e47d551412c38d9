// GET /api/onboarding-requests/{requestId}?token=…: the applicant's status, for whoever has the secret link.

import { app } from '@azure/functions'
import { isStatusToken, type StatusView } from '../../shared/channel/request-status.ts'
import { statusPagePath } from '../../shared/channel/status-address.ts'
import { answering, json, problem, seeOther } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Log } from '../../shared/platform/log.ts'

type Deps = {
  readonly readStatus: (requestId: string) => Promise<StatusView | undefined>
  readonly tokenSecret: string
  readonly log: Log
}

export const getOnboardingRequest = (deps: Deps): void =>
  app.http('GetOnboardingRequest', {
    route: 'api/onboarding-requests/{requestId}',
    methods: ['GET'],
    authLevel: 'anonymous',
    handler: answering(deps.log, async (request) => {
      const requestId = asGuid(request.params['requestId'])
      // A wrong token and an unknown request must not be told apart.
      if (!requestId || !isStatusToken(deps.tokenSecret, requestId, request.query.get('token') ?? ''))
        return problem('not-found')
      if (request.headers.get('accept')?.includes('text/html'))
        return seeOther(statusPagePath(deps.tokenSecret, requestId))
      const status = await deps.readStatus(requestId)
      return status ? json(200, status, { vary: 'accept' }) : problem('not-found')
    }),
  })
