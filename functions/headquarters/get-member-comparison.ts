// GET /api/customer-hierarchies/{hierarchyId}/comparison: its members side by side.

import { compareMembers } from '../../shared/headquarters/compare-members.ts'
import { json } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'
import type { ComparisonDeps } from './read-comparison.ts'
import { readPartner } from './read-partner.ts'

type Deps = Pick<ComparisonDeps, 'headquarters' | 'now'>

export const getMemberComparison: Handler<Deps> = async ({ request, refuse }, { headquarters, now }) => {
  const kept = await readPartner(headquarters, request.params['hierarchyId'])
  return kept ? json(200, await compareMembers(headquarters, kept, now())) : refuse('not-found')
}
