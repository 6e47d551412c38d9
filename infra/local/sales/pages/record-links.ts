// Links to records as other programs make them for a model-driven app.
// https://learn.microsoft.com/power-apps/developer/model-driven-apps/open-forms-views-dialogs-reports-url
import { asGuid } from '../../../../shared/platform/ids.ts'
import { seeOther } from './reply.ts'
import type { Route } from './route.ts'

const folders: Readonly<Record<string, string>> = {
  lead: 'leads',
  opportunity: 'opportunities',
  account: 'accounts',
  contact: 'contacts',
}

export const recordLinkRoutes: readonly Route[] = [
  {
    path: '/main.aspx',
    get: async ({ query }) => {
      const id = asGuid(query.get('id')?.replace(/^\{|\}$/g, ''))
      const table = query.get('etn') ?? ''
      const folder = Object.hasOwn(folders, table) ? folders[table] : undefined
      return folder && id ? seeOther(`/${folder}/${id}`) : undefined
    },
  },
]
