// Links to records as other programs make them for a model-driven app.
// https://learn.microsoft.com/power-apps/developer/model-driven-apps/open-forms-views-dialogs-reports-url
import { asGuid } from '../../../../shared/platform/ids.ts'
import { isRecordTable, recordPath } from './records.ts'
import { seeOther } from './reply.ts'
import type { Route } from './route.ts'

export const recordLinkRoutes: readonly Route[] = [
  {
    path: '/main.aspx',
    get: async ({ query }) => {
      const id = asGuid(query.get('id')?.replace(/^\{|\}$/g, ''))
      const table = query.get('etn') ?? ''
      return id && isRecordTable(table) ? seeOther(recordPath(table, id)) : undefined
    },
  },
]
