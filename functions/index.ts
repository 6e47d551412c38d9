// The composition root: settings → clients → services → functions, as the tables of routes, timers and queues name them.
// Nothing else reads the environment, and nothing else knows the host's package.

import { app } from '@azure/functions'
import { queueNames } from '../shared/domain/messages.ts'
import type { AccessMode, CheckAccess } from '../shared/headquarters/access.ts'
import { createClients } from './clients.ts'
import { functionTimeoutMs } from './function-timeout.ts'
import { createInvocationLog } from './invocation-log.ts'
import { queues } from './queues.ts'
import type { Route } from './route.ts'
import { routes } from './routes.ts'
import { createSecurityEvent } from './security-event.ts'
import { createServe } from './serve.ts'
import { createServices } from './services.ts'
import { listed, readSettings } from './settings.ts'
import { timers } from './timers.ts'

const { env } = process
const settings = readSettings(env)
const { values } = settings
const log = createInvocationLog()
const clients = createClients(settings)
const platform = {
  appServiceAuthentication: env['WEBSITE_AUTH_ENABLED']?.toLowerCase() === 'true',
  boundToLoopback: /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(env['WEBSITE_HOSTNAME'] ?? ''),
  tenantId: values.HEADQUARTERS_TENANT_ID,
}
// Who staff are is asked when one of them comes: the first request of an applicant does not wait for it.
const access: CheckAccess = async (request, needs) =>
  (await import('../shared/headquarters/access.ts')).checkAccess(values.HEADQUARTERS_ACCESS as AccessMode, platform)(
    request,
    needs,
  )
const securityEvent = createSecurityEvent(log)
const services = createServices({
  settings,
  clients,
  access,
  log,
  securityEvent,
  now: () => new Date(),
  functionTimeoutMs: functionTimeoutMs(env['AzureFunctionsJobHost__functionTimeout']),
})

const serve = createServe({
  site: services.site,
  tokenSecrets: services.tokenSecrets,
  siteKeys: services.siteKeys,
  addressTrust: { header: values.CALLER_ADDRESS_HEADER, hops: Number(values.CALLER_ADDRESS_HOPS) },
  count: services.limits.admit,
  now: services.now,
  securityEvent,
  salesEventKeys: listed(values.SALES_EVENT_KEYS),
  mailEventKey: values.SENDGRID_EVENT_PUBLIC_KEY,
  access,
  log,
  readBridge: async () => (await services.staff()).readBridge(),
})
for (const [name, row] of Object.entries<Route>(routes))
  app.http(name, {
    route: row.route,
    // Whoever may GET may ask for the head alone (RFC 9110, 9.3.2); the host leaves out the body.
    methods: row.methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])),
    authLevel: 'anonymous',
    handler: serve(row, async (visit) =>
      row.acts ? (await import('./acts.ts')).audited(row, visit, services) : row.handler(visit, services),
    ),
  })

for (const [name, { schedule, job }] of Object.entries(timers))
  app.timer(name, {
    schedule: `%${schedule}%`,
    handler: async () => {
      await services.runJob(job, 'schedule')
    },
  })

for (const name of queueNames) {
  const { worker, deadLetters } = queues[name]
  const connection = 'ServiceBusConnection'
  app.serviceBusQueue(worker, { queueName: name, connection, handler: (body) => services.work(name, body) })
  app.serviceBusQueue(deadLetters, {
    queueName: `${name}/$deadletterqueue`,
    connection,
    handler: (body) => services.recordDead(name, body),
  })
}

app.hook.appTerminate(clients.close)
