// POST /api/sales/events: a Dataverse webhook. Stores a hint and answers; a stored hint is all it promises.

import { salesChangeMessage } from '../../shared/dual-write/apply-sales-change.ts'
import { empty } from '../../shared/platform/http.ts'
import type { Send } from '../../shared/platform/message.ts'
import { salesHint } from '../../shared/sales/sales-event.ts'
import type { Serve } from '../serve.ts'

export const receiveSalesEvent = (serve: Serve, { send }: { readonly send: Send }): void =>
  serve('ReceiveSalesEvent', async ({ body, refuse }) => {
    const hint = salesHint(body)
    if (hint === 'unreadable') return refuse('unreadable-body')
    if (hint !== 'irrelevant') await send('sales-changes', [salesChangeMessage(hint)])
    return empty(204)
  })
