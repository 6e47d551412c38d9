// Queue sales-writes: headquarters → Sales.

import { app } from '@azure/functions'

export const writeToSales = (deps: { readonly work: (body: unknown) => Promise<void> }): void =>
  app.serviceBusQueue('WriteToSales', {
    queueName: 'sales-writes',
    connection: 'ServiceBusConnection',
    handler: deps.work,
  })
