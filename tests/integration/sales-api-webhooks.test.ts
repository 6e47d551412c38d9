// Webhooks: only what is registered is sent, in the service's own form, and failures are kept as failed jobs.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { WebhookFaults } from '../../infra/local/sales/webhooks/faults.ts'
import {
  create,
  type Json,
  leadBody,
  qualify,
  type Receiver,
  type Rig,
  registerEndpoint,
  registerStep,
  startReceiver,
  startRig,
} from './sales-api-support.ts'

let rig: Rig
let receiver: Receiver
let status: number[] = []
let fault: WebhookFaults

beforeEach(async () => {
  status = []
  receiver = await startReceiver((call) => status[call - 1] ?? 200)
  fault = () => undefined
  rig = await startRig({ webhookFaults: (event) => fault(event) })
})
afterEach(async () => {
  await rig.close()
  await receiver.close()
})

const watch = async (message: string, table: string, changes: Record<string, unknown> = {}, url = receiver.url) =>
  registerStep(rig.administrator, await registerEndpoint(rig.administrator, url), { message, table, ...changes })
const disqualify = (lead: string, body: unknown = { statecode: 2, statuscode: 6 }) =>
  rig.salesperson('PATCH', `leads(${lead})`, body, { 'If-Match': '*' })
const pairs = (list: unknown): Record<string, Json> =>
  Object.fromEntries((list as { key: string; value: Json }[]).map(({ key, value }) => [key, value]))
const failedJobs = async (step: string) => {
  const filter = `statuscode eq 31 and _owningextensionid_value eq ${step}`
  return (await rig.administrator('GET', `asyncoperations?$filter=${filter}`)).body.value
}

test('nothing is sent before a step is registered, and nothing of other tables or columns afterwards', async () => {
  const early = await create(rig.administrator, 'leads', leadBody())
  await disqualify(early)
  await watch('Update', 'lead', { filteringattributes: 'statecode,statuscode' })
  const lead = await create(rig.administrator, 'leads', leadBody())
  await rig.salesperson('PATCH', `leads(${lead})`, { subject: 'Other column' })
  await create(rig.administrator, 'accounts', { name: 'Other table' })
  await disqualify(lead)
  await rig.sales.webhooksIdle()
  expect(receiver.received.map(({ body }) => body['PrimaryEntityId'])).toEqual([lead])
})

test('the request has the key in its address, the headers of the service, and the context of the update', async () => {
  const step = await watch('Update', 'lead', { filteringattributes: 'statecode,statuscode' })
  await create(rig.administrator, 'sdkmessageprocessingstepimages', {
    name: 'before',
    entityalias: 'before',
    imagetype: 0,
    messagepropertyname: 'Target',
    attributes: 'statecode',
    'sdkmessageprocessingstepid@odata.bind': `/sdkmessageprocessingsteps(${step})`,
  })
  const lead = await create(rig.administrator, 'leads', leadBody())
  await disqualify(lead)
  await rig.sales.webhooksIdle()
  const [request] = receiver.received
  expect(request?.url).toBe('/api/sales/events?code=k3y')
  expect(request?.headers).toMatchObject({
    'x-ms-dynamics-organization': '127.0.0.1',
    'x-ms-dynamics-entity-name': 'lead',
    'x-ms-dynamics-request-name': 'Update',
    'x-ms-correlation-request-id': String(request?.body['CorrelationId']),
  })
  expect(request?.headers['x-ms-dynamics-msg-size-exceeded']).toBeUndefined()
  expect(request?.text).toMatch(/"OperationCreatedOn":"\\\/Date\(\d{13}\+0000\)\\\/"/)
  expect(request?.text).toContain('http:\\/\\/schemas.microsoft.com\\/xrm\\/2011\\/Contracts')
  const seller = (await rig.salesperson('GET', 'WhoAmI')).body['UserId']
  const context = request?.body
  expect(context).toMatchObject({
    MessageName: 'Update',
    PrimaryEntityName: 'lead',
    PrimaryEntityId: lead,
    InitiatingUserId: seller,
    Depth: 1,
    Mode: 1,
    Stage: 40,
    OrganizationName: 'standin',
    ParentContext: null,
    OwningExtension: { Id: step, LogicalName: 'sdkmessageprocessingstep' },
  })
  const target = pairs(context?.['InputParameters'])['Target']
  expect(target).toMatchObject({ LogicalName: 'lead', Id: lead })
  const type = 'OptionSetValue:http://schemas.microsoft.com/xrm/2011/Contracts'
  const attributes = pairs(target?.['Attributes'])
  expect(attributes).toMatchObject({ statecode: { __type: type, Value: 2 }, statuscode: { __type: type, Value: 6 } })
  expect(attributes['modifiedon']).toMatch(/^\/Date\(\d{13}\)\/$/)
  expect(attributes['subject']).toBeUndefined()
  const before = pairs(context?.['PreEntityImages'])['before']
  expect(before).not.toHaveProperty('__type')
  expect(pairs(before?.['Attributes'])).toEqual({ statecode: { __type: type, Value: 0 } })
  expect(pairs(before?.['FormattedValues'])).toEqual({ statecode: 'Open' })
  const primary = pairs(context?.['PostEntityImages'])['AsynchronousStepPrimaryName']
  expect(pairs(primary?.['Attributes'])).toEqual({ fullname: 'Ada Roth', leadid: lead })
})

test('state and other columns in one update are two events', async () => {
  await watch('Update', 'lead')
  const lead = await create(rig.administrator, 'leads', leadBody())
  await rig.salesperson('PATCH', `leads(${lead})`, { subject: 'New', statecode: 2, statuscode: 4 })
  await rig.sales.webhooksIdle()
  const changed = receiver.received.map(({ body }) =>
    Object.keys(pairs(pairs(body['InputParameters'])['Target']?.['Attributes'])),
  )
  expect(changed.map((names) => names.includes('subject')).sort()).toEqual([false, true])
  expect(changed.map((names) => names.includes('statecode')).sort()).toEqual([false, true])
})

test('qualifying and winning are messages of their own, and what they make names them as parent', async () => {
  for (const [message, table] of [
    ['QualifyLead', 'lead'],
    ['Create', 'opportunity'],
    ['Win', 'opportunity'],
  ] as const) {
    await watch(message, table)
  }
  const lead = await create(rig.administrator, 'leads', leadBody())
  await qualify(rig.salesperson, lead)
  const { body } = await rig.administrator('GET', `leads(${lead})/opportunity_originating_lead?$select=opportunityid`)
  const opportunity = body.value[0]?.['opportunityid']
  const closing = { subject: 'Won', 'opportunityid@odata.bind': `/opportunities(${opportunity})` }
  await rig.salesperson('POST', 'WinOpportunity', { Status: 3, OpportunityClose: closing })
  await rig.sales.webhooksIdle()
  const of = (message: string) =>
    receiver.received.find((request) => String(request.body['MessageName']) === message)?.body
  expect(of('Create')).toMatchObject({
    PrimaryEntityId: opportunity,
    Depth: 2,
    ParentContext: { MessageName: 'QualifyLead' },
  })
  expect(pairs(of('QualifyLead')?.['InputParameters'])).toMatchObject({ LeadId: { Id: lead }, CreateAccount: true })
  expect(pairs(of('QualifyLead')?.['OutputParameters'])['CreatedEntities']).toHaveLength(3)
  const close = pairs(of('Win')?.['InputParameters'])['OpportunityClose']
  expect(pairs(close?.['Attributes'])['opportunityid']).toMatchObject({ Id: opportunity, LogicalName: 'opportunity' })
})

test('503 earns exactly one more attempt; 500 none; both failures are failed jobs of the step', async () => {
  const step = await watch('Create', 'lead')
  status = [503, 200]
  await create(rig.administrator, 'leads', leadBody())
  await rig.sales.webhooksIdle()
  expect([receiver.received.length, (await failedJobs(step)).length]).toEqual([2, 0])
  status = [200, 200, 503, 503]
  await create(rig.administrator, 'leads', leadBody())
  await rig.sales.webhooksIdle()
  expect([receiver.received.length, (await failedJobs(step)).length]).toEqual([4, 1])
  status = [200, 200, 200, 200, 500]
  const lead = await create(rig.administrator, 'leads', leadBody())
  await rig.sales.webhooksIdle()
  expect(receiver.received).toHaveLength(5)
  const jobs = await failedJobs(step)
  expect(jobs).toHaveLength(2)
  expect(jobs.find((job) => String(job['regardingid']) === lead)).toMatchObject({
    statecode: 3,
    statuscode: 31,
    messagename: 'Create',
    // 0x80050201: the answer was not 2xx.
    errorcode: 0x80050201 | 0,
  })
})

test('a delivery to where nobody answers is a failed job with the code of its own', async () => {
  const step = await watch('Create', 'lead', {}, 'http://127.0.0.1:9/api/sales/events')
  await create(rig.administrator, 'leads', leadBody())
  await rig.sales.webhooksIdle()
  expect((await failedJobs(step)).map((job) => job['errorcode'])).toEqual([0x80050205 | 0])
})

test('a context over 256 KB arrives without its large parts and says so', async () => {
  await watch('Create', 'annotation')
  const note = { subject: 'Large', notetext: 'é'.repeat(90_000), documentbody: 'x'.repeat(120_000) }
  const id = await create(rig.administrator, 'annotations', note)
  await rig.sales.webhooksIdle()
  const [request] = receiver.received
  expect(request?.headers['x-ms-dynamics-msg-size-exceeded']).toBe('true')
  expect(request?.body).toMatchObject({ PrimaryEntityName: 'annotation', PrimaryEntityId: id, MessageName: 'Create' })
  for (const part of ['InputParameters', 'ParentContext', 'PreEntityImages', 'PostEntityImages']) {
    expect(request?.body).not.toHaveProperty(part)
  }
})

test('the tag of a write is among the shared variables', async () => {
  await watch('Create', 'lead')
  await rig.administrator('POST', 'leads?tag=commerce-b2b', leadBody())
  await rig.sales.webhooksIdle()
  expect(pairs(receiver.received[0]?.body['SharedVariables'])).toEqual({ tag: 'commerce-b2b' })
})

test('a refused change set tells nobody', async () => {
  await watch('Create', 'lead')
  await rig.administrator('POST', 'leads', leadBody({ Lead_Annotation: [{ nosuch: 1 }] }))
  await rig.sales.webhooksIdle()
  expect(receiver.received).toEqual([])
})

test('a delivery that had no answer when the organization stopped is made again after the restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sales-'))
  await rig.close()
  rig = await startRig({ folder })
  status = [0, 200]
  const step = await watch('Create', 'lead')
  const lead = await create(rig.administrator, 'leads', leadBody())
  await expect.poll(() => receiver.received.length, { timeout: 10_000 }).toBe(1)
  await rig.close()
  rig = await startRig({ folder })
  await rig.sales.webhooksIdle()
  expect(receiver.received.map(({ body }) => body['PrimaryEntityId'])).toEqual([lead, lead])
  expect(await failedJobs(step)).toEqual([])
  await rig.close()
  rmSync(folder, { recursive: true, force: true })
  rig = await startRig()
})

test('deliveries can be lost, doubled and late', async () => {
  const step = await watch('Create', 'lead')
  fault = () => ({ lose: true })
  await create(rig.administrator, 'leads', leadBody())
  await rig.sales.webhooksIdle()
  expect([receiver.received.length, (await failedJobs(step)).length]).toEqual([0, 1])
  fault = () => ({ duplicate: true, delayMs: 5 })
  const lead = await create(rig.administrator, 'leads', leadBody())
  await rig.sales.webhooksIdle()
  expect(receiver.received.map(({ body }) => body['PrimaryEntityId'])).toEqual([lead, lead])
})
