// GET /headquarters/audit: the audit trail as a page, or as a file for a spreadsheet.

import { auditCsv } from '../../shared/headquarters/audit-csv.ts'
import { renderAudit } from '../../shared/headquarters/pages/render-audit.ts'
import type { AuditReader } from '../../shared/headquarters/store/audit-reader.ts'
import { page } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'
import { auditQuery } from './audit-query.ts'
import type { ReadBridge } from './read-bridge.ts'

const linesOfPage = 50
/** Acts of one file; further ones are asked for by their days. */
const linesOfFile = 500

type Deps = { readonly audit: AuditReader; readonly readBridge: ReadBridge }

export const auditPage: Handler<Deps> = async ({ request, refuse }, { audit, readBridge }) => {
  const query = auditQuery(request.query)
  if ('errors' in query) return refuse('invalid-request')
  const { filter, cursor } = query
  if (request.query.get('format') !== 'csv') {
    const [found, bridge] = await Promise.all([audit.acts(filter, linesOfPage, cursor), readBridge()])
    return page(renderAudit({ bridge, acts: found.items, next: found.cursor, filter, cursor }))
  }
  const { items } = await audit.acts(filter, linesOfFile, cursor)
  return {
    status: 200,
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="audit.csv"',
      'cache-control': 'no-store',
    },
    body: auditCsv(items),
  }
}
