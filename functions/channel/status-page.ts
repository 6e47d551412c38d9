// GET /requests/{requestId}?token=…: the status of a request, for whoever has the secret link.

import type { StatusView } from '../../shared/channel/request-status.ts'
import { type Site, shownOf } from '../../shared/channel/site.ts'
import { page } from '../../shared/platform/http.ts'
import type { Serve } from '../serve.ts'

const loadPage = () => import('../../shared/channel/pages/render-status.ts')

type Deps = {
  readonly site: Site
  readonly readStatus: (requestId: string) => Promise<StatusView | undefined>
}

export const statusPage = (serve: Serve, { site, readStatus }: Deps): void =>
  serve('StatusPage', async ({ request, requestId, refuse }) => {
    const status = await readStatus(requestId)
    return status
      ? page((await loadPage()).renderStatus({ ...shownOf(site, request), ...status, signInUrl: site.signInUrl }))
      : refuse('not-found')
  })
