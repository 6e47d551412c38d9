// FetchXML as the service runs it: joins, aggregates, pages that never end silently, and views of the organization and
// of a person.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { create, type Json, leadBody, type Rig, startRig } from './sales-api-support.ts'

let rig: Rig
const accounts: string[] = []

beforeAll(async () => {
  const clock = { at: Date.parse('2026-11-21T08:00:00Z') }
  rig = await startRig({
    now: () => {
      clock.at += 1000
      return new Date(clock.at)
    },
  })
  for (const name of ['Zeta', 'Acme']) accounts.push(await create(rig.salesperson, 'accounts', { name }))
  for (let at = 0; at < 7; at += 1) {
    await create(rig.salesperson, 'leads', {
      ...leadBody({ lastname: `L${at}`, numberofemployees: at * 10, leadqualitycode: (at % 3) + 1 }),
      ...(at < 5 ? { 'parentaccountid@odata.bind': `/accounts(${accounts[at % 2]})` } : {}),
    })
  }
})
afterAll(() => rig.close())

const fetchXml = (inner: string, attributes = '') =>
  `<fetch ${attributes}><entity name="lead">${inner}</entity></fetch>`
const run = (xml: string, headers: Record<string, string> = {}) =>
  rig.salesperson('GET', `leads?fetchXml=${encodeURIComponent(xml)}`, undefined, headers)
const column = (body: Json, name: string) => body.value.map((row) => row[name])

test('more than a page says so, and the cookie leads through all rows once', async () => {
  const seen: unknown[] = []
  let paging = 'count="3" page="1"'
  for (let page = 2; page < 9; page += 1) {
    const { body } = await run(fetchXml('<attribute name="lastname"/><order attribute="lastname"/>', paging))
    seen.push(...column(body, 'lastname'))
    const cookie = body['@Microsoft.Dynamics.CRM.fetchxmlpagingcookie'] as unknown as string | undefined
    if (!cookie) {
      expect(body['@Microsoft.Dynamics.CRM.morerecords']).toBeUndefined()
      break
    }
    expect(body['@Microsoft.Dynamics.CRM.morerecords']).toBe(true)
    const place = /pagingcookie="([^"]*)"/.exec(cookie)?.[1] ?? ''
    const decoded = decodeURIComponent(decodeURIComponent(place))
    expect(decoded).toMatch(/^<cookie page="\d+">/)
    const escaped = decoded.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
    paging = `count="3" page="${page}" paging-cookie="${escaped}"`
  }
  expect(seen).toEqual(['L0', 'L1', 'L2', 'L3', 'L4', 'L5', 'L6'])
})

test.each([
  ['count', 'leadid', 7],
  ['countcolumn', 'parentaccountid', 5],
  ['sum', 'numberofemployees', 210],
  ['avg', 'numberofemployees', 30],
  ['min', 'numberofemployees', 0],
  ['max', 'lastname', 'L6'],
])('the aggregate %s of %s is %s', async (name, attribute, expected) => {
  const { body } = await run(
    fetchXml(`<attribute name="${attribute}" alias="answer" aggregate="${name}"/>`, 'aggregate="true"'),
  )
  expect(body.value).toEqual([{ answer: expected }])
})

test('rows are grouped by a column, by a joined one and by a part of a date, and ordered by an alias', async () => {
  const byAccount = await run(
    fetchXml(
      `<attribute name="leadid" alias="number" aggregate="count"/><order alias="number" descending="true"/>
       <link-entity name="account" from="accountid" to="parentaccountid" alias="a"><attribute name="name" alias="customer" groupby="true"/></link-entity>`,
      'aggregate="true"',
    ),
  )
  expect(byAccount.body.value).toEqual([
    { number: 3, customer: 'Zeta' },
    { number: 2, customer: 'Acme' },
  ])
  const byMonth = await run(
    fetchXml(
      '<attribute name="leadid" alias="n" aggregate="count"/><attribute name="createdon" alias="m" groupby="true" dategrouping="month"/>',
      'aggregate="true"',
    ),
  )
  expect(byMonth.body.value).toEqual([{ n: 7, m: 11 }])
})

test('joined columns come under their alias, an outer join keeps rows without, a condition may ask about the join', async () => {
  const join = (type: string, filter = '') =>
    fetchXml(
      `<attribute name="lastname"/><order attribute="lastname"/>${filter}<link-entity name="account" from="accountid" to="parentaccountid" link-type="${type}" alias="a"><attribute name="name"/></link-entity>`,
    )
  const outer = (await run(join('outer'))).body
  expect(column(outer, 'a.name')).toEqual(['Zeta', 'Acme', 'Zeta', 'Acme', 'Zeta', undefined, undefined])
  expect((await run(join('inner'))).body.value).toHaveLength(5)
  const without = '<filter><condition entityname="a" attribute="accountid" operator="null"/></filter>'
  expect(column((await run(join('outer', without))).body, 'lastname')).toEqual(['L5', 'L6'])
})

test('an inner join gives a row for each match, distinct only one', async () => {
  const leads = '<link-entity name="lead" from="parentaccountid" to="accountid"/>'
  const ask = async (attributes: string) => {
    const xml = `<fetch ${attributes}><entity name="account"><attribute name="name"/><order attribute="name"/>${leads}</entity></fetch>`
    const { body } = await rig.salesperson('GET', `accounts?fetchXml=${encodeURIComponent(xml)}`)
    return column(body, 'name')
  }
  expect(await ask('')).toEqual(['Acme', 'Acme', 'Zeta', 'Zeta', 'Zeta'])
  expect(await ask('distinct="true"')).toEqual(['Acme', 'Zeta'])
})

test.each([
  ['<filter><condition attribute="createdon" operator="last-x-days" value="2"/></filter>', 7],
  ['<filter><condition attribute="createdon" operator="yesterday"/></filter>', 0],
  ['<filter><condition attribute="createdon" operator="this-week"/></filter>', 7],
  ['<filter><condition attribute="createdon" operator="olderthan-x-months" value="1"/></filter>', 0],
  ['<filter><condition attribute="createdon" operator="on" value="2026-11-21"/></filter>', 7],
  ['<filter><condition attribute="lastname" operator="begins-with" value="l"/></filter>', 7],
  [
    '<filter><condition attribute="numberofemployees" operator="between"><value>10</value><value>30</value></condition></filter>',
    3,
  ],
  ['<filter><condition attribute="ownerid" operator="eq-useroruserteams"/></filter>', 7],
  ['<filter><condition attribute="ownerid" operator="ne-userid"/></filter>', 0],
])('the filter %s finds %i rows', async (filter, expected) => {
  expect((await run(fetchXml(`<attribute name="leadid"/>${filter}`))).body.value).toHaveLength(expected)
})

test.each([
  ['<filter><condition attribute="nosuch" operator="null"/></filter>', '', '0x80041103'],
  ['<filter><condition attribute="lastname" operator="under" value="1"/></filter>', '', '0x80041104'],
  ['<filter><condition attribute="lastname" operator="last-x-days" value="1"/></filter>', '', '0x80040203'],
  ['<attribute name="leadid" aggregate="count"/>', 'aggregate="true"', '0x8004111c'],
  [
    '<attribute name="createdon" alias="x" groupby="true" dategrouping="fiscal-year"/>',
    'aggregate="true"',
    '0x8004111c',
  ],
  ['<attribute name="leadid"/>', 'datasource="retained"', '0x8004111c'],
  ['<attribute name="leadid"/>', 'top="3" page="1"', '0x80060888'],
])('%s with %s is refused by its code', async (inner, attributes, code) => {
  const { status, body } = await run(fetchXml(inner, attributes))
  expect([status, body.error?.code]).toEqual([400, code])
})

test('a view of a person is run like one of the organization, and in pages that say where the next one is', async () => {
  const view = await create(rig.salesperson, 'userqueries', {
    name: 'Mine',
    returnedtypecode: 'lead',
    querytype: 0,
    fetchxml: fetchXml('<attribute name="lastname"/><order attribute="lastname"/>', 'count="4"'),
  })
  const first = await rig.salesperson('GET', `leads?userQuery=${view}`)
  expect(column(first.body, 'lastname')).toEqual(['L0', 'L1', 'L2', 'L3'])
  const second = await rig.salesperson('GET', String(first.body['@odata.nextLink']))
  expect(column(second.body, 'lastname')).toEqual(['L4', 'L5', 'L6'])
  expect(second.body['@odata.nextLink']).toBeUndefined()
  expect((await rig.salesperson('GET', `accounts?userQuery=${view}`)).status).toBe(404)
})
