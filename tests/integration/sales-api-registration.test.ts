// Registration of webhooks: what may be registered, how keys travel, and that secrets stay inside.
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  create,
  leadBody,
  type Receiver,
  type Rig,
  registerEndpoint,
  registerStep,
  startReceiver,
  startRig,
} from './sales-api-support.ts'

let rig: Rig
let receiver: Receiver

beforeEach(async () => {
  receiver = await startReceiver()
  rig = await startRig()
})
afterEach(async () => {
  await rig.close()
  await receiver.close()
})

test('keys can travel in a header or in the query instead, and are never given out', async () => {
  const settings = '<settings><setting name="x-functions-key" value="a&amp;b"/></settings>'
  const endpoint = await registerEndpoint(rig.administrator, receiver.url, { authtype: 5, authvalue: settings })
  await registerStep(rig.administrator, endpoint, { message: 'Create', table: 'lead' })
  const other = await registerEndpoint(rig.administrator, receiver.url, { authtype: 6, authvalue: settings })
  await registerStep(rig.administrator, other, { message: 'Delete', table: 'lead' })
  const lead = await create(rig.administrator, 'leads', leadBody())
  await rig.sales.webhooksIdle()
  await rig.administrator('DELETE', `leads(${lead})`)
  await rig.sales.webhooksIdle()
  expect(receiver.received[0]?.headers['x-functions-key']).toBe('a&b')
  expect(receiver.received[1]?.url).toBe('/api/sales/events?x-functions-key=a%26b')
  const read = await rig.administrator('GET', `serviceendpoints(${endpoint})`)
  expect(read.body).toHaveProperty('url')
  expect(read.text).not.toContain('x-functions-key')
  expect((await rig.administrator('GET', 'serviceendpoints?$select=authvalue')).status).toBe(400)
})

test('a disabled step is not called', async () => {
  const endpoint = await registerEndpoint(rig.administrator, receiver.url)
  const step = await registerStep(rig.administrator, endpoint, { message: 'Create', table: 'lead' })
  await rig.administrator('PATCH', `sdkmessageprocessingsteps(${step})`, { statecode: 1, statuscode: 2 })
  await create(rig.administrator, 'leads', leadBody())
  await rig.sales.webhooksIdle()
  expect(receiver.received).toEqual([])
})

test.each([
  [{ url: 'ftp://example.com/' }, '0x80040203'],
  [{ url: 'https://example.com:8443/' }, '0x80040203'],
  [{ authtype: 2 }, '0x80040203'],
  [{ authvalue: null }, '0x80050203'],
  [{ authtype: 5 }, '0x80050204'],
  [{ name: null }, '0x80040200'],
])('an endpoint with %j is refused', async (changes, code) => {
  const body = { name: 'e', url: receiver.url, contract: 8, authtype: 4, authvalue: 'k', ...changes }
  const answer = await rig.administrator('POST', 'serviceendpoints', body)
  expect([answer.status, answer.body.error.code]).toEqual([400, code])
})

test('steps must be asynchronous after the operation, with known columns, and an endpoint in use stays', async () => {
  const endpoint = await registerEndpoint(rig.administrator, receiver.url)
  const step = (changes: Record<string, unknown>) =>
    registerStep(rig.administrator, endpoint, { message: 'Update', table: 'lead', ...changes })
  await expect(step({ stage: 20 })).rejects.toThrow('0x80040203')
  await expect(step({ filteringattributes: 'nosuch' })).rejects.toThrow('0x80040203')
  await step({ filteringattributes: 'statecode' })
  const steps = await rig.administrator(
    'GET',
    `serviceendpoints(${endpoint})/serviceendpoint_sdkmessageprocessingstep?$select=name`,
  )
  expect(steps.body.value).toHaveLength(1)
  const answer = await rig.administrator('DELETE', `serviceendpoints(${endpoint})`)
  expect([answer.status, answer.body.error.code]).toEqual([400, '0x80040227'])
})
