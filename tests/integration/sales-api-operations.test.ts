// Many rows in one request, what functions tell, and columns that tools of salespeople use.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { salespersonId } from '../../infra/local/sales/seed.ts'
import { create, leadBody, type Rig, startRig } from './sales-api-support.ts'

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.close())

const call: Rig['salesperson'] = (...request) => rig.salesperson(...request)
const type = 'Microsoft.Dynamics.CRM.lead'
const many = (name: string, Targets: unknown[]) => call('POST', `leads/Microsoft.Dynamics.CRM.${name}`, { Targets })
const named = (lastname: string, more: object = {}) => ({ '@odata.type': type, ...leadBody({ lastname }), ...more })
const count = async () => Number((await call('GET', 'leads/$count')).text)

test('many rows are made, changed, or made or changed, in one request', async () => {
  const made = await many('CreateMultiple', [named('One'), named('Two')])
  const ids = made.body['Ids'] as unknown as string[]
  expect([made.status, ids.length]).toEqual([200, 2])
  const changed = ids.map((leadid) => ({ '@odata.type': type, leadid, jobtitle: 'Buyer' }))
  expect((await many('UpdateMultiple', changed)).status).toBe(204)
  const newId = '0d3adbee-0000-4000-8000-000000000001'
  const upserted = [named('One again', { leadid: ids[0] }), { ...named('Three'), '@odata.id': `leads(${newId})` }]
  expect((await many('UpsertMultiple', upserted)).status).toBe(204)
  const rows = await call('GET', 'leads?$select=lastname,jobtitle&$orderby=lastname')
  expect(rows.body.value.map((row) => [row['lastname'], row['jobtitle']])).toEqual([
    ['One again', 'Buyer'],
    ['Three', null],
    ['Two', 'Buyer'],
  ])
})

test('of many rows all are written or none', async () => {
  const before = await count()
  const refused = await many('CreateMultiple', [named('Good'), named('x'.repeat(51))])
  expect([refused.status, refused.body.error.code]).toEqual([400, '0x80044331'])
  expect(await count()).toBe(before)
})

test.each([
  ['CreateMultiple', []],
  ['CreateMultiple', [leadBody({})]],
  ['CreateMultiple', [{ ...leadBody({}), '@odata.type': 'Microsoft.Dynamics.CRM.account' }]],
  ['UpdateMultiple', [{ '@odata.type': type, jobtitle: 'x' }]],
])('%s of what is not such a list is refused', async (name, targets) => {
  expect((await many(name, targets)).status).toBe(400)
})

test('functions tell the version, the organization and how many rows tables have', async () => {
  expect((await call('GET', 'RetrieveVersion()')).body['Version']).toMatch(/^9\.2\./)
  const access = "@p1=Microsoft.Dynamics.CRM.EndpointAccessType'Default'"
  const organization = await call('GET', `RetrieveCurrentOrganization(AccessType=@p1)?${access}`)
  const detail = organization.body['Detail']
  expect([detail?.['FriendlyName'], detail?.['Endpoints']?.['Values']]).toEqual([
    'standin',
    [`${rig.sales.url}/`, `${rig.sales.url}/api/data/v9.2/`],
  ])
  expect((await call('GET', 'RetrieveCurrentOrganization')).status).toBe(400)
  const counted = await call('GET', "RetrieveTotalRecordCount(EntityNames=['lead','account'])")
  expect(counted.body['EntityRecordCountCollection']).toMatchObject({
    Keys: ['lead', 'account'],
    Values: [await count(), 0],
  })
  expect((await call('GET', "RetrieveTotalRecordCount(EntityNames=['nosuch'])")).status).toBe(400)
})

test('a function tells what a user may do with a row', async () => {
  const lead = await create(rig.administrator, 'leads', leadBody({ lastname: 'Access' }))
  const ask = (user: string, set: string, id: string) =>
    rig.administrator(
      'GET',
      `systemusers(${user})/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@tid)?@tid={'@odata.id':'${set}(${id})'}`,
    )
  expect((await ask(salespersonId, 'leads', lead)).body['AccessRights']).toContain('WriteAccess')
  const team = await rig.administrator('GET', 'teams?$select=teamid')
  const ofTeam = await ask(salespersonId, 'teams', String(team.body.value[0]?.['teamid']))
  expect(ofTeam.body['AccessRights']).toBe('ReadAccess')
  expect((await ask(salespersonId, 'leads', salespersonId)).status).toBe(404)
})

test('an operation that the organization does not have is refused, never answered with nothing', async () => {
  const row = await create(rig.salesperson, 'leads', leadBody({}))
  expect((await call('POST', 'SetState', {})).status).toBe(404)
  expect((await call('GET', 'RetrieveDuplicates(MatchingEntityName=@p)')).status).toBe(404)
  expect((await call('POST', `leads(${row})/Microsoft.Dynamics.CRM.AddToQueue`, {})).status).toBe(400)
})

test('leads, accounts, contacts and opportunities have the stock columns that tools ask for', async () => {
  const campaign = await create(rig.salesperson, 'campaigns', { name: 'Spring' })
  const lead = await create(rig.salesperson, 'leads', {
    ...leadBody({ industrycode: 12, address1_latitude: 52.5, estimatedclosedate: '2026-12-31' }),
    'campaignid@odata.bind': `/campaigns(${campaign})`,
  })
  const { body } = await call('GET', `leads(${lead})?$expand=campaignid($select=name)`)
  expect([body['address1_latitude'], body['campaignid']?.['name'], body['preferredcontactmethodcode']]).toEqual([
    52.5,
    'Spring',
    1,
  ])
  for (const [set, values] of [
    ['accounts', { name: 'A', accountcategorycode: 1, tickersymbol: 'AA', ownershipcode: 2 }],
    ['contacts', { lastname: 'B', department: 'Purchasing', birthdate: '1980-02-29' }],
    ['opportunities', { name: 'C', customerneed: 'Tools', budgetamount: 10 }],
  ] as const)
    await create(rig.salesperson, set, values)
  expect((await call('POST', 'leads', leadBody({ address1_latitude: 91 }))).status).toBe(400)
})
