// Events straight onto the app's queue instead of through the webhook, and changing from one way to the other.
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { queueSettings } from '../../functions/queues.ts'
import { startServiceBus } from '../../infra/local/service-bus/service-bus.ts'
import { installCommand } from '../../infra/sales/cli/install-command.ts'
import { uninstallCommand } from '../../infra/sales/cli/uninstall-command.ts'
import { verifyCommand } from '../../infra/sales/cli/verify-command.ts'
import { wantedSteps } from '../../infra/sales/wanted/steps.ts'
import { installEnvironment, settings, startOrg, timeless } from './install-support.ts'
import { type Receiver, startReceiver } from './sales-api-support.ts'

let org: Awaited<ReturnType<typeof startOrg>>
let broker: Awaited<ReturnType<typeof startServiceBus>>
let receiver: Receiver
let lines: string[]
beforeEach(async () => {
  ;[org, broker, receiver] = await Promise.all([
    startOrg(),
    startServiceBus({ port: 0, queues: queueSettings }),
    startReceiver(),
  ])
  lines = []
})
afterEach(async () => {
  await org.close()
  await broker.close()
  await receiver.close()
})

const surroundings = (changes: Readonly<Record<string, string | undefined>> = {}) => ({
  env: {
    ...installEnvironment(org.url),
    SALES_SERVICEBUS_CONNECTION: broker.connectionString,
    ...changes,
  },
  send: fetch,
  now: Date.now,
  say: (line: string) => lines.push(line),
})
const application = ['--application-id', settings.applicationId]
const install = (transport: string, changes = {}) =>
  installCommand([...application, '--events-url', receiver.url, '--transport', transport], surroundings(changes))
const verify = (...args: string[]) => verifyCommand([...application, ...args], surroundings())

/** Makes and deletes a lead, and tells how many events came by each way. */
const arrivals = async () => {
  const leadid = randomUUID()
  const before = { queue: broker.stats().sends, webhook: receiver.received.length }
  await org.call({ method: 'POST', path: 'leads', body: { leadid, subject: 'Lead', lastname: 'Roth' } })
  await org.call({ method: 'DELETE', path: `leads(${leadid})` })
  await org.sales.webhooksIdle()
  return { queue: broker.stats().sends - before.queue, webhook: receiver.received.length - before.webhook }
}

test('events come by the way that was installed last, and by no other', async () => {
  for (const transport of ['webhook', 'servicebus', 'servicebus', 'webhook', 'servicebus'] as const) {
    expect(await install(transport)).toBe(0)
    expect(await arrivals()).toEqual(transport === 'webhook' ? { queue: 0, webhook: 1 } : { queue: 1, webhook: 0 })
    expect(await verify()).toBe(0)
  }
})

test('the plan tells of the change, and the key is nowhere to be read', async () => {
  await install('webhook')
  lines = []
  expect(await install('servicebus')).toBe(0)
  expect(lines.slice(1).filter((line) => line.startsWith('  ') && !line.startsWith('  keep'))).toEqual([
    '  create  Service Bus endpoint',
    ...wantedSteps.map(({ message, table }) => `  update  step ${message} of ${table} (eventhandler_serviceendpoint)`),
    '  remove  webhook endpoint',
    '  publish tables lead, account, contact, opportunity',
  ])
  const key = /SharedAccessKey=([^;]+)/.exec(broker.connectionString)?.[1] ?? ''
  expect(lines.join('\n')).not.toContain(key)
  expect(JSON.stringify(await org.rows())).not.toContain(key)
})

test('installing one way, changing it and removing everything leaves the organization as it was', async () => {
  const before = timeless(await org.rows())
  await install('webhook')
  await install('servicebus')
  expect(await uninstallCommand([], surroundings())).toBe(0)
  expect(timeless(await org.rows())).toEqual(before)
})

test.each([
  ['no connection', undefined],
  ['a connection without a key', 'Endpoint=sb://contoso.servicebus.windows.net/;SharedAccessKeyName=send'],
  ['a connection of another queue', 'Endpoint=sb://a/;SharedAccessKeyName=b;SharedAccessKey=s3cret;EntityPath=mail'],
  ['something else', 's3cret'],
])('%s is reported without repeating it', async (_what, SALES_SERVICEBUS_CONNECTION) => {
  expect(await install('servicebus', { SALES_SERVICEBUS_CONNECTION })).toBe(1)
  expect(lines.join('\n')).toContain('SALES_SERVICEBUS_CONNECTION')
  expect(lines.join('\n')).not.toContain('s3cret')
})

test('another transport is reported', async () => {
  expect(await install('pigeon')).toBe(1)
  expect(lines.join('\n')).toContain('--transport is webhook or servicebus')
})

test('events that cannot get to the queue wait in the organization, and verify says so', async () => {
  const nobody = 'Endpoint=sb://127.0.0.1:9/;SharedAccessKeyName=send;SharedAccessKey=a2V5'
  await install('servicebus', { SALES_SERVICEBUS_CONNECTION: nobody })
  const leadid = randomUUID()
  await org.call({ method: 'POST', path: 'leads', body: { leadid, subject: 'Lead', lastname: 'Roth' } })
  await org.call({ method: 'DELETE', path: `leads(${leadid})` })
  await expect
    .poll(async () => (await org.rows())['asyncoperations'], { timeout: 20_000 })
    .toEqual([expect.objectContaining({ statecode: 1, statuscode: 10, retrycount: expect.any(Number) })])
  expect(await verify()).toBe(0)
  expect(lines.join('\n')).toMatch(/events of the last hour +none failed, 1 waiting/)
  expect(await install('servicebus')).toBe(0)
  await org.sales.webhooksIdle()
  expect((await org.rows())['asyncoperations']).toEqual([])
  expect(broker.stats().sends).toBe(1)
})
