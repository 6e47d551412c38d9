// Who owns a row: the creator, a team or whoever it is assigned to; views and events follow the owner.
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  create,
  leadBody,
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
  receiver = await startReceiver()
  rig = await startRig()
})
afterAll(async () => {
  await rig.close()
  await receiver.close()
})

const myOpenLeads = async () => {
  const views = await rig.salesperson('GET', "savedqueries?$filter=name eq 'My Open Leads'")
  const { body } = await rig.salesperson('GET', `leads?savedQuery=${views.body.value[0]?.['savedqueryid']}`)
  return body.value.map((row) => String(row['leadid']))
}
const owners = async (lead: string) => {
  const { body } = await rig.administrator(
    'GET',
    `leads(${lead})?$select=_ownerid_value,_owninguser_value,_owningteam_value`,
  )
  return [body['_ownerid_value'], body['_owninguser_value'], body['_owningteam_value']]
}

test('a lead can belong to a team, and then to no user', async () => {
  const team = await create(rig.administrator, 'teams', { name: 'B2B onboarding' })
  const roles = await rig.administrator('GET', "roles?$filter=name eq 'Salesperson'&$select=roleid")
  const address = `${rig.sales.url}/api/data/v9.2/roles(${roles.body.value[0]?.['roleid']})`
  await rig.administrator('POST', `teams(${team})/teamroles_association/$ref`, { '@odata.id': address })
  const lead = await create(rig.administrator, 'leads', leadBody({ 'ownerid@odata.bind': `/teams(${team})` }))
  expect(await owners(lead)).toEqual([team, null, team])
  const refused = await rig.administrator('DELETE', `teams(${team})`)
  expect([refused.status, refused.body.error.code]).toEqual([400, '0x8004830e'])
})

test('assigning a lead to the seller puts it into My Open Leads and raises Assign; closing it takes it out', async () => {
  const seller = String((await rig.salesperson('GET', 'WhoAmI')).body['UserId'])
  const endpoint = await registerEndpoint(rig.administrator, receiver.url)
  await registerStep(rig.administrator, endpoint, { message: 'Assign', table: 'lead' })
  const lead = await create(rig.administrator, 'leads', leadBody())
  expect(await myOpenLeads()).not.toContain(lead)
  await rig.salesperson('PATCH', `leads(${lead})`, { 'ownerid@odata.bind': `/systemusers(${seller})` })
  expect(await owners(lead)).toEqual([seller, seller, null])
  expect(await myOpenLeads()).toContain(lead)
  await rig.sales.webhooksIdle()
  expect(receiver.received.map(({ body }) => body['PrimaryEntityId'])).toEqual([lead])
  await rig.salesperson('PATCH', `leads(${lead})`, { statecode: 2, statuscode: 7 })
  expect(await myOpenLeads()).not.toContain(lead)
})

test('an owner cannot be taken away', async () => {
  const lead = await create(rig.administrator, 'leads', leadBody())
  expect((await rig.administrator('PATCH', `leads(${lead})`, { ownerid: null })).status).toBe(400)
})
