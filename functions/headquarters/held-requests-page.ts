// GET /headquarters/held-requests: requests that a program seems to have filled in.

import type { HeldRequests } from '../../shared/channel/store/held-requests.ts'
import { renderHeldRequests } from '../../shared/headquarters/pages/render-held-requests.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { page } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'
import { noticeOf } from './notice-of.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'

const ofEachPart = 20

type Deps = { readonly held: Pick<HeldRequests, 'list'>; readonly readBridge: ReadBridge }

export const heldRequestsPage: Handler<Deps> = async (visit, { held, readBridge }) => {
  const [frame, items] = await Promise.all([readFrame(visit, readBridge), held.list(ofEachPart)])
  const notice = noticeOf(staffWords.pages.heldRequests.done, visit.request.query.get('done'), ['take-in', 'discard'])
  return page(renderHeldRequests({ ...frame, items, notice }))
}
