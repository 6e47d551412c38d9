// Requests that act as another user: who may send them, what they may do, and what rows say of it afterwards.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { create, leadBody, type Rig, startRig } from './sales-api-support.ts'

let rig: Rig
const ids = { administrator: '', salesperson: '', objectId: '' }
beforeAll(async () => {
  rig = await startRig()
  for (const who of ['administrator', 'salesperson'] as const) {
    ids[who] = String((await rig[who]('GET', 'WhoAmI')).body['UserId'])
  }
  const user = await rig.administrator('GET', `systemusers(${ids.salesperson})?$select=azureactivedirectoryobjectid`)
  ids.objectId = String(user.body['azureactivedirectoryobjectid'])
})
afterAll(() => rig.close())

test('a request acts as the user whom either header names, and the row says who really sent it', async () => {
  for (const headers of [{ CallerObjectId: ids.objectId }, { MSCRMCallerID: ids.salesperson }]) {
    expect((await rig.administrator('GET', 'WhoAmI', undefined, headers)).body['UserId']).toBe(ids.salesperson)
    const made = await rig.administrator('POST', 'leads', leadBody(), { ...headers, Prefer: 'return=representation' })
    expect(made.body).toMatchObject({
      _createdby_value: ids.salesperson,
      _ownerid_value: ids.salesperson,
      _createdonbehalfby_value: ids.administrator,
      _modifiedonbehalfby_value: ids.administrator,
    })
    await rig.salesperson('PATCH', `leads(${made.body['leadid']})`, { subject: 'Changed by the person' })
    const row = await rig.salesperson('GET', `leads(${made.body['leadid']})?$select=_modifiedonbehalfby_value`)
    expect(row.body['_modifiedonbehalfby_value']).toBeNull()
  }
})

test('what the other user may not do is refused; so is whoever may not act for others, and nobody’s id', async () => {
  const integration = String(
    (await rig.administrator('GET', 'systemusers?$filter=accessmode eq 4')).body.value[0]?.['systemuserid'],
  )
  const answers = [
    await rig.administrator('GET', 'leads', undefined, { MSCRMCallerID: integration }),
    await rig.salesperson('GET', 'leads', undefined, { MSCRMCallerID: ids.administrator }),
    await rig.administrator('GET', 'leads', undefined, { CallerObjectId: ids.salesperson }),
    await rig.administrator('GET', 'leads', undefined, { MSCRMCallerID: ids.objectId }),
    await rig.administrator('GET', 'leads', undefined, { MSCRMCallerID: 'somebody' }),
  ]
  expect(answers.map(({ status, body }) => [status, body.error.code])).toEqual([
    [403, '0x80042f09'],
    [403, '0x80040220'],
    [403, '0x80072560'],
    [404, '0x80040217'],
    [400, '0x80040203'],
  ])
})

test('a batch that acts as another user does so in each of its requests', async () => {
  const lead = await create(rig.administrator, 'leads', leadBody())
  const part = `PATCH leads(${lead}) HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{"subject":"In a batch"}`
  const body = `--b\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n${part}\r\n--b--\r\n`
  const headers = { 'content-type': 'multipart/mixed; boundary=b', MSCRMCallerID: ids.salesperson }
  expect((await rig.administrator('POST', '$batch', body, headers)).status).toBe(200)
  const row = await rig.administrator('GET', `leads(${lead})?$select=_modifiedby_value`)
  expect(row.body['_modifiedby_value']).toBe(ids.salesperson)
})
