// Dead letters of queue mail: they become catch-up errors, so that nothing hides in a queue nobody looks at.

import { app } from '@azure/functions'

export const recordDeadMail = (deps: { readonly record: (body: unknown) => Promise<void> }): void =>
  app.serviceBusQueue('RecordDeadMail', {
    queueName: 'mail/$deadletterqueue',
    connection: 'ServiceBusConnection',
    handler: deps.record,
  })
