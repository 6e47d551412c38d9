// POST /headquarters/prospects/{prospectId}/repair/{action}: has a prospect looked at now, or its lead written again.

import { linkTo } from '../../shared/domain/link-to.ts'
import { lookAtProspect, type RepairDeps, writeLeadAgain } from '../../shared/dual-write/repair-prospect.ts'
import { seeOther } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Handler } from '../visit.ts'

export const repairProspect: Handler<RepairDeps> = async ({ request, who, refuse, note }, deps) => {
  const prospectId = asGuid(request.params['prospectId'])
  const action = request.params['action']
  if (!prospectId || (action !== 'look' && action !== 'write-lead')) return refuse('not-found')
  const done = await (action === 'look' ? lookAtProspect(deps, prospectId) : writeLeadAgain(deps, prospectId, who))
  if (done === 'unknown') return refuse('not-found')
  if (done !== 'asked') note({ outcome: 'nothing', after: { result: done } })
  const told = done === 'asked' ? action : done
  return seeOther(linkTo('ProspectPage', { prospectId }, { done: told }))
}
