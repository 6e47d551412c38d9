// GET /headquarters/erasures/prospects/{prospectId}: asks once more. POST: erases everything personal of a rejected request.

import { erasureAsked, erasureRefusal } from '../../shared/domain/erasure.ts'
import { linkTo } from '../../shared/domain/link-to.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import type { EraseOrder, EraseResult } from '../../shared/headquarters/erase-prospect.ts'
import { renderErase } from '../../shared/headquarters/pages/render-erase.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { page, seeOther } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import { reasonIn } from '../reason-in.ts'
import type { Handler, Visit } from '../visit.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'

type Deps = {
  readonly headquarters: Pick<HeadquartersStore, 'prospects'>
  readonly eraseProspect: (order: EraseOrder) => Promise<EraseResult>
  readonly readBridge: ReadBridge
}

const words = staffWords.pages.erase

const show = async (visit: Visit, deps: Deps, prospect: Prospect, isWrong = false) => {
  const { prospectId, number, request } = prospect
  const notice = isWrong ? ({ tone: 'bad', text: words.wrong } as const) : undefined
  return page(
    renderErase({
      ...(await readFrame(visit, deps.readBridge)),
      prospectId,
      number,
      companyName: request.company.name,
      reason: visit.form.get('reason') ?? '',
      notice,
    }),
    isWrong ? 400 : 200,
  )
}

export const eraseProspectPage: Handler<Deps> = async (visit, deps) => {
  const { request, form, actor, note, refuse } = visit
  const prospectId = asGuid(request.params['prospectId'])
  const prospect = prospectId && (await deps.headquarters.prospects.readAlone(prospectId))
  if (!prospect) return refuse('not-found')
  // One that is erased already ends well: whoever was cut off presses again.
  const isThere = !erasureRefusal(prospect)
  if (request.method === 'GET') return isThere && !prospect.erased ? show(visit, deps, prospect) : refuse('not-found')
  const why = reasonIn(form)
  if (why === undefined || form.get('number')?.trim().toUpperCase() !== prospect.number) {
    note({ outcome: 'refused' })
    return show(visit, deps, prospect, true)
  }
  const result = await deps.eraseProspect({ prospectId: prospect.prospectId, who: actor, why, judge: erasureAsked })
  if (result !== 'done') {
    note({ outcome: 'refused', after: { result } })
    return refuse('changed-meanwhile')
  }
  return seeOther(linkTo('ProspectPage', { prospectId: prospect.prospectId }, { done: 'erased' }))
}
