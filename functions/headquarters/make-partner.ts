// POST /api/partners: makes a partner that no onboarding made.

import { readNewPartner } from '../../shared/domain/new-partner.ts'
import type { TradeLists } from '../../shared/domain/trade-codes.ts'
import type { ApplyUserChangeDeps } from '../../shared/headquarters/users/apply-user-change.ts'
import { type MadePartner, makePartner as make } from '../../shared/headquarters/users/make-partner.ts'
import { json } from '../../shared/platform/http.ts'
import type { ProblemCode } from '../problems.ts'
import type { Handler } from '../visit.ts'
import { madeId } from './made-id.ts'

const visibleAscii = /^[\x21-\x7e]{1,255}$/

type Refused = Exclude<MadePartner, { readonly outcome: 'made' }>

const refusedAs: Readonly<Record<Refused['outcome'], ProblemCode>> = {
  'already-a-partner': 'already-a-partner',
  'organization-unknown': 'not-found',
  'too-many-users': 'too-many-users',
  'address-taken': 'address-taken',
}

type Deps = ApplyUserChangeDeps & { readonly tradeLists: TradeLists }

export const makePartner: Handler<Deps> = async (visit, deps) => {
  const { request, body, who, refuse, note } = visit
  const key = request.headers.get('idempotency-key')
  if (key !== null && !visibleAscii.test(key)) return refuse('invalid-idempotency-key')
  const partner = readNewPartner(body, deps.tradeLists)
  if ('errors' in partner) return refuse('invalid-request', partner.errors)
  const organizationId = madeId(visit)
  const made = await make(deps, { partner, organizationId, who: who || 'local' })
  if (made.outcome === 'made') {
    const { hierarchyId, number, users } = made
    note({ after: { hierarchyId, number, users: String(users.length) } })
    return json(202, { hierarchyId, organizationId, number, users })
  }
  note({ outcome: 'refused', after: { result: made.outcome } })
  // A new organization has an id that only its key can have led to.
  if (made.outcome === 'already-a-partner' && 'values' in partner.organization) return refuse('idempotency-key-reused')
  const errors =
    made.outcome === 'address-taken'
      ? [{ path: `users[${made.at}].email`, code: 'taken', message: 'Somebody signs in with this address.' }]
      : undefined
  const more = made.outcome === 'already-a-partner' ? { hierarchyId: made.hierarchyId } : {}
  return refuse(refusedAs[made.outcome], errors, undefined, more)
}
