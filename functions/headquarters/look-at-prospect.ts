// POST /api/prospects/{prospectId}/look: has a prospect compared with Sales now.

import { lookAtProspect as look } from '../../shared/dual-write/repair-prospect.ts'
import { repairJson } from './repair-json.ts'

export const lookAtProspect = repairJson('prospectId', look)
