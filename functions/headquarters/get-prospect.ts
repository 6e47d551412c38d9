// GET /api/prospects/{prospectId}: one prospect with everything known of it.

import type { ProspectView } from '../../shared/domain/prospect-view.ts'
import { prospectJson } from '../../shared/headquarters/prospect-json.ts'
import { json } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Serve } from '../serve.ts'

type Deps = { readonly readProspect: (id: string) => Promise<ProspectView | undefined> }

export const getProspect = (serve: Serve, deps: Deps): void =>
  serve('GetProspect', async ({ request, refuse }) => {
    const id = asGuid(request.params['prospectId'])
    const prospect = id && (await deps.readProspect(id))
    return prospect ? json(200, prospectJson(prospect)) : refuse('not-found')
  })
