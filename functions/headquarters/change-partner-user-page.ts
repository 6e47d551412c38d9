// GET /headquarters/customer-hierarchies/{hierarchyId}/users/{userId}/{action}: asks once more. POST: changes the user.

import { isActive, type KeptMember } from '../../shared/domain/customer-hierarchy.ts'
import { linkTo } from '../../shared/domain/link-to.ts'
import type { ChosenReason } from '../../shared/domain/users/user.ts'
import { readUserChange } from '../../shared/domain/users/user-fields.ts'
import { renderChangeUser } from '../../shared/headquarters/pages/render-change-user.ts'
import type { Notice } from '../../shared/headquarters/pages/staff-layout.ts'
import { statusOf } from '../../shared/headquarters/store/partner-lines.ts'
import { asUserAct, type UserAct, userActs } from '../../shared/headquarters/user-acts.ts'
import type { ApplyUserChangeDeps } from '../../shared/headquarters/users/apply-user-change.ts'
import { etagOf, type StaffChange, staffUserChange } from '../../shared/headquarters/users/staff-user-change.ts'
import { nameOf } from '../../shared/languages/staff/name-words.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { forMany } from '../../shared/platform/for-many.ts'
import { page, seeOther } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Handler, Visit } from '../visit.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'
import { labelOf, readPartner } from './read-partner.ts'

type Deps = ApplyUserChangeDeps & { readonly readBridge: ReadBridge }

const words = staffWords.pages.changeUser

/** What came of it instead of the change, for people. */
export const noticeOfChange = (result: Exclude<StaffChange, { outcome: 'applied' }>): Notice =>
  result.outcome === 'refused'
    ? { tone: 'bad', text: words.refused(nameOf(staffWords.names.userReasons, result.because.code)) }
    : { tone: 'warn', text: words.changedMeanwhile }

const addressOf = async ({ headquarters: { customers } }: Deps, { customerId, home }: KeptMember) => {
  const found = await (home === undefined ? customers.locate(customerId) : customers.read(home, customerId))
  return found?.value.type === 'Person' && found.value.email ? { email: found.value.email } : {}
}

const show = async (deps: Deps, visit: Visit, userId: string, action: UserAct, notice?: Notice, status = 200) => {
  const kept = await readPartner(deps.headquarters, visit.request.params['hierarchyId'])
  const member = kept?.place(userId).member
  if (!kept || !member) return visit.refuse('not-found')
  const others =
    action === 'hand-over' ? kept.members.filter((each) => isActive(each) && each.customerId !== userId) : []
  const shown = ({ customerId, name }: KeptMember) => ({ userId: customerId, name })
  return page(
    renderChangeUser({
      ...(await readFrame(visit, deps.readBridge)),
      hierarchyId: kept.head.hierarchyId,
      partner: labelOf(kept),
      user: shown(member),
      action,
      etag: etagOf(kept),
      // Two may have one name.
      others: await forMany(others, async (each) => ({ ...shown(each), ...(await addressOf(deps, each)) })),
      notice,
    }),
    status,
  )
}

/** Why and how, as the form says it; `undefined` when it says nothing that is known. */
const disabling = (form: URLSearchParams): { reason: ChosenReason; note?: string } | undefined => {
  const note = form.get('note')?.trim()
  const read = readUserChange({ status: 'Disabled', reason: form.get('reason') ?? '', ...(note ? { note } : {}) })
  if ('errors' in read || read.change.kind !== 'disable') return undefined
  const { reason, note: said } = read.change
  return { reason, ...(said ? { note: said } : {}) }
}

const change = async (deps: Deps, visit: Visit, userId: string, action: UserAct) => {
  const { form, who, refuse, note, request } = visit
  const kept = await readPartner(deps.headquarters, request.params['hierarchyId'])
  const before = kept?.place(userId).member
  if (!kept || !before) return refuse('not-found')
  const { hierarchyId } = kept.head
  const why = action === 'disable' ? disabling(form) : {}
  if (!why) return refuse('invalid-request')
  const order = { hierarchyId, etag: form.get('etag') ?? '', who: who || 'local' }
  /** Who it is about, on both sides of the line. */
  const names: Record<string, string> = { user: before.name, userId }
  if (action === 'hand-over') {
    const to = asGuid(form.get('to') ?? '')
    const heir = to && kept.place(to).member
    if (!to || to === userId || !heir || !isActive(heir)) return refuse('invalid-request')
    if (heir.role !== 'Admin') {
      const first = await staffUserChange(deps, { ...order, userId: to, kind: 'role', role: 'Admin' })
      if (first.outcome !== 'applied') {
        note({ outcome: 'refused' })
        return show(deps, visit, userId, action, noticeOfChange(first), 409)
      }
      const now = await readPartner(deps.headquarters, hierarchyId)
      if (now) order.etag = etagOf(now)
    }
    names['to'] = heir.name
    names['toId'] = to
  }
  const result = await staffUserChange(deps, { ...order, ...userActs[action], ...why, userId })
  if (result.outcome === 'unknown') return refuse('not-found')
  if (result.outcome !== 'applied') {
    note({ outcome: 'refused', after: { ...names, result: result.outcome } })
    return show(deps, visit, userId, action, noticeOfChange(result), 409)
  }
  const after = (await readPartner(deps.headquarters, hierarchyId))?.place(userId).member
  note({
    before: { ...names, role: before.role, status: statusOf(before) },
    after: { ...names, ...(after ? { role: after.role, status: statusOf(after) } : {}) },
  })
  return seeOther(linkTo('CustomerHierarchyPage', { hierarchyId }, { done: action }))
}

export const changePartnerUserPage: Handler<Deps> = async (visit, deps) => {
  const userId = asGuid(visit.request.params['userId'])
  const action = asUserAct(visit.request.params['action'])
  if (!userId || !action) return visit.refuse('not-found')
  return visit.request.method === 'POST' ? change(deps, visit, userId, action) : show(deps, visit, userId, action)
}
