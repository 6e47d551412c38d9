// GET /api/prospects/{prospectId}/export: everything kept of a request, as a file.

import { type ExportDeps, exportProspect as exportKept } from '../../shared/headquarters/export-kept.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Handler } from '../visit.ts'
import { exportAnswer } from './export-answer.ts'

export const exportProspect: Handler<ExportDeps> = async ({ request, refuse, desk }, deps) => {
  const id = asGuid(request.params['prospectId'])
  const kept = id && (await exportKept(deps, id, desk))
  return kept ? exportAnswer(kept, kept.prospect['number']) : refuse('not-found')
}
