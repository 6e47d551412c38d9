// GET /sign-up/confirmation: says that the request was submitted, and gives the secret link to its status.

import { renderConfirmation } from '../../shared/channel/pages/render-confirmation.ts'
import { carriedFor, originFor, pageContext, type Site } from '../../shared/channel/site.ts'
import { statusPagePath } from '../../shared/channel/status-address.ts'
import type { UsualTimeStore } from '../../shared/channel/store/usual-time.ts'
import { page } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'

type Deps = {
  readonly site: Site
  readonly tokenSecret: string
  readonly usualTime: Pick<UsualTimeStore, 'read'>
}

export const confirmationPage: Handler<Deps> = async ({ request, requestId }, { site, tokenSecret, usualTime }) => {
  const context = pageContext(site, request)
  const { language, channel, carried } = context
  const shown = { language, ...carriedFor(site, channel.name) }
  const statusUrl = originFor(site, channel.name) + statusPagePath(tokenSecret, requestId, shown)
  const usualDays = await usualTime.read()
  const shownPage = renderConfirmation({ ...context, requestId, statusUrl, usualDays, back: carried.return })
  return page(shownPage, 200, channel.logoUrl)
}
