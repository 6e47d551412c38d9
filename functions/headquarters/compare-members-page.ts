// GET /headquarters/customer-hierarchies/{hierarchyId}/compare: its members side by side.

import { renderComparison } from '../../shared/headquarters/pages/render-comparison.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { page } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'
import { noticeOf } from './notice-of.ts'
import { type ComparisonDeps, readComparison } from './read-comparison.ts'
import { readPartner } from './read-partner.ts'

export const compareMembersPage: Handler<ComparisonDeps> = async (visit, deps) => {
  const kept = await readPartner(deps.headquarters, visit.request.params['hierarchyId'])
  if (!kept) return visit.refuse('not-found')
  const { done } = staffWords.pages.comparison
  const notice = noticeOf(done, visit.request.query.get('done'), ['override', 'undo'])
  return page(renderComparison({ ...(await readComparison(deps, visit, kept)), notice }))
}
