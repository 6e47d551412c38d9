// POST /api/partners/import: takes a file of partners whole, or refuses it whole with every row that is wrong.

import { type PartnerRow, readPartnerFile } from '../../shared/domain/partner-file.ts'
import type { ImportRow, PartnerImport } from '../../shared/domain/partner-import.ts'
import type { TradeLists } from '../../shared/domain/trade-codes.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { judgeRows, orderImport } from '../../shared/headquarters/users/import-partners.ts'
import { json } from '../../shared/platform/http.ts'
import type { ProblemDetail } from '../../shared/platform/problem-details.ts'
import type { Handler } from '../visit.ts'
import { madeId } from './made-id.ts'

type Deps = { readonly headquarters: HeadquartersStore; readonly tradeLists: TradeLists; readonly now: () => Date }

const rowJson = ({ line, name, organizationId, outcome, number, why, columns }: ImportRow) => ({
  line,
  name,
  outcome,
  ...(number === undefined ? {} : { organizationId, number }),
  ...(why === undefined ? {} : { why }),
  ...(columns === undefined ? {} : { columns }),
})

/** What programs are told of an import. */
const importJson = ({ importId, at, endedAt }: PartnerImport, rows: readonly ImportRow[]) => ({
  importId,
  status: endedAt === undefined ? 'Running' : 'Ended',
  at,
  ...(endedAt === undefined ? {} : { endedAt }),
  rows: rows.map(rowJson),
})

const visibleAscii = /^[\x21-\x7e]{1,255}$/

const errorsIn = (rows: readonly PartnerRow[]): ProblemDetail[] =>
  rows.flatMap((row) =>
    'errors' in row
      ? row.errors.map(({ path, code, message }) => ({ path: `rows[${row.line}].${path}`, code, message }))
      : [],
  )

export const importPartners: Handler<Deps> = async (visit, { headquarters, tradeLists, now }) => {
  const { request, who, refuse, note } = visit
  const key = request.headers.get('idempotency-key')
  if (key !== null && !visibleAscii.test(key)) return refuse('invalid-idempotency-key')
  const text = typeof visit.body === 'string' ? visit.body : ''
  const rows = readPartnerFile(text, tradeLists)
  if ('code' in rows) {
    const { code, line = 1, column } = rows
    const path = column === undefined ? `rows[${line}]` : `rows[${line}].${column}`
    return refuse('invalid-request', [{ path, code, message: 'The file cannot be read as it is.' }])
  }
  const errors = errorsIn(rows)
  if (errors.length > 0) return refuse('invalid-request', errors)
  const importId = madeId(visit)
  if (request.query.get('preview') === 'true') {
    note({ outcome: 'nothing', after: { rows: String(rows.length) } })
    const at = now().toISOString()
    const preview = { importId, at, who: who || 'local', rows: rows.length, digest: '' }
    return json(200, { ...importJson(preview, await judgeRows(headquarters, rows)), status: 'Preview' })
  }
  const head = await orderImport(headquarters, { importId, who: who || 'local', text, rows, now: now() })
  if (head === 'another') return refuse('idempotency-key-reused')
  note({ after: { importId: head.importId, rows: String(head.rows) } })
  const stored = await headquarters.partnerImports.rows(head.importId)
  return json(202, importJson(head, stored))
}
