// POST /api/prospects/{prospectId}/look and /lead, /api/customers/{customerId}/look and /record: repair by hand, for programs.

import { askForCustomerAgain, lookAtCustomer } from '../../shared/dual-write/repair-customer.ts'
import { lookAtProspect, type RepairDeps, writeLeadAgain } from '../../shared/dual-write/repair-prospect.ts'
import { json } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { ProblemCode } from '../problems.ts'
import type { Handler } from '../visit.ts'

type Result = 'asked' | 'unknown' | 'changed-meanwhile' | 'not-missing' | 'decided'

const refusals: Readonly<Record<Exclude<Result, 'asked'>, ProblemCode>> = {
  unknown: 'not-found',
  'changed-meanwhile': 'changed-meanwhile',
  'not-missing': 'nothing-missing',
  decided: 'already-decided',
}

/** @param act asks for the repair of what has this id */
const repair =
  (
    parameter: 'prospectId' | 'customerId',
    act: (deps: RepairDeps, id: string, who: string) => Promise<Result>,
  ): Handler<RepairDeps> =>
  async ({ request, who, refuse }, deps) => {
    const id = asGuid(request.params[parameter])
    const result = id ? await act(deps, id, who) : 'unknown'
    return result === 'asked' ? json(202, { [parameter]: id, status: 'Asked' }) : refuse(refusals[result])
  }

export const lookAtProspectJson = repair('prospectId', lookAtProspect)
export const writeLeadAgainJson = repair('prospectId', writeLeadAgain)
export const lookAtCustomerJson = repair('customerId', lookAtCustomer)
export const writeCustomerAgainJson = repair('customerId', askForCustomerAgain)
