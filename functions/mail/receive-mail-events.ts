// POST /api/mail/events: SendGrid's event webhook. Only its signature opens it.

import { type MailEvent, readMailEvents } from '../../shared/mail/mail-events.ts'
import { empty } from '../../shared/platform/http.ts'
import type { Serve } from '../serve.ts'

export const receiveMailEvents = (
  serve: Serve,
  { apply }: { readonly apply: (event: MailEvent) => Promise<void> },
): void =>
  serve('ReceiveMailEvents', async ({ body, refuse }) => {
    if (!Array.isArray(body)) return refuse('unreadable-body')
    for (const event of readMailEvents(body)) await apply(event)
    return empty(204)
  })
