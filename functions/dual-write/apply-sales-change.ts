// Queue sales-changes: Sales → headquarters. Dataverse may also put its events straight onto this queue.

import { app } from '@azure/functions'
import { salesChangeMessage } from '../../shared/domain/messages.ts'
import { salesHint } from '../../shared/sales/sales-event.ts'

export const applySalesChange = (deps: { readonly work: (body: unknown) => Promise<void> }): void =>
  app.serviceBusQueue('ApplySalesChange', {
    queueName: 'sales-changes',
    connection: 'ServiceBusConnection',
    handler: async (body) => {
      const hint = salesHint(body)
      if (hint === 'irrelevant') return
      await deps.work(hint === 'unreadable' ? body : salesChangeMessage(hint))
    },
  })
