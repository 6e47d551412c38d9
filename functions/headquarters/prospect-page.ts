// GET /headquarters/prospects/{prospectId}: the page of one prospect.

import type { ProspectView } from '../../shared/domain/prospect-view.ts'
import { renderProspect } from '../../shared/headquarters/pages/render-prospect.ts'
import { readProspectView } from '../../shared/headquarters/read-prospect-view.ts'
import type { AuditReader } from '../../shared/headquarters/store/audit-reader.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { page } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Handler } from '../visit.ts'
import { noticeOf } from './notice-of.ts'
import type { ReadBridge } from './read-bridge.ts'

/** Where a model-driven app shows a record: https://learn.microsoft.com/power-apps/developer/model-driven-apps/open-forms-views-dialogs-reports-url */
const recordUrl = (salesUrl: string, table: string, id: string): string =>
  `${salesUrl}/main.aspx?pagetype=entityrecord&etn=${table}&id=${id}`

/** Of the audit trail; the rest is a click away. */
const linesShown = 5

type Deps = {
  readonly salesUrl: string
  readonly headquarters: HeadquartersStore
  readonly readBridge: ReadBridge
  readonly audit: Pick<AuditReader, 'acts'>
}

const links = (salesUrl: string, { sales }: ProspectView) => ({
  ...(sales.lead.writtenAt && sales.stage !== 'Lead missing'
    ? { leadUrl: recordUrl(salesUrl, 'lead', sales.lead.id) }
    : {}),
  ...(sales.opportunity ? { opportunityUrl: recordUrl(salesUrl, 'opportunity', sales.opportunity.id) } : {}),
})

export const prospectPage: Handler<Deps> = async ({ request, refuse }, deps) => {
  const id = asGuid(request.params['prospectId'])
  const [prospect, done, bridge] = await Promise.all([
    id && readProspectView(deps.headquarters, id),
    id ? deps.audit.acts({ on: { kind: 'prospect', id } }, linesShown) : undefined,
    deps.readBridge(),
  ])
  if (!prospect) return refuse('not-found')
  const notice = noticeOf(staffWords.pages.prospect.done, request.query.get('done'), ['look', 'write-lead'])
  return page(renderProspect({ bridge, prospect, audit: done?.items, ...links(deps.salesUrl, prospect), notice }))
}
