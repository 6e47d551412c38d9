// POST /headquarters/held-requests/{requestId}/{action}: takes in a request that was kept apart, or discards it.

import type { HeldRequests } from '../../shared/channel/store/held-requests.ts'
import { linkTo } from '../../shared/domain/link-to.ts'
import type { Log } from '../../shared/domain/log-events.ts'
import { seeOther } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Handler } from '../visit.ts'

type Deps = { readonly held: Pick<HeldRequests, 'takeIn' | 'discard'>; readonly log: Log }

export const changeHeldRequest: Handler<Deps> = async ({ request, refuse }, { held, log }) => {
  const requestId = asGuid(request.params['requestId'])
  const action = request.params['action']
  if (!requestId || (action !== 'take-in' && action !== 'discard')) return refuse('not-found')
  const isDone = await (action === 'take-in' ? held.takeIn(requestId) : held.discard(requestId))
  if (isDone && action === 'take-in') log.info('request-submitted', { correlationId: requestId })
  return seeOther(linkTo('HeldRequestsPage', {}, { done: isDone ? action : 'gone' }))
}
