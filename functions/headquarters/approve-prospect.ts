// POST /api/prospects/{prospectId}/approve

import { decideByJson } from '../decide-by-json.ts'
import type { DecideDeps } from '../decision-terms.ts'
import type { Handler } from '../visit.ts'

export const approveProspect: Handler<DecideDeps> = decideByJson('approve')
