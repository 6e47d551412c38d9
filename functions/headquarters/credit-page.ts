// GET /headquarters/customers/{customerId}/credit: the form. POST: changes the credit, or proposes it to a second person.

import { creditMembers } from '../../shared/domain/credit-form.ts'
import type { Organization } from '../../shared/domain/customer.ts'
import { linkTo } from '../../shared/domain/link-to.ts'
import { type ChangeCreditDeps, changeCredit, findOrganization } from '../../shared/headquarters/change-credit.ts'
import { type CreditPage, renderCredit } from '../../shared/headquarters/pages/render-credit.ts'
import type { Located } from '../../shared/headquarters/store/customers.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { page, seeOther } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Handler, Visit } from '../visit.ts'
import { notedChanges } from './noted-changes.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'

type Deps = ChangeCreditDeps & { readonly readBridge: ReadBridge }
type Shown = Pick<CreditPage, 'typed' | 'errors' | 'notice'>

const show = async (deps: Deps, visit: Visit, located: Located<Organization>, shown: Shown = {}, status = 200) => {
  const frame = await readFrame(visit, deps.readBridge)
  return page(renderCredit({ ...frame, customer: located.value, etag: located.etag, ...shown }), status)
}

const save = async (deps: Deps, visit: Visit, customerId: string) => {
  const { form, actor, note, refuse } = visit
  const typed = Object.fromEntries(
    creditMembers.flatMap((name) => (form.has(name) ? [[name, form.get(name) ?? '']] : [])),
  )
  const result = await changeCredit(deps)(customerId, { typed, etag: form.get('etag') ?? '', who: actor })
  if (result.outcome === 'unknown') return refuse('not-found')
  if ('changes' in result) {
    note(notedChanges(result.changes))
    const done = result.outcome === 'stored' ? 'credit' : 'credit-proposed'
    return seeOther(linkTo('CustomerPage', { customerId }, { done }))
  }
  note({ outcome: 'refused', after: { result: result.outcome } })
  if (result.outcome === 'refused') return show(deps, visit, result.located, { typed, errors: result.errors }, 400)
  const text =
    result.outcome === 'one-waits' ? staffWords.pages.credit.oneWaits : staffWords.pages.editCustomer.changedMeanwhile
  return show(deps, visit, result.located, { typed, notice: { tone: 'warn', text } }, 409)
}

export const creditPage: Handler<Deps> = async (visit, deps) => {
  const customerId = asGuid(visit.request.params['customerId'])
  if (!customerId) return visit.refuse('not-found')
  if (visit.request.method === 'POST') return save(deps, visit, customerId)
  const located = await findOrganization(deps.headquarters, customerId)
  return located ? show(deps, visit, located) : visit.refuse('not-found')
}
