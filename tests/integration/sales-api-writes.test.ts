// Creates, updates and deletions with their conditions and refusals.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { create, leadBody, type Rig, startRig } from './sales-api-support.ts'

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.close())

const read = async (lead: string, query = '') => (await rig.administrator('GET', `leads(${lead})${query}`)).body

test('a create-only PATCH makes the lead once and is refused with 412 when repeated, without touching the row', async () => {
  const id = randomUUID()
  const first = await rig.administrator('PATCH', `leads(${id})?$select=leadid&tag=commerce-b2b`, leadBody(), {
    'If-None-Match': '*',
    Prefer: 'return=representation',
  })
  expect(first.status).toBe(201)
  expect(first.headers.get('preference-applied')).toBe('return=representation')
  expect(first.body['leadid']).toBe(id)
  expect(first.headers.get('etag')).toBe(first.body['@odata.etag'])
  await rig.salesperson('PATCH', `leads(${id})`, { subject: 'Edited by sales' }, { 'If-Match': '*' })
  const again = await rig.administrator('PATCH', `leads(${id})`, leadBody(), { 'If-None-Match': '*' })
  expect(again.status).toBe(412)
  expect(again.body.error.code).toBe('0x80040237')
  expect((await read(id))['subject']).toBe('Edited by sales')
})

test('a POST with an own id creates the lead with its note in one call; a second one is refused with 412', async () => {
  const id = randomUUID()
  const body = leadBody({ leadid: id, Lead_Annotation: [{ subject: 'Origin', notetext: 'From the site.' }] })
  const first = await rig.administrator('POST', 'leads', body)
  expect(first.status).toBe(204)
  expect(first.headers.get('odata-entityid')).toBe(`${rig.sales.url}/api/data/v9.2/leads(${id})`)
  const second = await rig.administrator('POST', 'leads', body)
  expect([second.status, second.body.error.code]).toEqual([412, '0x80040237'])
  const notes = await rig.administrator('GET', `leads(${id})/Lead_Annotation?$select=subject,notetext`)
  expect(notes.body.value).toHaveLength(1)
  expect(notes.body.value[0]).toMatchObject({ subject: 'Origin', notetext: 'From the site.' })
})

test('when a nested note is refused, the lead is not created either', async () => {
  const id = randomUUID()
  const answer = await rig.administrator('POST', 'leads', leadBody({ leadid: id, Lead_Annotation: [{ nosuch: 1 }] }))
  expect([answer.status, answer.body.error.code]).toEqual([400, '0x80048d19'])
  expect((await rig.administrator('GET', `leads(${id})`)).status).toBe(404)
})

test('a PATCH without conditions creates or updates, with 204 both ways', async () => {
  const id = randomUUID()
  expect((await rig.administrator('PATCH', `leads(${id})`, leadBody(), { 'If-None-Match': 'null' })).status).toBe(204)
  expect((await rig.administrator('PATCH', `leads(${id})`, { subject: 'Second' })).status).toBe(204)
  expect((await read(id))['subject']).toBe('Second')
})

test('If-Match * only updates: an unknown lead is 404 and stays unknown', async () => {
  const id = randomUUID()
  const answer = await rig.administrator('PATCH', `leads(${id})`, leadBody(), { 'If-Match': '*' })
  expect([answer.status, answer.body.error.code]).toEqual([404, '0x80040217'])
  expect((await rig.administrator('GET', `leads(${id})`)).status).toBe(404)
})

test('an update or a deletion with an outdated ETag is refused with 412', async () => {
  const id = await create(rig.administrator, 'leads', leadBody())
  const etag = String((await read(id))['@odata.etag'])
  expect((await rig.administrator('PATCH', `leads(${id})`, { subject: 'B' }, { 'If-Match': etag })).status).toBe(204)
  const update = await rig.administrator('PATCH', `leads(${id})`, { subject: 'C' }, { 'If-Match': etag })
  expect([update.status, update.body.error.code]).toEqual([412, '0x80060882'])
  expect((await rig.administrator('DELETE', `leads(${id})`, undefined, { 'If-Match': etag })).status).toBe(412)
  expect((await read(id))['subject']).toBe('B')
})

test('a read with the present ETag is 304', async () => {
  const id = await create(rig.administrator, 'leads', leadBody())
  const etag = String((await read(id))['@odata.etag'])
  expect((await rig.administrator('GET', `leads(${id})`, undefined, { 'If-None-Match': etag })).status).toBe(304)
})

test.each([
  ['an unknown column', { nosuch: 'x' }, '0x80048d19'],
  ['a text that is too long', { subject: 'x'.repeat(301) }, '0x80044331'],
  ['a mobile phone over 20 characters', { mobilephone: '1'.repeat(21) }, '0x80044331'],
  ['a wrong type', { subject: 5 }, '0x80048d19'],
  ['an unknown choice', { leadsourcecode: 99 }, '0x8004431a'],
  ['a number out of range', { numberofemployees: -1 }, '0x8004432f'],
  ['a control character', { subject: 'a\u0001b' }, '0x80040278'],
  ['a raw lookup', { _ownerid_value: randomUUID() }, '0x80060888'],
  ['a bind of an unknown navigation property', { 'ParentAccountId@odata.bind': '/accounts(x)' }, '0x80048d19'],
  ['a status of another state', { statecode: 0, statuscode: 4 }, '0x80048408'],
])('%s is refused with its code', async (_what, changes, code) => {
  const answer = await rig.administrator('POST', 'leads', leadBody(changes))
  expect([answer.status, answer.body.error.code]).toEqual([400, code])
})

test('a bind to a row that does not exist is 404', async () => {
  const body = leadBody({ 'parentaccountid@odata.bind': `/accounts(${randomUUID()})` })
  const answer = await rig.administrator('POST', 'leads', body)
  expect([answer.status, answer.body.error.code]).toEqual([404, '0x80040217'])
})

test('the full name is computed, audit columns are set, and what a client sends for them is ignored', async () => {
  const id = await create(
    rig.administrator,
    'leads',
    leadBody({ fullname: 'Forged', modifiedon: '2001-01-01T00:00:00Z' }),
  )
  const row = await read(id, '?$select=fullname,modifiedon,_ownerid_value,_createdby_value')
  const me = (await rig.administrator('GET', 'WhoAmI')).body['UserId']
  expect(row).toMatchObject({ fullname: 'Ada Roth', _ownerid_value: me, _createdby_value: me })
  expect(String(row['modifiedon'])).toMatch(/^20(?!01)\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
})

test('deleting a lead deletes its notes and unlinks what was made from it', async () => {
  const id = await create(rig.administrator, 'leads', leadBody({ Lead_Annotation: [{ subject: 'n' }] }))
  const account = await create(rig.administrator, 'accounts', {
    name: 'A',
    'originatingleadid@odata.bind': `/leads(${id})`,
  })
  expect((await rig.administrator('DELETE', `leads(${id})`)).status).toBe(204)
  const notes = await rig.administrator('GET', `annotations?$filter=_objectid_value eq ${id}`)
  expect(notes.body.value).toEqual([])
  const row = await rig.administrator('GET', `accounts(${account})?$select=_originatingleadid_value`)
  expect(row.body['_originatingleadid_value']).toBeNull()
  expect((await rig.administrator('DELETE', `leads(${id})`)).status).toBe(404)
})

test('a column is emptied with DELETE and a link removed with DELETE of its reference', async () => {
  const account = await create(rig.administrator, 'accounts', { name: 'A' })
  const id = await create(
    rig.administrator,
    'leads',
    leadBody({ 'parentaccountid@odata.bind': `/accounts(${account})` }),
  )
  expect((await rig.administrator('DELETE', `leads(${id})/companyname`)).status).toBe(204)
  expect((await rig.administrator('DELETE', `leads(${id})/parentaccountid/$ref`)).status).toBe(204)
  expect(await read(id)).toMatchObject({ companyname: null, _parentaccountid_value: null })
})

test('unreadable JSON is 400, an unknown entity set 404, an unsupported method 405', async () => {
  const json = { 'content-type': 'application/json' }
  expect((await rig.administrator('POST', 'leads', '{"a":', json)).status).toBe(400)
  expect((await rig.administrator('GET', 'leadz')).body.error.code).toBe('0x8006088a')
  expect((await rig.administrator('POST', 'sdkmessages', { name: 'x' })).status).toBe(405)
})
