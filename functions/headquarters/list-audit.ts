// GET /api/audit: the audit trail, newest first.

import type { AuditReader } from '../../shared/headquarters/store/audit-reader.ts'
import { json } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'
import { auditQuery } from './audit-query.ts'

const pageSize = 50

export const listAudit: Handler<{ readonly audit: AuditReader }> = async ({ request, refuse }, { audit }) => {
  const query = auditQuery(request.query)
  if ('errors' in query) return refuse('invalid-request', query.errors)
  return json(200, await audit.acts(query.filter, pageSize, query.cursor))
}
