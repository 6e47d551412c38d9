// Dead letters of queue sales-writes: they become catch-up errors, so that nothing hides in a queue nobody looks at.

import { app } from '@azure/functions'

export const recordDeadSalesWrites = (deps: { readonly record: (body: unknown) => Promise<void> }): void =>
  app.serviceBusQueue('RecordDeadSalesWrites', {
    queueName: 'sales-writes/$deadletterqueue',
    connection: 'ServiceBusConnection',
    handler: deps.record,
  })
