// GET /headquarters/partners: the page *Partners*, or what it shows as a file (`format=csv`).

import { partnersCsv } from '../../shared/headquarters/list-csv.ts'
import { placeAsked } from '../../shared/headquarters/pages/list-parts.ts'
import { renderPartners } from '../../shared/headquarters/pages/render-partners.ts'
import { countPartners, partnerQuery, readPartners } from '../../shared/headquarters/partner-query.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { page } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'
import { asFile, csvAnswer, isFile } from './csv-answer.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'

type Deps = {
  readonly headquarters: HeadquartersStore
  readonly readBridge: ReadBridge
  readonly now: () => Date
}

export const partnersPage: Handler<Deps> = async (visit, { headquarters, readBridge, now }) => {
  const { request, refuse } = visit
  const query = partnerQuery(request.query)
  if ('errors' in query) return refuse('invalid-request')
  if (isFile(visit)) return csvAnswer('partners', partnersCsv((await readPartners(headquarters, asFile(query))).items))
  const [counted, frame] = await Promise.all([
    query.search === undefined ? countPartners(headquarters) : undefined,
    readFrame(visit, readBridge),
  ])
  const { items, cursor } = await readPartners(headquarters, query, counted)
  const place = placeAsked(request.query, query, cursor)
  return page(renderPartners({ ...frame, ...place, ...counted, items, now: now().getTime() }))
}
