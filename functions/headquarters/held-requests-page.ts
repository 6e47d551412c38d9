// GET /headquarters/held-requests: requests that a program seems to have filled in.

import type { HeldRequests } from '../../shared/channel/store/held-requests.ts'
import { renderHeldRequests } from '../../shared/headquarters/pages/render-held-requests.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { page } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'
import { noticeOf } from './notice-of.ts'
import type { ReadBridge } from './read-bridge.ts'

const ofEachPart = 20

type Deps = { readonly held: Pick<HeldRequests, 'list'>; readonly readBridge: ReadBridge }

export const heldRequestsPage: Handler<Deps> = async ({ request }, { held, readBridge }) => {
  const [bridge, items] = await Promise.all([readBridge(), held.list(ofEachPart)])
  const notice = noticeOf(staffWords.pages.heldRequests.done, request.query.get('done'), ['take-in', 'discard'])
  return page(renderHeldRequests({ bridge, items, notice }))
}
