// What sites read of their channel: its users, and what changed.

import { cloudEvents, cloudEventsBatch } from '../../shared/channel/cloud-events.ts'
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

/** Whether CloudEvents are asked for, by name; whoever takes anything gets what was always told. */
const wantsEvents = (accept: string | null): boolean =>
  (accept ?? '').split(',').some((one) => one.split(';')[0]?.trim().toLowerCase() === cloudEventsBatch)

/** GET /api/channel/changes: what changed, or the same as CloudEvents with the next address in the header Link. */
export const readChannelChanges = forSite(async ({ request, refuse }, services, channel) => {
  const wait = Number(request.query.get('wait') || 0)
  if (!Number.isInteger(wait) || wait < 0 || wait > longestWait)
    return refuse('invalid-request', [problem('wait', 'format', `Give a whole number from 0 to ${longestWait}.`)])
  const cursor = request.query.get('cursor') || undefined
  const isOfEvents = wantsEvents(request.headers.get('accept'))
  const read = isOfEvents ? services.readEvents : services.readFeed
  const page = await read(channel, { wait, ...(cursor === undefined ? {} : { cursor }) })
  if (page === 'too-old') return refuse('cursor-too-old')
  if (page === 'invalid-cursor') return refuse(page)
  const vary = { vary: 'accept' }
  if (!('events' in page)) return json(200, page, vary)
  return json(200, cloudEvents(channel, services.publicUrl, page.events), {
    ...vary,
    'content-type': cloudEventsBatch,
    link: `</api/channel/changes?cursor=${page.cursor}>; rel="next"`,
  })
})
