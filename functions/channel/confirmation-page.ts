// GET /sign-up/confirmation: says that the request was submitted, and gives the secret link to its status.

import { renderConfirmation } from '../../shared/channel/pages/render-confirmation.ts'
import { type Site, shownOf } from '../../shared/channel/site.ts'
import { statusPagePath } from '../../shared/channel/status-address.ts'
import { page } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'

export const confirmationPage: Handler<{ readonly site: Site; readonly tokenSecret: string }> = async (
  { request, requestId },
  { site, tokenSecret },
) => {
  const shown = shownOf(site, request)
  const statusUrl = site.publicUrl + statusPagePath(tokenSecret, requestId, shown.language)
  return page(renderConfirmation({ ...shown, requestId, statusUrl }))
}
