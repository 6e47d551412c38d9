// POST /api/prospects/{prospectId}/lead: has the lead written again that Sales lost.

import { writeLeadAgain as write } from '../../shared/dual-write/repair-prospect.ts'
import { repairJson } from './repair-json.ts'

export const writeLeadAgain = repairJson('prospectId', (deps, id, who) => write(deps, id, who))
