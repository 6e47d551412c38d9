// The composition root: settings → clients → services → functions, as the tables of routes, timers and queues name them.
// Nothing else reads the environment, and nothing else knows the host's package.

import { app } from '@azure/functions'
import { queueNames } from '../shared/domain/queue-names.ts'
import type { AccessMode, CheckAccess } from '../shared/headquarters/access.ts'
import { createClients } from './clients.ts'
import { boundLog, createSecurityEvent } from './flood-bound.ts'
import { functionTimeoutMs } from './function-timeout.ts'
import { createInvocationLog } from './invocation-log.ts'
import { queues } from './queues.ts'
import type { Route } from './route.ts'
import { routes } from './routes.ts'
import { createServe } from './serve.ts'
import { createServices } from './services.ts'
import { listed, readSettings } from './settings.ts'
import { timers } from './timers.ts'
import type { Handler, SentForm } from './visit.ts'

const { env } = process
const settings = readSettings(env)
const { values } = settings
const log = boundLog(createInvocationLog())
const clients = createClients(settings)
const platform = {
  appServiceAuthentication: env['WEBSITE_AUTH_ENABLED']?.toLowerCase() === 'true',
  boundToLoopback: /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(env['WEBSITE_HOSTNAME'] ?? ''),
  tenantId: values.HEADQUARTERS_TENANT_ID,
  signInStrength: values.HEADQUARTERS_SIGN_IN_STRENGTH,
  blocked: listed(values.HEADQUARTERS_BLOCKED.toLowerCase()),
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
  platform,
  log,
  securityEvent,
  now: () => new Date(),
  functionTimeoutMs: functionTimeoutMs(env['AzureFunctionsJobHost__functionTimeout']),
})

const rows = Object.entries<Route>(routes)
/** What a browser asks first is asked of the address: the first of its rows answers. */
const isAskedFirst = (row: Route): boolean =>
  row.crossOrigin === true && rows.find(([, { route }]) => route === row.route)?.[1] === row

const serve = createServe({
  site: services.site,
  tokenSecrets: services.tokenSecrets,
  siteKeys: services.siteKeys,
  addressTrust: { header: values.CALLER_ADDRESS_HEADER, hops: Number(values.CALLER_ADDRESS_HOPS) },
  count: services.limits.admit,
  callers: async () => (await services.sites()).callers,
  methodsAt: ({ route }) => rows.filter(([, row]) => row.route === route).flatMap(([, row]) => row.methods),
  now: services.now,
  securityEvent,
  desk: services.desk,
  salesEventKeys: listed(values.SALES_EVENT_KEYS),
  mailEventKey: values.SENDGRID_EVENT_PUBLIC_KEY,
  access,
  log,
  readBridge: async () => (await services.staff()).readBridge(),
})
const late =
  (name: string): Handler =>
  async (...given) =>
    (await import('./handlers.ts')).handlerOf(name)(...given)
const showAgain = async (sent: SentForm) => (await import('./handlers.ts')).showAgain(sent, services)
// Every binding has a name: the package makes one up for those that have none, by hashing, which takes a start milliseconds.
for (const [name, row] of rows) {
  const { handler = late(name) } = row
  app.http(name, {
    trigger: {
      type: 'httpTrigger',
      name: 'request',
      route: row.route,
      // Whoever may GET may ask for the head alone (RFC 9110, 9.3.2); the host leaves out the body.
      // A browser asks first whether it may.
      methods: [
        ...row.methods.flatMap((method) => (method === 'GET' ? (['GET', 'HEAD'] as const) : [method])),
        ...(isAskedFirst(row) ? (['OPTIONS'] as const) : []),
      ],
      authLevel: 'anonymous',
    },
    return: { type: 'http', name: 'answer' },
    handler: serve(
      row,
      async (visit) =>
        row.acts ? (await import('./acts.ts')).audited(row, handler, visit, services) : handler(visit, services),
      row.stamped ? showAgain : undefined,
    ),
  })
}

for (const [name, { schedule, job }] of Object.entries(timers))
  app.generic(name, {
    trigger: { type: 'timerTrigger', name: 'timer', schedule: `%${schedule}%` },
    handler: async () => {
      await services.runJob(job, 'schedule')
    },
  })

const listen = (name: string, queueName: string, handler: (body: unknown) => Promise<void>): void =>
  app.generic(name, {
    trigger: { type: 'serviceBusTrigger', name: 'message', queueName, connection: 'ServiceBusConnection' },
    handler,
  })
for (const name of queueNames) {
  const { worker, deadLetters } = queues[name]
  listen(worker, name, (body) => services.work(name, body))
  listen(deadLetters, `${name}/$deadletterqueue`, (body) => services.recordDead(name, body))
}

app.hook.appTerminate(clients.close)
