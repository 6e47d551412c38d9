// What sites read of their channel: its users, and what changed.

import { readPlace, writePlace } from '../../shared/channel/feed-cursor.ts'
import { longestWait } from '../../shared/channel/read-feed.ts'
import { cleanText } from '../../shared/domain/clean-text.ts'
import { problem } from '../../shared/domain/field-checks.ts'
import { json } from '../../shared/platform/http.ts'
import { forSite } from '../with-site-services.ts'

/** Rows that one page looks at. */
const pageRows = 200

/** GET /api/channel/users: who has an address; without one, everybody, page by page. */
export const findChannelUsers = forSite(async ({ request, refuse }, { ofSite, partnersOfChannel }, channel) => {
  const email = request.query.get('email')
  if (email !== null) return json(200, await ofSite.findByEmail(channel, cleanText('email', email)))
  const cursor = request.query.get('cursor') || undefined
  const from = cursor === undefined ? undefined : readPlace(channel, cursor)
  const page = cursor === undefined || from ? await partnersOfChannel.users(channel, from, pageRows) : undefined
  if (!page) return refuse('invalid-cursor')
  const { users, next } = page
  return json(200, { items: users, ...(next ? { cursor: writePlace(channel, next.part, next.key) } : {}) })
})

/** GET /api/channel/changes */
export const readChannelChanges = forSite(async ({ request, refuse }, { readFeed }, channel) => {
  const wait = Number(request.query.get('wait') || 0)
  if (!Number.isInteger(wait) || wait < 0 || wait > longestWait)
    return refuse('invalid-request', [problem('wait', 'format', `Give a whole number from 0 to ${longestWait}.`)])
  const cursor = request.query.get('cursor') || undefined
  const page = await readFeed(channel, { wait, ...(cursor === undefined ? {} : { cursor }) })
  if (page === 'too-old') return refuse('cursor-too-old')
  return page === 'invalid-cursor' ? refuse(page) : json(200, page)
})
