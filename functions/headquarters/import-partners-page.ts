// GET /headquarters/partner-imports: the form for a file, or an empty file (`format=csv`); what became of one (`import`), as a
// file too. POST: what a file would become (`file`); what was looked at is ordered with `order`.

import { randomUUID } from 'node:crypto'
import { accountsOfRows } from '../../shared/domain/likely/accounts-of-rows.ts'
import { linkTo } from '../../shared/domain/link-to.ts'
import { partnerColumns, partnerFileLimits, readPartnerFile } from '../../shared/domain/partner-file.ts'
import type { ImportRow } from '../../shared/domain/partner-import.ts'
import type { TradeLists } from '../../shared/domain/trade-codes.ts'
import { csvFile } from '../../shared/headquarters/csv.ts'
import { importCsv } from '../../shared/headquarters/list-csv.ts'
import {
  type ImportPage,
  type PartnerFileProblem,
  renderImport,
  renderPartnerImport,
} from '../../shared/headquarters/pages/render-import.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { judgeRows, orderImport } from '../../shared/headquarters/users/import-partners.ts'
import { page, seeOther } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { AccountFound, SoughtCompany } from '../../shared/sales/sales.ts'
import type { Handler, Visit } from '../visit.ts'
import { csvAnswer, isFile } from './csv-answer.ts'
import { fileForm } from './file-form.ts'
import { madeId } from './made-id.ts'
import { unlessSalesIsOut } from './pick-organization.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'

type Deps = {
  readonly headquarters: HeadquartersStore
  readonly tradeLists: TradeLists
  readonly readBridge: ReadBridge
  readonly now: () => Date
  readonly accountsLike: (companies: readonly SoughtCompany[]) => Promise<readonly AccountFound[]>
}

const newestShown = 10

const show = async (deps: Deps, visit: Visit, shown: Partial<ImportPage> = {}, status = 200) => {
  const [newest, frame] = await Promise.all([
    shown.preview ? [] : deps.headquarters.partnerImports.newest(newestShown),
    readFrame(visit, deps.readBridge),
  ])
  return page(renderImport({ ...frame, formId: randomUUID(), newest, ...shown }), status)
}

/** The text of the file that was sent, or what is wrong with it. */
const textIn = (form: URLSearchParams): string | PartnerFileProblem => {
  if (form.has('file-not-utf8')) return { code: 'not-utf8' }
  const text = form.get('text') ?? form.get('file') ?? ''
  if (text.trim() === '') return { code: 'no-file' }
  return Buffer.byteLength(text) > partnerFileLimits.bytes ? { code: 'too-large' } : text
}

/** The accounts that rows would be made beside, by the line of each. */
const accountsOf = async ({ accountsLike }: Deps, rows: readonly ImportRow[]) => {
  const sought = new Map(
    rows.flatMap(({ line, outcome, partner }) => {
      if (outcome !== 'Waiting' || !partner || !('values' in partner.organization)) return []
      const { name = '', email } = partner.organization.values
      return [[line, { name, ...(email === undefined ? {} : { email }) }] as const]
    }),
  )
  return accountsOfRows(sought, sought.size > 0 ? await accountsLike([...sought.values()]) : [])
}

const take = async (deps: Deps, visit: Visit) => {
  const { note, who, refuse, request } = visit
  const form = await fileForm(visit)
  if (!form) return refuse('unreadable-body')
  const refused = (problem: PartnerFileProblem) => {
    note({ outcome: 'refused', after: { result: problem.code } })
    return show(deps, visit, { problem }, 400)
  }
  const text = textIn(form)
  if (typeof text !== 'string') return refused(text)
  const rows = readPartnerFile(text, deps.tradeLists)
  if ('code' in rows) return refused(rows)
  const { headquarters, now } = deps
  if (!form.has('order')) {
    note({ outcome: 'nothing', after: { rows: String(rows.length) } })
    const judged = await judgeRows(headquarters, rows)
    const inSales = await unlessSalesIsOut(accountsOf(deps, judged))
    const preview = { text, rows: judged, ...(inSales === 'unavailable' ? { isSalesOut: true as const } : { inSales }) }
    return show(deps, visit, { formId: request.query.get('formId') ?? randomUUID(), preview })
  }
  const order = { importId: madeId(visit), who: who || 'local', text, rows, now: now() }
  const head = await orderImport(headquarters, order)
  if (head === 'another') return visit.refuse('invalid-request')
  note({ after: { importId: head.importId, rows: String(head.rows) } })
  return seeOther(linkTo('ImportPartnersPage', {}, { import: head.importId }))
}

const showOne = async ({ headquarters, readBridge }: Deps, visit: Visit, asked: string) => {
  const importId = asGuid(asked)
  const head = importId && (await headquarters.partnerImports.head(importId))
  if (!head) return visit.refuse('not-found')
  const rows = await headquarters.partnerImports.rows(head.importId)
  if (isFile(visit)) return csvAnswer('import', importCsv(rows))
  return page(renderPartnerImport({ ...(await readFrame(visit, readBridge)), head, rows }))
}

export const importPartnersPage: Handler<Deps> = async (visit, deps) => {
  if (visit.request.method === 'POST') return take(deps, visit)
  const asked = visit.request.query.get('import')
  if (asked !== null) return showOne(deps, visit, asked)
  return isFile(visit) ? csvAnswer('new-partners', csvFile(partnerColumns, [])) : show(deps, visit)
}
