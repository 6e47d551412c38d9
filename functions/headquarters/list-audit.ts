// GET /api/audit: the audit trail, or the log of changes (`of=changes`), newest first, as the page *Audit* has them.

import { changeJson } from '../../shared/headquarters/change-json.ts'
import type { AuditReader } from '../../shared/headquarters/store/audit-reader.ts'
import type { ReadChanges } from '../../shared/headquarters/store/change-log.ts'
import { json } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'
import { auditQuery, changesQuery, listRefusal } from './audit-query.ts'

const pageSize = 50

type Deps = { readonly audit: AuditReader; readonly readChanges: ReadChanges }

export const listAudit: Handler<Deps> = async ({ request, refuse }, { audit, readChanges }) => {
  const wrong = listRefusal(request.query)
  if (wrong) return refuse('invalid-request', [wrong])
  if (request.query.get('of') === 'changes') {
    const query = changesQuery(request.query)
    if ('errors' in query) return refuse('invalid-request', query.errors)
    const { items, cursor } = await readChanges(query.filter, pageSize, query.cursor)
    return json(200, { items: items.map(changeJson), ...(cursor === undefined ? {} : { cursor }) })
  }
  const query = auditQuery(request.query)
  if ('errors' in query) return refuse('invalid-request', query.errors)
  return json(200, await audit.acts(query.filter, pageSize, query.cursor))
}
