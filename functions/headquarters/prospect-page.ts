// GET /headquarters/prospects/{prospectId}: the page of one prospect.

import type { ApprovalDesk } from '../../shared/domain/approval-desk.ts'
import type { ProspectView } from '../../shared/domain/prospect-view.ts'
import { renderProspect } from '../../shared/headquarters/pages/render-prospect.ts'
import { readProspectView } from '../../shared/headquarters/read-prospect-view.ts'
import { type ClocksNow, clockOf } from '../../shared/headquarters/stage-clock.ts'
import type { AuditReader } from '../../shared/headquarters/store/audit-reader.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { page } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Handler } from '../visit.ts'
import { noticeOf } from './notice-of.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'

/** Where a model-driven app shows a record: https://learn.microsoft.com/power-apps/developer/model-driven-apps/open-forms-views-dialogs-reports-url */
const recordUrl = (salesUrl: string, table: string, id: string): string =>
  `${salesUrl}/main.aspx?pagetype=entityrecord&etn=${table}&id=${id}`

/** Of the audit trail; the rest is a click away. */
const linesShown = 5

type Deps = {
  readonly salesUrl: string | undefined
  readonly desk: ApprovalDesk
  readonly headquarters: HeadquartersStore
  readonly readBridge: ReadBridge
  readonly audit: Pick<AuditReader, 'acts'>
  readonly clocks: () => ClocksNow
}

/** Without Sales there is nothing to lead to. */
const links = (salesUrl: string | undefined, { sales }: ProspectView) => {
  if (salesUrl === undefined) return {}
  const isThere = sales.lead.writtenAt !== undefined && sales.stage !== 'Lead missing'
  return {
    ...(isThere ? { leadUrl: recordUrl(salesUrl, 'lead', sales.lead.id) } : {}),
    ...(sales.opportunity ? { opportunityUrl: recordUrl(salesUrl, 'opportunity', sales.opportunity.id) } : {}),
  }
}

export const prospectPage: Handler<Deps> = async (visit, deps) => {
  const { request, refuse } = visit
  const id = asGuid(request.params['prospectId'])
  const [prospect, done, frame] = await Promise.all([
    id && readProspectView(deps.headquarters, id),
    id ? deps.audit.acts({ on: { kind: 'prospect', id } }, linesShown) : undefined,
    readFrame(visit, deps.readBridge),
  ])
  if (!prospect) return refuse('not-found')
  const notice = noticeOf(staffWords.pages.prospect.done, request.query.get('done'), [
    'ruling-approve',
    'ruling-reject',
    'ruling-proposed',
    'ruling-take-back',
    'ruling-confirm',
    'ruling-decline',
    'ruling-reopen',
    'ruling-dismiss',
    'question-ask',
    'question-take-back',
    'look',
    'write-lead',
    'mail-withhold',
    'mail-send',
    'mail-again',
    'mail-too-often',
    'mail-complained',
    'mail-settle',
    'erased',
  ])
  return page(
    renderProspect({
      ...frame,
      desk: deps.desk,
      prospect,
      audit: done?.items,
      ...links(deps.salesUrl, prospect),
      notice,
      clock: clockOf(deps.clocks(), { ...prospect, stage: prospect.sales.stage }),
    }),
  )
}
