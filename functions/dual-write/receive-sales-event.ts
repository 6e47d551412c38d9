// POST /api/sales/events: a Dataverse webhook. Stores a hint and answers; a stored hint is all it promises.

import type { Log } from '../../shared/domain/log-events.ts'
import { type Send, salesChangeMessage } from '../../shared/domain/messages.ts'
import { empty } from '../../shared/platform/http.ts'
import { salesHint } from '../../shared/sales/sales-event.ts'
import type { Handler } from '../visit.ts'

type Deps = { readonly send: Send; readonly log: Log }

export const receiveSalesEvent: Handler<Deps> = async ({ body, refuse }, { send, log }) => {
  const hint = salesHint(body)
  if (hint === 'unreadable') return refuse('unreadable-body')
  if (hint !== 'irrelevant') {
    const message = salesChangeMessage(hint)
    await send([message])
    log.info('sales-event-received', { correlationId: message.correlationId })
  }
  return empty(204)
}
