// GET /requests/{requestId}?token=…: the status of a request, for whoever has the secret link.

import type { StatusView } from '../../shared/channel/channel-request.ts'
import { renderStatus } from '../../shared/channel/pages/render-status.ts'
import { pageContext, type Site } from '../../shared/channel/site.ts'
import { page } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'

type Deps = {
  readonly site: Site
  readonly readStatus: (requestId: string) => Promise<StatusView | undefined>
}

export const statusPage: Handler<Deps> = async ({ request, requestId, refuse }, { site, readStatus }) => {
  const status = await readStatus(requestId)
  return status
    ? page(renderStatus({ ...pageContext(site, request), ...status, signInUrl: site.signInUrl }))
    : refuse('not-found')
}
