// POST /api/prospects/{prospectId}/look: has a prospect compared with Sales now.

import { lookAtProspect as look, type RepairDeps } from '../../shared/dual-write/repair-prospect.ts'
import type { Handler } from '../visit.ts'
import { repairJson } from './repair-json.ts'

export const lookAtProspect: Handler<RepairDeps> = repairJson('prospectId', look)
