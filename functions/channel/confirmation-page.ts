// GET /sign-up/confirmation: says that the request was submitted, and gives the secret link to its status.

import { app } from '@azure/functions'
import { isStatusToken } from '../../shared/channel/request-status.ts'
import { statusPagePath } from '../../shared/channel/status-address.ts'
import { page } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import { type SiteDeps, sitePage } from './site-page.ts'

const loadPage = () => import('../../shared/channel/pages/confirmation-page.ts')

export const confirmationPage = (deps: SiteDeps & { readonly tokenSecret: string }): void =>
  app.http('ConfirmationPage', {
    route: 'sign-up/confirmation',
    methods: ['GET'],
    authLevel: 'anonymous',
    handler: sitePage(deps, async ({ request, shown, language, refuse }) => {
      const requestId = asGuid(request.query.get('request'))
      const token = request.query.get('token') ?? ''
      if (!requestId || !isStatusToken(deps.tokenSecret, requestId, token)) return refuse('not-found')
      return page(
        (await loadPage()).confirmationPage({
          ...shown,
          requestId,
          statusUrl: deps.site.publicUrl + statusPagePath(deps.tokenSecret, requestId, language),
        }),
      )
    }),
  })
