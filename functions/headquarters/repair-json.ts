// Repair by hand, for programs: what was asked for, or why it was not.

import type { RepairDeps } from '../../shared/dual-write/repair-prospect.ts'
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
export const repairJson =
  (
    parameter: 'prospectId' | 'customerId',
    act: (deps: RepairDeps, id: string, who: string) => Promise<Result>,
  ): Handler<RepairDeps> =>
  async ({ request, who, refuse }, deps) => {
    const id = asGuid(request.params[parameter])
    const result = id ? await act(deps, id, who) : 'unknown'
    return result === 'asked' ? json(202, { [parameter]: id, status: 'Asked' }) : refuse(refusals[result])
  }
