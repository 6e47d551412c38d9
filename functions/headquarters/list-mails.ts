// GET /api/mails: the list *E-mails* as JSON.

import { mailsQuery, readMails } from '../../shared/headquarters/mail-query.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { json } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'

export const listMails: Handler<{ readonly headquarters: HeadquartersStore }> = async (
  { request, refuse },
  { headquarters },
) => {
  const query = mailsQuery(request.query)
  if ('errors' in query) return refuse('invalid-request', query.errors)
  return json(200, await readMails(headquarters, query))
}
