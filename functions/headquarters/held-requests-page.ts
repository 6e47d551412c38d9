// GET /headquarters/held-requests: requests that a program seems to have filled in.

import type { HeldRequests } from '../../shared/channel/store/held-requests.ts'
import { renderHeldRequests } from '../../shared/headquarters/pages/render-held-requests.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { page } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'
import { noticeOf } from './notice-of.ts'

const ofEachPart = 20

export const heldRequestsPage: Handler<{ readonly held: Pick<HeldRequests, 'list'> }> = async ({ request }, { held }) =>
  page(
    renderHeldRequests({
      items: await held.list(ofEachPart),
      notice: noticeOf(staffWords.pages.heldRequests.done, request.query.get('done'), ['take-in', 'discard']),
    }),
  )
