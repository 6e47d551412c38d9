// GET /headquarters/users: the page *Users*, or what it shows as a file (`format=csv`).

import type { ChannelUsers } from '../../shared/channel/store/users.ts'
import { usersCsv } from '../../shared/headquarters/list-csv.ts'
import { placeAsked } from '../../shared/headquarters/pages/list-parts.ts'
import { renderUsers } from '../../shared/headquarters/pages/render-users.ts'
import { readUsers, userQuery } from '../../shared/headquarters/partner-query.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { page } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'
import { asFile, csvAnswer, isFile } from './csv-answer.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'

type Deps = {
  readonly headquarters: HeadquartersStore
  readonly users: ChannelUsers
  readonly readBridge: ReadBridge
  readonly now: () => Date
}

export const usersPage: Handler<Deps> = async (visit, deps) => {
  const { request, refuse } = visit
  const query = userQuery(request.query)
  if ('errors' in query) return refuse('invalid-request')
  if (isFile(visit)) return csvAnswer('users', usersCsv((await readUsers(deps, asFile(query))).items))
  const [{ items, cursor, counted }, frame] = await Promise.all([
    readUsers(deps, query, true),
    readFrame(visit, deps.readBridge),
  ])
  const place = placeAsked(request.query, query, cursor)
  return page(renderUsers({ ...frame, ...place, ...counted, items, now: deps.now().getTime() }))
}
