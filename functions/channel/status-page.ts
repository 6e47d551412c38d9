// GET /requests/{requestId}?token=…: the status of a request, for whoever has the secret link.

import type { StatusView } from '../../shared/channel/channel-request.ts'
import { renderStatus } from '../../shared/channel/pages/render-status.ts'
import { pageContext, type Site } from '../../shared/channel/site.ts'
import { answerPagePath, withdrawPagePath } from '../../shared/channel/status-address.ts'
import type { UsualTimeStore } from '../../shared/channel/store/usual-time.ts'
import { page } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'

type Deps = {
  readonly site: Site
  readonly tokenSecret: string
  readonly usualTime: Pick<UsualTimeStore, 'read'>
  readonly readStatus: (requestId: string) => Promise<StatusView | undefined>
}

export const statusPage: Handler<Deps> = async ({ request, requestId, refuse }, deps) => {
  const { site, readStatus, tokenSecret, usualTime } = deps
  const [status, usualDays] = await Promise.all([readStatus(requestId), usualTime.read()])
  if (!status) return refuse('not-found')
  const context = pageContext(site, request)
  const { signInUrl, logoUrl } = context.channel
  const shown = { language: context.language, ...context.carried }
  const isOpen = status.status === 'Submitted' || status.status === 'InReview'
  const withdrawUrl = isOpen ? withdrawPagePath(tokenSecret, requestId, shown) : undefined
  const answerUrl = status.question && answerPagePath(tokenSecret, requestId, shown)
  return page(renderStatus({ ...context, ...status, usualDays, signInUrl, withdrawUrl, answerUrl }), 200, logoUrl)
}
