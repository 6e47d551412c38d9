// GET /headquarters/mails: the page *E-mails*, or what it shows as a file (`format=csv`).

import { mailsCsv } from '../../shared/headquarters/list-csv.ts'
import { mailsQuery, readMails } from '../../shared/headquarters/mail-query.ts'
import { placeAsked } from '../../shared/headquarters/pages/list-parts.ts'
import { renderMails } from '../../shared/headquarters/pages/render-mails.ts'
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

export const mailsPage: Handler<Deps> = async (visit, { headquarters, readBridge, now }) => {
  const { request, refuse } = visit
  const query = mailsQuery(request.query)
  if ('errors' in query) return refuse('invalid-request')
  if (isFile(visit)) return csvAnswer('e-mails', mailsCsv((await readMails(headquarters, asFile(query))).items))
  const [{ items, cursor, counted }, frame] = await Promise.all([
    readMails(headquarters, query, true),
    readFrame(visit, readBridge),
  ])
  const place = placeAsked(request.query, query, cursor)
  return page(renderMails({ ...frame, ...place, ...counted, items, now: now().getTime() }))
}
