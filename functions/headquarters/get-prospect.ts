// GET /api/prospects/{prospectId}: one prospect with everything known of it.

import { prospectJson } from '../../shared/headquarters/prospect-json.ts'
import { readProspectView } from '../../shared/headquarters/read-prospect-view.ts'
import type { ClocksNow } from '../../shared/headquarters/stage-clock.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { json } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Handler } from '../visit.ts'

type Deps = {
  readonly headquarters: HeadquartersStore
  readonly clocks: () => ClocksNow
}

export const getProspect: Handler<Deps> = async ({ request, refuse, desk }, deps) => {
  const id = asGuid(request.params['prospectId'])
  const prospect = id && (await readProspectView(deps.headquarters, id))
  const clocks = deps.clocks()
  return prospect ? json(200, prospectJson(prospect, desk, clocks)) : refuse('not-found')
}
