// Links between rows by themselves, aggregates of OData, and the documents that say what the organization has.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { create, leadBody, type Rig, startRig } from './sales-api-support.ts'

let rig: Rig
let account = ''
let lead = ''

beforeAll(async () => {
  rig = await startRig()
  account = await create(rig.salesperson, 'accounts', { name: 'Acme' })
  lead = await create(rig.salesperson, 'leads', leadBody({ lastname: 'A', numberofemployees: 10 }))
  for (const [lastname, numberofemployees] of [
    ['B', 20],
    ['C', 60],
  ] as const)
    await create(rig.salesperson, 'leads', {
      ...leadBody({ lastname, numberofemployees }),
      'parentaccountid@odata.bind': `/accounts(${account})`,
    })
})
afterAll(() => rig.close())

const call: Rig['salesperson'] = (...request) => rig.salesperson(...request)
const members = async () => {
  const { body } = await call('GET', `accounts(${account})/lead_parent_account/$ref`)
  return body.value.map((row) => String(row['@odata.id']))
}

test('a row enters a collection and leaves it again, by its key in brackets or by its address', async () => {
  const address = `${rig.sales.url}/api/data/v9.2/leads(${lead})`
  const collection = `accounts(${account})/lead_parent_account`
  const before = await members()
  for (const leave of [`${collection}(${lead})/$ref`, `${collection}/$ref?$id=${encodeURIComponent(address)}`]) {
    expect((await call('POST', `${collection}/$ref`, { '@odata.id': address })).status).toBe(204)
    expect(await members()).toContain(address)
    expect((await call('DELETE', leave)).status).toBe(204)
    expect(await members()).toEqual(before)
    expect((await call('DELETE', leave)).status).toBe(404)
  }
  expect((await call('DELETE', `${collection}/$ref`)).status).toBe(405)
})

test('a single link is read, set and taken away', async () => {
  const link = `leads(${lead})/parentaccountid/$ref`
  const address = `${rig.sales.url}/api/data/v9.2/accounts(${account})`
  expect((await call('GET', link)).status).toBe(204)
  expect((await call('PUT', link, { '@odata.id': address })).status).toBe(204)
  expect((await call('GET', link)).body['@odata.id']).toBe(address)
  expect((await call('DELETE', link)).status).toBe(204)
  expect((await call('GET', link)).status).toBe(204)
})

test.each([
  ['aggregate(numberofemployees with sum as total)', [{ total: 90 }]],
  ['aggregate(numberofemployees with average as mean,$count as rows)', [{ mean: 30, rows: 3 }]],
  ["filter(lastname ne 'A')/aggregate(numberofemployees with min as least)", [{ least: 20 }]],
  ['aggregate(_parentaccountid_value with countdistinct as customers)', [{ customers: 1 }]],
  [
    'groupby((parentaccountid/name),aggregate(numberofemployees with max as most))',
    [
      { parentaccountid: { name: null }, most: 10 },
      { parentaccountid: { name: 'Acme' }, most: 60 },
    ],
  ],
  ['groupby((statecode))', [{ statecode: 0 }]],
])('$apply=%s gives what it says', async (apply, expected) => {
  const { body } = await call('GET', `leads?$apply=${encodeURIComponent(apply)}`)
  expect(body.value).toEqual(expected)
})

test.each([
  'groupby',
  'aggregate(numberofemployees with median as x)',
  'aggregate(nosuch with sum as x)',
  'topcount(2,numberofemployees)',
  'groupby((nosuch))',
])('$apply=%s is refused', async (apply) => {
  expect((await call('GET', `leads?$apply=${encodeURIComponent(apply)}`)).status).toBe(400)
})

test('the service document names every entity set, the metadata document describes them', async () => {
  const { body } = await call('GET', '')
  expect(body.value).toContainEqual({ name: 'leads', kind: 'EntitySet', url: 'leads' })
  const metadata = await call('GET', '$metadata')
  expect(metadata.headers.get('content-type')).toContain('application/xml')
  for (const part of [
    '<EntitySet Name="leads" EntityType="Microsoft.Dynamics.CRM.lead"/>',
    '<Property Name="_parentaccountid_value" Type="Edm.Guid"/>',
    '<NavigationProperty Name="Lead_Annotation" Type="Collection(mscrm.annotation)"/>',
    '<NavigationProperty Name="ownerid" Type="mscrm.principal"/>',
  ])
    expect(metadata.text).toContain(part)
  expect((await call('POST', '$metadata', {})).status).toBe(405)
})
