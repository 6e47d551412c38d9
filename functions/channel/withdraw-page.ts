// GET and POST /requests/{requestId}/withdrawal: asks whether a request shall be withdrawn, and withdraws it.

import type { StatusView } from '../../shared/channel/channel-request.ts'
import { renderWithdraw } from '../../shared/channel/pages/render-withdraw.ts'
import { pageContext, type Site } from '../../shared/channel/site.ts'
import { statusPagePath, withdrawPagePath } from '../../shared/channel/status-address.ts'
import { page, seeOther } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'

type Deps = {
  readonly site: Site
  readonly tokenSecret: string
  readonly readStatus: (requestId: string) => Promise<StatusView | undefined>
  readonly withdrawRequest: (requestId: string) => Promise<'done' | 'decided' | 'unknown'>
}

export const withdrawPage: Handler<Deps> = async ({ request, requestId, refuse }, deps) => {
  const { site, tokenSecret } = deps
  const status = await deps.readStatus(requestId)
  if (!status) return refuse('not-found')
  const context = pageContext(site, request)
  const shown = { language: context.language, ...context.carried }
  const statusUrl = statusPagePath(tokenSecret, requestId, shown)
  if (request.method === 'POST') {
    // Where it is too late the status says so.
    return (await deps.withdrawRequest(requestId)) === 'unknown' ? refuse('not-found') : seeOther(statusUrl)
  }
  if (status.decidedAt !== undefined) return seeOther(statusUrl)
  const action = withdrawPagePath(tokenSecret, requestId, shown)
  return page(renderWithdraw({ ...context, requestId, action, statusUrl }), 200, context.channel.logoUrl)
}
