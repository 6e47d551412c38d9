// Links to records as other programs make them for a model-driven app.
// https://learn.microsoft.com/power-apps/developer/model-driven-apps/open-forms-views-dialogs-reports-url
import { seeOther } from './reply.ts'
import type { Route } from './route.ts'

const folders: Readonly<Record<string, string>> = {
  lead: 'leads',
  opportunity: 'opportunities',
  account: 'accounts',
  contact: 'contacts',
}

const guid = /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i

export const recordLinkRoutes: readonly Route[] = [
  {
    path: '/main.aspx',
    get: async ({ query }) => {
      const id = guid.exec(query.get('id') ?? '')?.[1]
      const table = query.get('etn') ?? ''
      const folder = Object.hasOwn(folders, table) ? folders[table] : undefined
      return folder && id ? seeOther(`/${folder}/${id.toLowerCase()}`) : undefined
    },
  },
]
