// Queries: filters, order, pages, expansion, annotations, views and definitions.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { create, type Json, leadBody, type Rig, startRig } from './sales-api-support.ts'

let rig: Rig
const ids: Record<string, string> = {}
const names = ['Adams', 'Baker', "O'Hara", 'Curie', 'Dirac']

beforeAll(async () => {
  const clock = { at: Date.parse('2026-11-21T08:00:00Z') }
  rig = await startRig({
    now: () => {
      clock.at += 1000
      return new Date(clock.at)
    },
  })
  const account = await create(rig.administrator, 'accounts', { name: 'Acme', accountnumber: 'C-1' })
  ids['account'] = account
  for (const [at, lastname] of names.entries()) {
    ids[lastname] = await create(rig.administrator, 'leads', {
      ...leadBody({ lastname, firstname: 'X', numberofemployees: at * 10 }),
      ...(at < 2 ? { 'parentaccountid@odata.bind': `/accounts(${account})` } : { telephone1: '1' }),
      Lead_Annotation: [{ subject: `b of ${lastname}` }, { subject: `a of ${lastname}` }],
    })
  }
})
afterAll(() => rig.close())

const list = async (query: string, headers: Record<string, string> = {}) =>
  rig.administrator('GET', `leads?${query}`, undefined, headers)
const lastNames = (body: Json) => body.value.map((row) => row['lastname'])

test.each([
  ["lastname eq 'adams'", ['Adams']],
  ["lastname eq 'O''Hara'", ["O'Hara"]],
  ["lastname ne 'Adams' and numberofemployees lt 20", ['Baker']],
  ["(lastname eq 'Adams' or lastname eq 'Dirac') and not startswith(lastname,'D')", ['Adams']],
  ["contains(lastname,'UR') or endswith(lastname,'ac')", ['Curie', 'Dirac']],
  ['telephone1 eq null', ['Adams', 'Baker']],
  ['telephone1 ne null and numberofemployees ge 30', ['Curie', 'Dirac']],
  ["parentaccountid/accountnumber eq 'C-1'", ['Adams', 'Baker']],
  ["Lead_Annotation/any(n:n/subject eq 'a of Curie')", ['Curie']],
  ["Microsoft.Dynamics.CRM.In(PropertyName='lastname',PropertyValues=['Adams','Curie'])", ['Adams', 'Curie']],
  ["Microsoft.Dynamics.CRM.Contains(PropertyName='lastname',PropertyValue='uri')", ['Curie']],
  [
    "Microsoft.Dynamics.CRM.NotIn(PropertyName='lastname',PropertyValues=['Adams','Curie','Dirac'])",
    ['Baker', "O'Hara"],
  ],
  ["Microsoft.Dynamics.CRM.Between(PropertyName='numberofemployees',PropertyValues=['10','20'])", ['Baker', "O'Hara"]],
  ["Microsoft.Dynamics.CRM.Today(PropertyName='createdon') and lastname eq 'Adams'", ['Adams']],
  ["Microsoft.Dynamics.CRM.Yesterday(PropertyName='createdon')", []],
  ["Microsoft.Dynamics.CRM.LastXDays(PropertyName='createdon',PropertyValue=2) and lastname eq 'Dirac'", ['Dirac']],
  ["Microsoft.Dynamics.CRM.OlderThanXHours(PropertyName='createdon',PropertyValue=1)", []],
  ["Microsoft.Dynamics.CRM.EqualUserId(PropertyName='ownerid') and lastname eq 'Adams'", ['Adams']],
  ['createdon gt 2026-11-21 and createdon lt 2026-11-21T05:00:00-05:00 and numberofemployees eq 0', ['Adams']],
  ['createdon gt 2027-01-01T00:00:00Z', []],
])('the filter %s finds the right leads', async (filter, expected) => {
  const answer = await list(`$select=lastname&$orderby=lastname&$filter=${encodeURIComponent(filter)}`)
  expect([answer.status, lastNames(answer.body)]).toEqual([200, expected])
})

test('a lookup is filtered by a bare id; as text it is refused', async () => {
  const found = await list(`$filter=_parentaccountid_value eq ${ids['account']}`)
  expect(found.body.value).toHaveLength(2)
  const refused = await list(`$filter=_parentaccountid_value eq '${ids['account']}'`)
  expect(refused.status).toBe(400)
  expect(refused.body.error.message).toContain('incompatible types')
})

test.each([
  ['$select=nosuch', "Could not find a property named 'nosuch' on type 'Microsoft.Dynamics.CRM.lead'."],
  ['$select=parentaccountid', "Could not find a property named 'parentaccountid'"],
  ['$filter=nosuch eq 1', "Could not find a property named 'nosuch'"],
  ['$filter=lastname eq', 'Syntax error'],
  ['$filter=Lead_Annotation/any(n:n/nosuch eq 1)', "Could not find a property named 'nosuch'"],
  ['$orderby=nosuch', "Could not find a property named 'nosuch'"],
  ['$expand=nosuch', "Could not find a property named 'nosuch'"],
  ['$skip=1', 'Skip Clause is not supported in CRM'],
  ['$top=x', "Invalid value 'x' for $top"],
])('the query %s is refused', async (query, message) => {
  const answer = await list(query)
  expect([answer.status, answer.body.error.code]).toEqual([400, '0x80060888'])
  expect(answer.body.error.message).toContain(message)
})

test('order, top and count go together; a page size makes top count for nothing', async () => {
  const answer = await list('$select=lastname&$orderby=numberofemployees desc&$top=2&$count=true')
  expect(answer.body['@odata.count']).toBe(5)
  expect(lastNames(answer.body)).toEqual(['Dirac', 'Curie'])
  const paged = await list('$select=lastname&$top=1', { Prefer: 'odata.maxpagesize=3' })
  expect(paged.body.value).toHaveLength(3)
  expect((await rig.administrator('GET', 'leads/$count')).text).toBe('5')
})

test('pages follow each other through nextLink, each row once, also when rows change in between', async () => {
  const headers = { Prefer: 'odata.maxpagesize=2' }
  const first = await list('$select=lastname&$orderby=lastname', headers)
  expect(first.headers.get('preference-applied')).toBe('odata.maxpagesize=2')
  await rig.administrator('PATCH', `leads(${ids['Adams']})`, { telephone2: '9' })
  const second = await rig.administrator('GET', String(first.body['@odata.nextLink']), undefined, headers)
  const third = await rig.administrator('GET', String(second.body['@odata.nextLink']), undefined, headers)
  expect([first, second, third].flatMap(({ body }) => lastNames(body))).toEqual([...names].sort())
  expect(third.body['@odata.nextLink']).toBeUndefined()
})

test('expansion gives linked rows and collections, with their own columns, order and filter', async () => {
  const query = `leads(${ids['Adams']})?$select=lastname&$expand=parentaccountid($select=name),owninguser($select=fullname),Lead_Annotation($select=subject;$orderby=subject;$filter=startswith(subject,'a'))`
  const { body } = await rig.administrator('GET', query)
  expect(body['parentaccountid']).toMatchObject({ name: 'Acme', accountid: ids['account'] })
  expect(body['owninguser']).toMatchObject({ fullname: 'Alex Administrator' })
  expect((body['Lead_Annotation'] as unknown as Json[]).map((note) => note['subject'])).toEqual(['a of Adams'])
})

test('labels and lookup details come with the annotations that are asked for, and only then', async () => {
  const query = `leads(${ids['Adams']})?$select=statecode,_parentaccountid_value`
  const { body } = await rig.administrator('GET', query, undefined, { Prefer: 'odata.include-annotations="*"' })
  expect(body).toMatchObject({
    'statecode@OData.Community.Display.V1.FormattedValue': 'Open',
    '_parentaccountid_value@OData.Community.Display.V1.FormattedValue': 'Acme',
    '_parentaccountid_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'account',
    '_parentaccountid_value@Microsoft.Dynamics.CRM.associatednavigationproperty': 'parentaccountid',
  })
  const bare = await rig.administrator('GET', query)
  expect(Object.keys(bare.body).filter((name) => name.includes('FormattedValue'))).toEqual([])
})

const view = (changes: Record<string, unknown> = {}) => ({
  name: 'All commerce B2B leads',
  returnedtypecode: 'lead',
  querytype: 0,
  fetchxml:
    "<fetch version='1.0' mapping='logical'><entity name='lead'><attribute name='fullname'/><order attribute='fullname'/><link-entity name='systemuser' from='systemuserid' to='createdby' link-type='inner'><filter><condition attribute='fullname' operator='eq' value='Alex Administrator'/></filter></link-entity></entity></fetch>",
  layoutxml: "<grid name='resultset'><row name='result' id='leadid'><cell name='fullname' width='150'/></row></grid>",
  ...changes,
})

test('a lead of somebody else is in the commerce view and not in My Open Leads; a lead of the seller the other way round', async () => {
  const own = await create(rig.salesperson, 'leads', leadBody({ lastname: 'Sellersown' }))
  const commerce = await create(rig.administrator, 'savedqueries', view())
  const found = await rig.salesperson(
    'GET',
    "savedqueries?$filter=name eq 'My Open Leads' and returnedtypecode eq 'lead'",
  )
  const mine = found.body.value[0]?.['savedqueryid']
  const rowsOf = async (id: unknown) => (await rig.salesperson('GET', `leads?savedQuery=${id}`)).body.value
  expect((await rowsOf(mine)).map((row) => row['leadid'])).toEqual([own])
  const listed = await rowsOf(commerce)
  expect(listed.map((row) => row['fullname'])).toEqual([...names].sort().map((name) => `X ${name}`))
  expect(Object.keys(listed[0] ?? {}).sort()).toEqual(['@odata.etag', 'fullname', 'leadid'])
  await rig.salesperson('DELETE', `leads(${own})`)
})

test.each([
  [{ name: undefined }, '0x80040200'],
  [{ layoutxml: undefined }, '0x80040200'],
  [{ fetchxml: '<fetch><entity name="lead"></fetch>' }, '0x8004111c'],
  [{ fetchxml: '<fetch><entity name="lead"><attribute name="nosuch"/></entity></fetch>' }, '0x80041103'],
  [{ fetchxml: '<fetch><entity name="account"/></fetch>' }, '0x80040203'],
  [{ layoutxml: '<grid><row><cell name="nosuch"/></row></grid>' }, '0x80040203'],
])('a view with %j is refused', async (changes, code) => {
  const answer = await rig.administrator('POST', 'savedqueries', view(changes))
  expect([answer.status, answer.body.error.code]).toEqual([400, code])
})

test('definitions tell lengths, keys and change tracking', async () => {
  const path = "EntityDefinitions(LogicalName='lead')/Attributes/Microsoft.Dynamics.CRM.StringAttributeMetadata"
  const lengths = await rig.administrator(
    'GET',
    `${path}?$select=LogicalName,MaxLength&$filter=LogicalName eq 'mobilephone'`,
  )
  expect(lengths.body.value).toEqual([
    { '@odata.type': '#Microsoft.Dynamics.CRM.StringAttributeMetadata', LogicalName: 'mobilephone', MaxLength: 20 },
  ])
  const tracked = await rig.administrator(
    'GET',
    'EntityDefinitions?$select=LogicalName&$filter=ChangeTrackingEnabled eq true',
  )
  expect(tracked.body.value.map((row) => row['LogicalName'])).toContain('lead')
  expect((await rig.administrator('GET', "EntityDefinitions(LogicalName='nosuch')")).status).toBe(404)
  expect((await rig.administrator('GET', "EntityDefinitions(LogicalName='lead')/Keys")).body.value).toEqual([])
})

test('a key that is not an alternate key of the table is refused', async () => {
  const answer = await rig.administrator('GET', "leads(lastname='Adams')")
  expect(answer.status).toBe(400)
  expect(answer.body.error.message).toContain('The key in the request URI is not valid')
})

test('parameter aliases stand for their values, in functions too; one without a value is refused', async () => {
  const named = await list("$select=lastname&$filter=lastname eq @p1 or lastname eq @p2&@p1='Adams'&@p2='O''Hara'")
  expect(lastNames(named.body).sort()).toEqual(['Adams', "O'Hara"])
  const filter = 'Microsoft.Dynamics.CRM.In(PropertyName=@p1,PropertyValues=@p2)'
  const inFunction = await list(`$select=lastname&$filter=${filter}&@p1='lastname'&@p2=["Adams","Dirac"]`)
  expect(lastNames(inFunction.body).sort()).toEqual(['Adams', 'Dirac'])
  expect((await list('$filter=lastname eq @p1')).status).toBe(400)
})

test('rows are ordered by the name of the row that a lookup leads to, in pages too', async () => {
  const acme2 = await create(rig.administrator, 'accounts', { name: 'Aaa' })
  const lead = await create(rig.administrator, 'leads', {
    ...leadBody({ lastname: 'Zorn' }),
    'parentaccountid@odata.bind': `/accounts(${acme2})`,
  })
  const query = '$select=lastname&$filter=parentaccountid/name ne null&$orderby=_parentaccountid_value,lastname'
  const first = await list(query, { prefer: 'odata.maxpagesize=2' })
  const second = await rig.administrator('GET', String(first.body['@odata.nextLink']))
  expect([...lastNames(first.body), ...lastNames(second.body)]).toEqual(['Zorn', 'Adams', 'Baker'])
  await rig.administrator('DELETE', `leads(${lead})`)
})
