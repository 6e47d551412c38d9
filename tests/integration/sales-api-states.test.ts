// What rows say of themselves after people worked on them: states, who closed what, which customers a lead has, deletions.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { create, leadBody, qualify, qualifyAll, type Rig, startRig } from './sales-api-support.ts'

let rig: Rig
let salesperson: string
beforeAll(async () => {
  rig = await startRig()
  salesperson = String((await rig.salesperson('GET', 'WhoAmI')).body['UserId'])
})
afterAll(() => rig.close())

const read = async (path: string) => (await rig.salesperson('GET', path)).body
const qualified = async (changes: Record<string, unknown> = {}) => {
  const lead = await create(rig.administrator, 'leads', leadBody())
  await qualify(rig.salesperson, lead, { ...qualifyAll, ...changes })
  const row = await read(
    `leads(${lead})?$select=_parentaccountid_value,_parentcontactid_value&$expand=opportunity_originating_lead($select=opportunityid)`,
  )
  return {
    lead,
    account: row['_parentaccountid_value'],
    contact: row['_parentcontactid_value'],
    opportunity: row['opportunity_originating_lead']?.[0]?.['opportunityid'],
  }
}

test('a qualified lead names its account and its contact; qualified again it uses them', async () => {
  const { lead, account, contact } = await qualified()
  const made = await read(
    `leads(${lead})?$select=leadid&$expand=account_originating_lead($select=accountid),contact_originating_lead($select=contactid)`,
  )
  expect(made).toMatchObject({
    account_originating_lead: [{ accountid: account }],
    contact_originating_lead: [{ contactid: contact }],
  })
  await rig.salesperson('PATCH', `leads(${lead})`, { statecode: 0, statuscode: 1 })
  const again = await qualify(rig.salesperson, lead)
  expect(again.body.value.map((entity) => entity['@odata.type'])).toEqual(['#Microsoft.Dynamics.CRM.opportunity'])
  expect((await qualified({ CreateContact: false })).contact).toBeNull()
})

test('accounts and contacts are deactivated and activated; inactive ones are read-only', async () => {
  for (const [set, body] of [
    ['accounts', { name: 'Fabrikam' }],
    ['contacts', { lastname: 'Roth' }],
  ] as const) {
    const path = `${set}(${await create(rig.salesperson, set, body)})`
    const states = async () => {
      const row = await read(`${path}?$select=statecode,statuscode`)
      return [row['statecode'], row['statuscode']]
    }
    expect((await rig.salesperson('PATCH', path, { statecode: 1 })).status).toBe(204)
    expect(await states()).toEqual([1, 2])
    const refused = await rig.salesperson('PATCH', path, { telephone1: '1' })
    expect([refused.status, refused.body.error.code]).toEqual([400, '0x80040230'])
    expect((await rig.salesperson('PATCH', path, { statecode: 0, statuscode: 2 })).body.error.code).toBe('0x80048408')
    await rig.salesperson('PATCH', path, { statecode: 0, statuscode: 1 })
    expect((await rig.salesperson('PATCH', path, { telephone1: '1' })).status).toBe(204)
    expect(await states()).toEqual([0, 1])
  }
})

const close = (action: 'Win' | 'Lose', opportunity: unknown, status: number, description: string) =>
  rig.salesperson('POST', `${action}Opportunity`, {
    Status: status,
    OpportunityClose: { subject: action, description, 'opportunityid@odata.bind': `/opportunities(${opportunity})` },
  })

test('each closing leaves one close activity that says who, when, how and why; who may not read activities may not read it', async () => {
  const { opportunity } = await qualified()
  await close('Lose', opportunity, 5, 'Too dear')
  await rig.salesperson('PATCH', `opportunities(${opportunity})`, { statecode: 0 })
  await close('Win', opportunity, 3, 'Signed after all')
  const path = `opportunitycloses?$filter=_opportunityid_value eq ${opportunity} and statecode eq 1&$orderby=opportunitystatecode desc`
  const { value } = await read(path)
  expect(value).toHaveLength(2)
  expect(value[0]).toMatchObject({
    activityid: expect.any(String),
    description: 'Too dear',
    statecode: 1,
    statuscode: 2,
    opportunitystatecode: 2,
    opportunitystatuscode: 5,
    _opportunityid_value: opportunity,
    _regardingobjectid_value: opportunity,
    _createdby_value: salesperson,
    _ownerid_value: salesperson,
    actualend: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
  })
  const refused = await rig.integration('GET', path)
  expect(refused.status).toBe(403)
})

test('a disqualified lead says who changed it', async () => {
  const lead = await create(rig.administrator, 'leads', leadBody())
  await rig.salesperson('PATCH', `leads(${lead})`, { statecode: 2, statuscode: 6 })
  expect(await read(`leads(${lead})?$select=statuscode,_modifiedby_value`)).toMatchObject({
    statuscode: 6,
    _modifiedby_value: salesperson,
  })
})

test('an opportunity may have its customer in customerid alone, and says of which table it is', async () => {
  const contact = await create(rig.salesperson, 'contacts', { lastname: 'Roth' })
  const body = { name: 'Order', 'customerid_contact@odata.bind': `/contacts(${contact})` }
  const id = await create(rig.salesperson, 'opportunities', body)
  const { body: row } = await rig.salesperson(
    'GET',
    `opportunities(${id})?$select=_customerid_value,_parentaccountid_value,_parentcontactid_value`,
    undefined,
    { Prefer: 'odata.include-annotations="*"' },
  )
  expect(row).toMatchObject({
    _customerid_value: contact,
    '_customerid_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'contact',
    '_customerid_value@Microsoft.Dynamics.CRM.associatednavigationproperty': 'customerid_contact',
    '_customerid_value@OData.Community.Display.V1.FormattedValue': 'Roth',
    _parentaccountid_value: null,
    _parentcontactid_value: null,
  })
})

test('with an account its opportunities go; with a lead only the link to it', async () => {
  const first = await qualified()
  await rig.salesperson('DELETE', `accounts(${first.account})`)
  expect((await rig.salesperson('GET', `opportunities(${first.opportunity})`)).body.error.code).toBe('0x80040217')
  expect((await read(`leads(${first.lead})?$select=_parentaccountid_value`))['_parentaccountid_value']).toBeNull()
  const second = await qualified()
  await rig.salesperson('DELETE', `leads(${second.lead})`)
  expect(await read(`opportunities(${second.opportunity})?$select=_originatingleadid_value`)).toMatchObject({
    _originatingleadid_value: null,
  })
})
