// GET /headquarters/customer-hierarchies/{hierarchyId}/partner/{action}: asks once more. POST: suspends, resumes or ends it.

import { linkTo } from '../../shared/domain/link-to.ts'
import { renderChangePartner } from '../../shared/headquarters/pages/render-change-partner.ts'
import type { Notice } from '../../shared/headquarters/pages/staff-layout.ts'
import { actsOnPartner, asPartnerAct, type PartnerAct } from '../../shared/headquarters/partner-acts.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import type { KeptPartner } from '../../shared/headquarters/store/hierarchies.ts'
import { changePartnerStatus, statusOfPartner } from '../../shared/headquarters/users/change-partner-status.ts'
import { etagOf } from '../../shared/headquarters/users/staff-user-change.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { page, seeOther } from '../../shared/platform/http.ts'
import { reasonIn } from '../reason-in.ts'
import type { Handler, Visit } from '../visit.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'
import { labelOf, readPartner } from './read-partner.ts'

type Deps = {
  readonly headquarters: HeadquartersStore
  readonly readBridge: ReadBridge
  readonly now: () => Date
}

const words = staffWords.pages.changePartner

type Shown = { readonly notice?: Notice; readonly reason?: string }

const show = async (deps: Deps, visit: Visit, kept: KeptPartner, action: PartnerAct, shown: Shown, status = 200) =>
  page(
    renderChangePartner({
      ...(await readFrame(visit, deps.readBridge)),
      hierarchyId: kept.head.hierarchyId,
      partner: labelOf(kept),
      action,
      etag: etagOf(kept),
      ...shown,
    }),
    status,
  )

const change = async (deps: Deps, visit: Visit, kept: KeptPartner, action: PartnerAct) => {
  const { form, note, refuse } = visit
  const { hierarchyId } = kept.head
  const reason = reasonIn(form)
  if (reason === undefined) {
    note({ outcome: 'refused' })
    const typed = form.get('reason') ?? ''
    return show(deps, visit, kept, action, { notice: { tone: 'bad', text: words.noReason }, reason: typed }, 400)
  }
  const order = { action, etag: form.get('etag') ?? '', reason, at: deps.now().toISOString() }
  const result = await changePartnerStatus(deps.headquarters, kept, order)
  if (result.outcome === 'applied' || result.outcome === 'as-before') {
    note(
      result.outcome === 'applied'
        ? { before: { status: result.before }, after: { status: result.after } }
        : { outcome: 'nothing' },
    )
    return seeOther(linkTo('CustomerHierarchyPage', { hierarchyId }, { done: action }))
  }
  note({ outcome: 'refused', after: { result: result.outcome } })
  if (result.outcome === 'impossible') return refuse('changed-meanwhile')
  const now = (await readPartner(deps.headquarters, hierarchyId)) ?? kept
  const notice: Notice = { tone: 'warn', text: staffWords.pages.changeUser.changedMeanwhile }
  return show(deps, visit, now, action, { notice, reason }, 409)
}

export const changePartnerPage: Handler<Deps> = async (visit, deps) => {
  const { params, method } = visit.request
  const action = asPartnerAct(params['action'])
  const kept = action && (await readPartner(deps.headquarters, params['hierarchyId']))
  if (!kept) return visit.refuse('not-found')
  if (method === 'POST') return change(deps, visit, kept, action)
  // An old link to what cannot be done any more.
  if (!actsOnPartner(statusOfPartner(kept)).includes(action)) return visit.refuse('not-found')
  return show(deps, visit, kept, action, {})
}
