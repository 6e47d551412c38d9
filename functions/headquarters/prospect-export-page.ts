// GET /headquarters/exports/prospects/{prospectId}: everything kept of a request, to be read.

import { linkTo } from '../../shared/domain/link-to.ts'
import { type ExportDeps, exportProspect } from '../../shared/headquarters/export-kept.ts'
import { renderExport } from '../../shared/headquarters/pages/render-export.ts'
import { page } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Handler } from '../visit.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'

export const prospectExportPage: Handler<ExportDeps & { readonly readBridge: ReadBridge }> = async (visit, deps) => {
  const prospectId = asGuid(visit.request.params['prospectId'])
  const kept = prospectId && (await exportProspect(deps, prospectId, visit.desk))
  if (!kept) return visit.refuse('not-found')
  return page(
    renderExport({
      ...(await readFrame(visit, deps.readBridge)),
      kept,
      number: String(kept.prospect['number']),
      file: linkTo('ExportProspect', { prospectId }),
      back: linkTo('ProspectPage', { prospectId }),
    }),
  )
}
