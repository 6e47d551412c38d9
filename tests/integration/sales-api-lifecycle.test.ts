// The life of a lead: qualify, disqualify, reactivate; and of its opportunity: win, lose, reopen.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { create, type Json, leadBody, qualify, qualifyAll, type Rig, startRig } from './sales-api-support.ts'

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.close())

const story = async (lead: string): Promise<Json> => {
  const expand = [
    'opportunity_originating_lead($select=name,statecode,statuscode,actualvalue,_customerid_value,_parentcontactid_value,_ownerid_value)',
    'account_originating_lead($select=name,websiteurl,_primarycontactid_value)',
    'contact_originating_lead($select=fullname,_parentcustomerid_value)',
  ]
  return (await rig.administrator('GET', `leads(${lead})?$select=statecode,statuscode&$expand=${expand.join(',')}`))
    .body
}
const rows = (body: Json, property: string): Json[] => body[property] as unknown as Json[]

const close = (action: 'Win' | 'Lose', opportunity: unknown, status: number, more: Record<string, unknown> = {}) =>
  rig.salesperson('POST', `${action}Opportunity`, {
    Status: status,
    OpportunityClose: { subject: action, 'opportunityid@odata.bind': `/opportunities(${opportunity})`, ...more },
  })

const openOpportunity = async () => {
  const lead = await create(rig.administrator, 'leads', leadBody())
  await qualify(rig.salesperson, lead)
  return { lead, id: rows(await story(lead), 'opportunity_originating_lead')[0]?.['opportunityid'] }
}

test('qualifying makes an account, a contact and an opportunity that are linked to the lead and to each other', async () => {
  const lead = await create(rig.administrator, 'leads', leadBody({ websiteurl: 'https://fabrikam.example' }))
  const answer = await qualify(rig.salesperson, lead)
  expect(answer.status).toBe(200)
  const types = answer.body.value.map((entity) => String(entity['@odata.type']).split('.').at(-1))
  expect(types.sort()).toEqual(['account', 'contact', 'opportunity'])
  const body = await story(lead)
  const [account] = rows(body, 'account_originating_lead')
  const [contact] = rows(body, 'contact_originating_lead')
  const [opportunity] = rows(body, 'opportunity_originating_lead')
  const seller = (await rig.salesperson('GET', 'WhoAmI')).body['UserId']
  expect(body).toMatchObject({ statecode: 1, statuscode: 3 })
  expect(account).toMatchObject({
    name: 'Fabrikam GmbH',
    websiteurl: 'https://fabrikam.example',
    _primarycontactid_value: contact?.['contactid'],
  })
  expect(contact).toMatchObject({ fullname: 'Ada Roth', _parentcustomerid_value: account?.['accountid'] })
  expect(opportunity).toMatchObject({
    name: 'B2B onboarding: Fabrikam GmbH',
    statecode: 0,
    _customerid_value: account?.['accountid'],
    _parentcontactid_value: contact?.['contactid'],
    _ownerid_value: seller,
  })
})

test('a lead with an existing account and contact makes no new ones, and only what is asked for is made', async () => {
  const account = await create(rig.salesperson, 'accounts', { name: 'Known' })
  const contact = await create(rig.salesperson, 'contacts', { lastname: 'Known' })
  const lead = await create(rig.administrator, 'leads', leadBody())
  const links = {
    'parentaccountid@odata.bind': `/accounts(${account})`,
    'parentcontactid@odata.bind': `/contacts(${contact})`,
  }
  await rig.salesperson('PATCH', `leads(${lead})`, links)
  const answer = await qualify(rig.salesperson, lead)
  expect(answer.body.value.map((entity) => entity['@odata.type'])).toEqual(['#Microsoft.Dynamics.CRM.opportunity'])
  const [opportunity] = rows(await story(lead), 'opportunity_originating_lead')
  expect(opportunity).toMatchObject({ _customerid_value: account, _parentcontactid_value: contact })

  const bare = await create(rig.administrator, 'leads', leadBody())
  const none = { CreateAccount: false, CreateContact: false, CreateOpportunity: false, Status: 3 }
  expect((await qualify(rig.salesperson, bare, none)).body.value).toEqual([])
  expect((await story(bare))['statecode']).toBe(1)
})

test('the customer of the opportunity may be given, with its type', async () => {
  const account = await create(rig.salesperson, 'accounts', { name: 'Given' })
  const lead = await create(rig.administrator, 'leads', leadBody())
  const customer = { '@odata.type': 'Microsoft.Dynamics.CRM.account', accountid: account }
  const body = { ...qualifyAll, CreateAccount: false, CreateContact: false, OpportunityCustomerId: customer }
  expect((await qualify(rig.salesperson, lead, body)).status).toBe(200)
  const [opportunity] = rows(await story(lead), 'opportunity_originating_lead')
  expect(opportunity).toMatchObject({ _customerid_value: account })
  const missing = await qualify(rig.salesperson, await create(rig.administrator, 'leads', leadBody()), {
    ...body,
    OpportunityCustomerId: { ...customer, accountid: randomUUID() },
  })
  expect(missing.status).toBe(404)
})

test('qualifying is refused for closed leads, for open statuses, without its parameters and without its namespace', async () => {
  const lead = await create(rig.administrator, 'leads', leadBody())
  expect((await qualify(rig.salesperson, lead, { ...qualifyAll, Status: 1 })).body.error.code).toBe('0x80048408')
  expect((await qualify(rig.salesperson, lead, { Status: 3 })).status).toBe(400)
  expect((await rig.salesperson('POST', `leads(${lead})/QualifyLead`, qualifyAll)).status).toBeGreaterThanOrEqual(400)
  expect((await qualify(rig.salesperson, lead)).status).toBe(200)
  const second = await qualify(rig.salesperson, lead)
  expect([second.status, second.body.error.code]).toEqual([400, '0x80040519'])
  expect(rows(await story(lead), 'account_originating_lead')).toHaveLength(1)
})

test('a lead is disqualified, is then read-only, is reactivated and can be qualified again', async () => {
  const lead = await create(rig.administrator, 'leads', leadBody())
  const patch = (body: unknown) => rig.salesperson('PATCH', `leads(${lead})`, body, { 'If-Match': '*' })
  expect((await patch({ statecode: 2, statuscode: 3 })).body.error.code).toBe('0x80048408')
  expect((await patch({ statecode: 2 })).status).toBe(204)
  expect(await story(lead)).toMatchObject({ statecode: 2, statuscode: 4 })
  expect((await patch({ subject: 'Too late' })).body.error.code).toBe('0x80040230')
  expect((await patch({ statecode: 0, statuscode: 1 })).status).toBe(204)
  expect((await patch({ subject: 'In time' })).status).toBe(204)
  expect((await qualify(rig.salesperson, lead)).status).toBe(200)
})

test('winning closes the opportunity, records the closing and takes the expected value when none is given', async () => {
  const { lead, id } = await openOpportunity()
  await rig.salesperson('PATCH', `opportunities(${id})`, { estimatedvalue: 1200.5 })
  expect((await close('Win', id, 5)).body.error.code).toBe('0x80048408')
  expect((await close('Win', id, 3)).status).toBe(204)
  const [opportunity] = rows(await story(lead), 'opportunity_originating_lead')
  expect(opportunity).toMatchObject({ statecode: 1, statuscode: 3, actualvalue: 1200.5 })
  const closings = await rig.salesperson('GET', `opportunities(${id})/Opportunity_OpportunityClose`)
  expect(closings.body.value).toHaveLength(1)
  expect(closings.body.value[0]).toMatchObject({ subject: 'Win', statecode: 1, opportunitystatecode: 1 })
  const again = await close('Lose', id, 4)
  expect([again.status, again.body.error.code]).toEqual([400, '0x80040515'])
})

test('a lost opportunity is read-only until it is reopened, and can be won afterwards', async () => {
  const { lead, id } = await openOpportunity()
  expect((await close('Lose', id, 5)).status).toBe(204)
  expect((await rig.salesperson('PATCH', `opportunities(${id})`, { name: 'x' })).body.error.code).toBe('0x80040230')
  expect((await rig.salesperson('PATCH', `opportunities(${id})`, { statecode: 0 })).status).toBe(204)
  expect(rows(await story(lead), 'opportunity_originating_lead')[0]).toMatchObject({ statecode: 0, statuscode: 1 })
  expect((await close('Win', id, 3)).status).toBe(204)
  const closings = await rig.salesperson('GET', `opportunitycloses?$filter=_opportunityid_value eq ${id}`)
  expect(closings.body.value).toHaveLength(2)
})

test('an opportunity is not closed by an update, nor closed without naming it', async () => {
  const { id } = await openOpportunity()
  const patched = await rig.salesperson('PATCH', `opportunities(${id})`, { statecode: 1, statuscode: 3 })
  expect([patched.status, patched.body.error.code]).toEqual([400, '0x80040516'])
  expect((await close('Win', randomUUID(), 3)).status).toBe(404)
  const body = { Status: 3, OpportunityClose: { subject: 'x' } }
  expect((await rig.salesperson('POST', 'WinOpportunity', body)).status).toBe(400)
})
