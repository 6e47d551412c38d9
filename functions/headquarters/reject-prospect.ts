// POST /api/prospects/{prospectId}/reject

import { decideByJson } from '../decide-by-json.ts'
import type { DecideDeps } from '../decision-terms.ts'
import type { Handler } from '../visit.ts'

export const rejectProspect: Handler<DecideDeps> = decideByJson('reject')
