// POST /headquarters/customer-hierarchies/{hierarchyId}/override/{overrideId}/undo: has an override taken back.

import { linkTo } from '../../shared/domain/link-to.ts'
import { orderUndo } from '../../shared/headquarters/order-override.ts'
import { seeOther } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Handler } from '../visit.ts'
import type { ComparisonDeps } from './read-comparison.ts'
import { readPartner } from './read-partner.ts'

type Deps = Pick<ComparisonDeps, 'headquarters' | 'now'>

export const undoOverride: Handler<Deps> = async ({ request, who, note, refuse }, { headquarters, now }) => {
  const { hierarchyId, overrideId } = request.params
  const kept = await readPartner(headquarters, hierarchyId)
  const id = asGuid(overrideId)
  if (!kept || !id) return refuse('not-found')
  const members = await orderUndo(headquarters, kept, { overrideId: id, who, now: now() })
  note(members ? { after: { override: id, members: members.join(', ') } } : { outcome: 'nothing' })
  const done = members ? 'undo' : 'too-late'
  return seeOther(linkTo('CompareMembersPage', { hierarchyId: kept.head.hierarchyId }, { done }))
}
