// Dead letters of queue sales-changes: they become catch-up errors, so that nothing hides in a queue nobody looks at.

import { app } from '@azure/functions'

export const recordDeadSalesChanges = (deps: { readonly record: (body: unknown) => Promise<void> }): void =>
  app.serviceBusQueue('RecordDeadSalesChanges', {
    queueName: 'sales-changes/$deadletterqueue',
    connection: 'ServiceBusConnection',
    handler: deps.record,
  })
