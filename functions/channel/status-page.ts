// GET /requests/{requestId}?token=…: the status of a request, for whoever has the secret link.

import { app } from '@azure/functions'
import { isStatusToken, type StatusView } from '../../shared/channel/request-status.ts'
import { page } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import { type SiteDeps, sitePage } from './site-page.ts'

const loadPage = () => import('../../shared/channel/pages/status-page.ts')

type Deps = SiteDeps & {
  readonly readStatus: (requestId: string) => Promise<StatusView | undefined>
  readonly tokenSecret: string
}

export const statusPage = (deps: Deps): void =>
  app.http('StatusPage', {
    route: 'requests/{requestId}',
    methods: ['GET'],
    authLevel: 'anonymous',
    handler: sitePage(deps, async ({ request, shown, refuse }) => {
      const requestId = asGuid(request.params['requestId'])
      const token = request.query.get('token') ?? ''
      const status =
        requestId && isStatusToken(deps.tokenSecret, requestId, token) ? await deps.readStatus(requestId) : undefined
      return status
        ? page((await loadPage()).statusPage({ ...shown, ...status, signInUrl: deps.site.signInUrl }))
        : refuse('not-found')
    }),
  })
