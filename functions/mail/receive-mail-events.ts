// POST /api/mail/events: SendGrid's event webhook. Only its signature opens it.

import { furthestOfEach, type MailEvent, readMailEvents } from '../../shared/mail/mail-events.ts'
import { forMany } from '../../shared/platform/for-many.ts'
import { empty } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'

export const receiveMailEvents: Handler<{ readonly applyMailEvent: (event: MailEvent) => Promise<void> }> = async (
  { body, refuse },
  { applyMailEvent },
) => {
  if (!Array.isArray(body)) return refuse('unreadable-body')
  await forMany(furthestOfEach(readMailEvents(body)), applyMailEvent)
  return empty(204)
}
