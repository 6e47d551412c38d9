// GET /api/users: the list *Users* as JSON.

import type { ChannelUsers } from '../../shared/channel/store/users.ts'
import { readUsers, userQuery } from '../../shared/headquarters/partner-query.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { json } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'

type Deps = { readonly headquarters: HeadquartersStore; readonly users: ChannelUsers }

export const listUsers: Handler<Deps> = async ({ request, refuse }, deps) => {
  const query = userQuery(request.query)
  if ('errors' in query) return refuse('invalid-request', query.errors)
  return json(200, await readUsers(deps, query))
}
