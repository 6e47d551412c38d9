// Queue mail: one e-mail, once.

import { app } from '@azure/functions'

export const sendMail = (deps: { readonly work: (body: unknown) => Promise<void> }): void =>
  app.serviceBusQueue('SendMail', { queueName: 'mail', connection: 'ServiceBusConnection', handler: deps.work })
