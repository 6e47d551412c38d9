// GET /headquarters/customer-hierarchies/{hierarchyId}/override: what an override would change. POST: has it done.

import { linkTo } from '../../shared/domain/link-to.ts'
import { orderOverride, readSeen, seenTerms } from '../../shared/headquarters/order-override.ts'
import { type OverridePage, renderOverride } from '../../shared/headquarters/pages/render-override.ts'
import type { Notice } from '../../shared/headquarters/pages/staff-layout.ts'
import type { KeptPartner } from '../../shared/headquarters/store/hierarchies.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { page, seeOther } from '../../shared/platform/http.ts'
import type { Handler, Visit } from '../visit.ts'
import { type ComparisonDeps, readComparison } from './read-comparison.ts'
import { readPartner } from './read-partner.ts'

const words = staffWords.pages.override

type Shown = Pick<OverridePage, 'ticked' | 'before' | 'notice'>

const show = async (deps: ComparisonDeps, visit: Visit, kept: KeptPartner, shown: Shown = {}, status = 200) => {
  const known = await readComparison(deps, visit, kept)
  const seen = JSON.stringify(seenTerms(known.comparison))
  return page(renderOverride({ ...known, ...shown, seen }), status)
}

const override = async (deps: ComparisonDeps, visit: Visit, kept: KeptPartner) => {
  const { form, note, who } = visit
  const ticked = { fields: form.getAll('field'), members: form.getAll('member') }
  const seen = form.get('seen') ?? ''
  const result = await orderOverride(deps.headquarters, kept, { ...ticked, seen, who, now: deps.now() })
  if (result.outcome === 'ordered') {
    const members = result.members.map(({ customerId }) => customerId).join(', ')
    note({ after: { members, ...result.values } })
    return seeOther(linkTo('CompareMembersPage', { hierarchyId: kept.head.hierarchyId }, { done: 'override' }))
  }
  note({ outcome: 'refused', after: { result: result.outcome } })
  const isOld = result.outcome === 'changed-meanwhile'
  const notice: Notice = { tone: 'warn', text: isOld ? words.changedMeanwhile : words.nothingChosen }
  const before = isOld ? readSeen(seen) : undefined
  return show(deps, visit, kept, { ticked, notice, before }, isOld ? 409 : 400)
}

export const overrideMembersPage: Handler<ComparisonDeps> = async (visit, deps) => {
  const { params, method } = visit.request
  const kept = await readPartner(deps.headquarters, params['hierarchyId'])
  if (!kept) return visit.refuse('not-found')
  return method === 'POST' ? override(deps, visit, kept) : show(deps, visit, kept)
}
