// GET /sign-up/confirmation: says that the request was submitted, and gives the secret link to its status.

import { type Site, shownOf } from '../../shared/channel/site.ts'
import { statusPagePath } from '../../shared/channel/status-address.ts'
import { page } from '../../shared/platform/http.ts'
import type { Serve } from '../serve.ts'

const loadPage = () => import('../../shared/channel/pages/render-confirmation.ts')

export const confirmationPage = (
  serve: Serve,
  { site, tokenSecret }: { readonly site: Site; readonly tokenSecret: string },
): void =>
  serve('ConfirmationPage', async ({ request, requestId }) => {
    const shown = shownOf(site, request)
    const statusUrl = site.publicUrl + statusPagePath(tokenSecret, requestId, shown.language)
    return page((await loadPage()).renderConfirmation({ ...shown, requestId, statusUrl }))
  })
