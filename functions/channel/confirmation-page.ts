// GET /sign-up/confirmation: says that the request was submitted, and gives the secret link to its status.

import { app } from '@azure/functions'
import { confirmationPage as render } from '../../shared/channel/pages/confirmation-page.ts'
import { isStatusToken } from '../../shared/channel/request-status.ts'
import { statusPagePath } from '../../shared/channel/status-address.ts'
import { page } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import { type SiteDeps, sitePage } from './site-page.ts'

export const confirmationPage = (deps: SiteDeps & { readonly tokenSecret: string }): void =>
  app.http('ConfirmationPage', {
    route: 'sign-up/confirmation',
    methods: ['GET'],
    authLevel: 'anonymous',
    handler: sitePage(deps, async ({ request, shown, refuse }) => {
      const requestId = asGuid(request.query.get('request'))
      const token = request.query.get('token') ?? ''
      if (!requestId || !isStatusToken(deps.tokenSecret, requestId, token)) return refuse('not-found')
      return page(
        render({ ...shown, requestId, statusUrl: deps.site.publicUrl + statusPagePath(deps.tokenSecret, requestId) }),
      )
    }),
  })
