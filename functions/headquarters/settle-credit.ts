// POST /headquarters/customers/{customerId}/credit/{action}: confirms or withdraws a change of the credit that waits.

import { linkTo } from '../../shared/domain/link-to.ts'
import { type ChangeCreditDeps, creditActs, settleCredit as settle } from '../../shared/headquarters/change-credit.ts'
import { seeOther } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Handler } from '../visit.ts'
import { notedChanges } from './noted-changes.ts'

export const settleCredit: Handler<ChangeCreditDeps> = async ({ request, form, actor, note, refuse }, deps) => {
  const customerId = asGuid(request.params['customerId'])
  const action = creditActs.find((known) => known === request.params['action'])
  if (!customerId || !action) return refuse('not-found')
  const result = await settle(deps)(customerId, { action, etag: form.get('etag') ?? '', who: actor })
  if (result.outcome === 'unknown') return refuse('not-found')
  if (result.outcome === 'settled') {
    note(notedChanges(result.changes))
    return seeOther(linkTo('CustomerPage', { customerId }, { done: action }))
  }
  note({ outcome: result.outcome === 'nothing-waits' ? 'nothing' : 'refused', after: { result: result.outcome } })
  return seeOther(linkTo('CustomerPage', { customerId }, { done: result.outcome }))
}
