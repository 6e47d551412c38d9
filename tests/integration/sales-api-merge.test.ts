// Merge of leads, accounts and contacts: what becomes of both rows and of what belongs to them, and what is refused.
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  create,
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
beforeAll(async () => {
  rig = await startRig()
  receiver = await startReceiver()
})
afterAll(async () => {
  await rig.close()
  await receiver.close()
})

const keys = { lead: 'leadid', account: 'accountid', contact: 'contactid' } as const
type Mergeable = keyof typeof keys
const entity = (table: Mergeable, id: string) => ({
  '@odata.type': `Microsoft.Dynamics.CRM.${table}`,
  [keys[table]]: id,
})
const merge = (table: Mergeable, target: string, subordinate: string, changes: Record<string, unknown> = {}) =>
  rig.salesperson('POST', 'Merge', {
    Target: entity(table, target),
    Subordinate: entity(table, subordinate),
    PerformParentingChecks: false,
    ...changes,
  })
const read = async (path: string) => (await rig.salesperson('GET', path)).body

test('a merged lead is disqualified, merged, and names its master; what belonged to it belongs to the master', async () => {
  const kept = await create(rig.salesperson, 'leads', leadBody({ jobtitle: 'Buyer' }))
  const double = await create(rig.salesperson, 'leads', leadBody({ telephone1: '+49 30 1' }))
  await create(rig.salesperson, 'annotations', { subject: 'Called', 'objectid_lead@odata.bind': `/leads(${double})` })
  const content = { '@odata.type': 'Microsoft.Dynamics.CRM.lead', telephone1: '+49 30 1' }
  expect((await merge('lead', kept, double, { UpdateContent: content })).status).toBe(204)
  expect(await read(`leads(${double})?$select=statecode,statuscode,merged,_masterid_value`)).toMatchObject({
    statecode: 2,
    statuscode: 4,
    merged: true,
    _masterid_value: kept,
  })
  expect(
    await read(`leads(${kept})?$select=statecode,merged,telephone1,jobtitle&$expand=Lead_Annotation($select=subject)`),
  ).toMatchObject({
    statecode: 0,
    merged: false,
    telephone1: '+49 30 1',
    jobtitle: 'Buyer',
    Lead_Annotation: [{ subject: 'Called' }],
  })
})

test('merged accounts and contacts are inactive; opportunities and contacts move', async () => {
  const lead = await create(rig.salesperson, 'leads', leadBody())
  await qualify(rig.salesperson, lead)
  const expand = 'account_originating_lead($select=accountid),contact_originating_lead($select=contactid)'
  const made = await read(`leads(${lead})?$select=leadid&$expand=${expand}`)
  const account = String(made['account_originating_lead']?.[0]?.['accountid'])
  const contact = String(made['contact_originating_lead']?.[0]?.['contactid'])
  const otherAccount = await create(rig.salesperson, 'accounts', { name: 'Fabrikam' })
  const otherContact = await create(rig.salesperson, 'contacts', { lastname: 'Roth' })
  expect((await merge('account', otherAccount, account)).status).toBe(204)
  expect((await merge('contact', otherContact, contact)).status).toBe(204)
  for (const path of [`accounts(${account})`, `contacts(${contact})`]) {
    expect(await read(`${path}?$select=statecode,statuscode,merged`)).toMatchObject({
      statecode: 1,
      statuscode: 2,
      merged: true,
    })
  }
  const { value } = await read(`opportunities?$filter=_originatingleadid_value eq ${lead}`)
  expect(value[0]).toMatchObject({
    _customerid_value: otherAccount,
    _parentaccountid_value: otherAccount,
    _parentcontactid_value: otherContact,
  })
  expect((await read(`contacts(${contact})?$select=_parentcustomerid_value`))['_parentcustomerid_value']).toBe(
    otherAccount,
  )
})

test('the change of the row that is closed is told to steps', async () => {
  const endpoint = await registerEndpoint(rig.administrator, receiver.url)
  await registerStep(rig.administrator, endpoint, {
    message: 'Update',
    table: 'lead',
    filteringattributes: 'statecode',
  })
  const [kept, double] = [
    await create(rig.salesperson, 'leads', leadBody()),
    await create(rig.salesperson, 'leads', leadBody()),
  ]
  await merge('lead', kept, double)
  await rig.sales.webhooksIdle()
  expect(receiver.received.map(({ body }) => body['PrimaryEntityId'])).toEqual([double])
})

test('what cannot be merged is refused, and nothing changes', async () => {
  const lead = await create(rig.salesperson, 'leads', leadBody())
  const closed = await create(rig.salesperson, 'leads', leadBody())
  await rig.salesperson('PATCH', `leads(${closed})`, { statecode: 2, statuscode: 5 })
  const account = await create(rig.salesperson, 'accounts', { name: 'A' })
  const child = await create(rig.salesperson, 'accounts', {
    name: 'B',
    'parentaccountid@odata.bind': `/accounts(${account})`,
  })
  const refused = [
    await merge('lead', lead, lead),
    await merge('lead', lead, closed),
    await merge('lead', closed, lead),
    await merge('lead', lead, closed, { Subordinate: entity('account', account) }),
    await merge('lead', lead, closed, { PerformParentingChecks: undefined }),
    await merge('account', account, child, { PerformParentingChecks: true }),
  ]
  expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 400])
  expect(refused[1]?.body.error.message).toBe(`sub-entity:lead-${closed} is deactive`)
  expect((await merge('lead', lead, '00000000-0000-4000-8000-00000000dead')).status).toBe(404)
  expect((await rig.integration('POST', 'Merge', {})).status).toBe(403)
  expect(await read(`leads(${lead})?$select=statecode,merged`)).toMatchObject({ statecode: 0, merged: false })
  // Only a merge says of which row another is part.
  await rig.salesperson('PATCH', `leads(${lead})`, { 'masterid@odata.bind': `/leads(${closed})`, merged: true })
  expect(await read(`leads(${lead})?$select=merged,_masterid_value`)).toMatchObject({
    merged: false,
    _masterid_value: null,
  })
})
