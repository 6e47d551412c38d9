// GET and POST /requests/{requestId}/address: where the link of the mail *Request received* leads, and its button.

import type { StatusView } from '../../shared/channel/channel-request.ts'
import { renderConfirmAddress } from '../../shared/channel/pages/render-confirm-address.ts'
import { pageContext, type Site } from '../../shared/channel/site.ts'
import { confirmPagePath, statusPagePath } from '../../shared/channel/status-address.ts'
import { isConfirmToken } from '../../shared/channel/status-token.ts'
import { page, seeOther } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'

type Deps = {
  readonly site: Site
  readonly tokenSecret: string
  readonly tokenSecrets: readonly string[]
  readonly readStatus: (requestId: string) => Promise<StatusView | undefined>
  readonly confirmRequest: (requestId: string) => Promise<'done' | 'unknown'>
}

export const confirmAddressPage: Handler<Deps> = async ({ request, requestId, refuse }, deps) => {
  const { site, tokenSecret, tokenSecrets } = deps
  if (!isConfirmToken(tokenSecrets, requestId, request.query.get('confirm') ?? '')) return refuse('not-found')
  const status = await deps.readStatus(requestId)
  if (!status) return refuse('not-found')
  const context = pageContext(site, request)
  const shown = { language: context.language, ...context.carried }
  const action = confirmPagePath(tokenSecret, requestId, shown)
  if (request.method === 'POST')
    return (await deps.confirmRequest(requestId)) === 'done' ? seeOther(action) : refuse('not-found')
  const statusUrl = statusPagePath(tokenSecret, requestId, shown)
  const isConfirmed = status.confirmedAt !== undefined
  const { logoUrl } = context.channel
  return page(renderConfirmAddress({ ...context, requestId, isConfirmed, action, statusUrl }), 200, logoUrl)
}
