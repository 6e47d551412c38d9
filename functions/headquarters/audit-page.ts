// GET /headquarters/audit: the audit trail, or the log of changes (`of=changes`), as a page or as a file for a spreadsheet.

import { auditCsv, changesCsv } from '../../shared/headquarters/audit-csv.ts'
import { readTrail } from '../../shared/headquarters/pages/paging.ts'
import { renderAudit } from '../../shared/headquarters/pages/render-audit.ts'
import { renderChanges } from '../../shared/headquarters/pages/render-changes.ts'
import type { AuditReader } from '../../shared/headquarters/store/audit-reader.ts'
import type { ReadChanges } from '../../shared/headquarters/store/change-log.ts'
import { page, type WebAnswer } from '../../shared/platform/http.ts'
import type { Handler, Visit } from '../visit.ts'
import { auditQuery, changesQuery } from './audit-query.ts'
import { csvAnswer, isFile } from './csv-answer.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'

const linesOfPage = 50
/** Acts of one file; further ones are asked for by their days. */
const linesOfFile = 500

type Deps = { readonly audit: AuditReader; readonly readChanges: ReadChanges; readonly readBridge: ReadBridge }

const actsPage = async (visit: Visit, { audit, readBridge }: Deps): Promise<WebAnswer> => {
  const query = auditQuery(visit.request.query)
  if ('errors' in query) return visit.refuse('invalid-request')
  const { filter, cursor } = query
  const trail = readTrail(visit.request.query)
  if (isFile(visit)) return csvAnswer('audit', auditCsv((await audit.acts(filter, linesOfFile, cursor)).items))
  const [found, frame] = await Promise.all([audit.acts(filter, linesOfPage, cursor), readFrame(visit, readBridge)])
  return page(renderAudit({ ...frame, acts: found.items, nextCursor: found.cursor, trail, filter, cursor }))
}

const changesPage = async (visit: Visit, { readChanges, readBridge }: Deps): Promise<WebAnswer> => {
  const query = changesQuery(visit.request.query)
  if ('errors' in query) return visit.refuse('invalid-request')
  const { filter, cursor } = query
  const trail = readTrail(visit.request.query)
  if (isFile(visit)) return csvAnswer('changes', changesCsv((await readChanges(filter, linesOfFile, cursor)).items))
  const [found, frame] = await Promise.all([readChanges(filter, linesOfPage, cursor), readFrame(visit, readBridge)])
  return page(renderChanges({ ...frame, changes: found.items, nextCursor: found.cursor, trail, filter, cursor }))
}

export const auditPage: Handler<Deps> = (visit, deps) =>
  visit.request.query.get('of') === 'changes' ? changesPage(visit, deps) : actsPage(visit, deps)
