// GET /sign-up/confirmation: says that the request was submitted, and gives the secret link to its status.

import { renderConfirmation } from '../../shared/channel/pages/render-confirmation.ts'
import { pageContext, type Site } from '../../shared/channel/site.ts'
import { statusPagePath } from '../../shared/channel/status-address.ts'
import { page } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'

export const confirmationPage: Handler<{ readonly site: Site; readonly tokenSecret: string }> = async (
  { request, requestId },
  { site, tokenSecret },
) => {
  const context = pageContext(site, request)
  const statusUrl = site.publicUrl + statusPagePath(tokenSecret, requestId, context.language)
  return page(renderConfirmation({ ...context, requestId, statusUrl }))
}
