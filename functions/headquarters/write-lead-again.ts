// POST /api/prospects/{prospectId}/lead: has the lead written again that Sales lost.

import { type RepairDeps, writeLeadAgain as write } from '../../shared/dual-write/repair-prospect.ts'
import type { Handler } from '../visit.ts'
import { repairJson } from './repair-json.ts'

export const writeLeadAgain: Handler<RepairDeps> = repairJson('prospectId', (deps, id, who) => write(deps, id, who))
