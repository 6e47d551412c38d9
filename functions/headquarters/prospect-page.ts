// GET /headquarters/prospects/{prospectId}: the page of one prospect.

import type { ProspectView } from '../../shared/domain/prospect-view.ts'
import { page } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Serve } from '../serve.ts'

const loadPage = () => import('../../shared/headquarters/pages/render-prospect.ts')

/** Where a model-driven app shows a record: https://learn.microsoft.com/power-apps/developer/model-driven-apps/open-forms-views-dialogs-reports-url */
const recordUrl = (salesUrl: string, table: string, id: string): string =>
  `${salesUrl}/main.aspx?pagetype=entityrecord&etn=${table}&id=${id}`

type Deps = {
  readonly salesUrl: string
  readonly readProspect: (id: string) => Promise<ProspectView | undefined>
}

const links = (salesUrl: string, { sales }: ProspectView) => ({
  ...(sales.lead.writtenAt && sales.stage !== 'Lead missing'
    ? { leadUrl: recordUrl(salesUrl, 'lead', sales.lead.id) }
    : {}),
  ...(sales.opportunity ? { opportunityUrl: recordUrl(salesUrl, 'opportunity', sales.opportunity.id) } : {}),
})

export const prospectPage = (serve: Serve, deps: Deps): void =>
  serve('ProspectPage', async ({ request, refuse }) => {
    const id = asGuid(request.params['prospectId'])
    const prospect = id && (await deps.readProspect(id))
    return prospect
      ? page((await loadPage()).renderProspect({ prospect, ...links(deps.salesUrl, prospect) }))
      : refuse('not-found')
  })
