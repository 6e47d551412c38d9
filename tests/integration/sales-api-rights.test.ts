// Who may do what in the organization: roles decide, and refusals carry the code and name the privilege, as in the service.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, create, leadBody, type Rig, startRig } from './sales-api-support.ts'

let rig: Rig
let unit: string
let integration: string
beforeAll(async () => {
  rig = await startRig()
  unit = String((await rig.administrator('GET', 'WhoAmI')).body['BusinessUnitId'])
  const users = await rig.administrator('GET', 'systemusers?$filter=applicationid ne null&$select=systemuserid')
  integration = String(users.body.value[0]?.['systemuserid'])
})
afterAll(() => rig.close())

const refusal = ({ status, body }: Answer) => [status, body.error?.code, body.error?.message]
const lacks = (privilege: string) => [403, '0x80040220', expect.stringContaining(`is missing ${privilege} privilege`)]

type Depth = 'Basic' | 'Local' | 'Deep' | 'Global'
const idsOf = async (names: readonly string[]) => {
  const filter = names.map((name) => `name eq '${name}'`).join(' or ')
  const { body } = await rig.administrator('GET', `privileges?$filter=${filter}&$select=name`)
  return new Map(body.value.map((row) => [String(row['name']), String(row['privilegeid'])]))
}
const set = async (role: string, action: 'Add' | 'Replace', privileges: Readonly<Record<string, Depth>>) => {
  const ids = await idsOf(Object.keys(privileges))
  const Privileges = Object.entries(privileges).map(([name, Depth]) => ({ PrivilegeId: ids.get(name), Depth }))
  return rig.administrator('POST', `roles(${role})/Microsoft.Dynamics.CRM.${action}PrivilegesRole`, { Privileges })
}
const give = (holder: string, association: string, role: string) =>
  rig.administrator('POST', `${holder}/${association}/$ref`, {
    '@odata.id': `${rig.sales.url}/api/data/v9.2/roles(${role})`,
  })
const take = (holder: string, association: string, role: string) =>
  rig.administrator('DELETE', `${holder}/${association}(${role})/$ref`)
const newRole = (name: string) =>
  create(rig.administrator, 'roles', { name, 'businessunitid@odata.bind': `/businessunits(${unit})` })

/** Runs the work while the integration has a role with exactly these privileges. */
const withRole = async (privileges: Readonly<Record<string, Depth>>, work: () => Promise<void>) => {
  const role = await newRole('Of a test')
  await set(role, 'Replace', privileges)
  expect((await give(`systemusers(${integration})`, 'systemuserroles_association', role)).status).toBe(204)
  try {
    await work()
  } finally {
    await rig.administrator('DELETE', `roles(${role})`)
  }
}

test('a user without any role is let in to nothing', async () => {
  expect(refusal(await rig.integration('GET', 'WhoAmI'))).toEqual([403, '0x80042f09', expect.any(String)])
})

test('reading, creating, changing, deleting and linking each need their privilege', async () => {
  const lead = await create(rig.administrator, 'leads', leadBody())
  await withRole({ prvReadAccount: 'Global' }, async () => {
    expect(refusal(await rig.integration('GET', 'leads'))).toEqual(lacks('prvReadLead'))
    expect(refusal(await rig.integration('GET', `leads(${lead})`))).toEqual(lacks('prvReadLead'))
    expect(refusal(await rig.integration('GET', 'accounts?$expand=originatingleadid'))[0]).toBe(200)
    expect(refusal(await rig.integration('POST', 'leads', leadBody()))).toEqual(lacks('prvCreateLead'))
    expect(refusal(await rig.integration('PATCH', `leads(${lead})`, { subject: 'x' }))).toEqual(lacks('prvWriteLead'))
    expect(refusal(await rig.integration('DELETE', `leads(${lead})`))).toEqual(lacks('prvDeleteLead'))
    expect(refusal(await rig.integration('GET', 'EntityDefinitions'))).toEqual(lacks('prvReadEntity'))
    expect(refusal(await rig.integration('POST', 'PublishAllXml', {}))).toEqual(lacks('prvPublishCustomization'))
  })
  await withRole({ prvCreateNote: 'Basic', prvAppendNote: 'Basic' }, async () => {
    const note = { subject: 'Note', 'objectid_lead@odata.bind': `/leads(${lead})` }
    expect(refusal(await rig.integration('POST', 'annotations', note))).toEqual(lacks('prvAppendToLead'))
  })
})

test('a privilege for own rows does not reach those of others, nor does it let the whole table be tracked', async () => {
  const other = await create(rig.administrator, 'leads', leadBody())
  const basic = { prvReadLead: 'Basic', prvCreateLead: 'Basic', prvWriteLead: 'Basic' } as const
  await withRole(basic, async () => {
    const own = await create(rig.integration, 'leads', leadBody())
    const { body } = await rig.integration('GET', 'leads?$select=leadid')
    expect(body.value.map((row) => row['leadid'])).toEqual([own])
    expect((await rig.integration('PATCH', `leads(${own})`, { subject: 'Mine' })).status).toBe(204)
    expect(refusal(await rig.integration('PATCH', `leads(${other})`, { subject: 'x' })).slice(0, 2)).toEqual([
      403,
      '0x80040220',
    ])
    expect(refusal(await rig.integration('GET', `leads(${other})`)).slice(0, 2)).toEqual([403, '0x80040220'])
    const tracked = await rig.integration('GET', 'leads?$select=leadid', undefined, { prefer: 'odata.track-changes' })
    expect(refusal(tracked)).toEqual(lacks('prvReadLead (Global)'))
    const gift = leadBody({ 'ownerid@odata.bind': `/systemusers(${integration})` })
    expect((await rig.integration('POST', 'leads', gift)).status).toBe(204)
  })
})

test('a team owns a lead only with a role that lets it read leads, and its members reach its rows', async () => {
  const team = await create(rig.administrator, 'teams', { name: 'Owners' })
  const gift = leadBody({ 'ownerid@odata.bind': `/teams(${team})` })
  const refused = await rig.administrator('POST', 'leads', gift)
  expect(refusal(refused)).toEqual([403, '0x80042f0a', expect.stringContaining(team)])
  const role = await newRole('Of owners')
  await set(role, 'Add', { prvReadLead: 'Basic' })
  await give(`teams(${team})`, 'teamroles_association', role)
  const lead = await create(rig.administrator, 'leads', gift)
  await withRole({ prvReadLead: 'Basic' }, async () => {
    expect((await rig.integration('GET', `leads(${lead})`)).status).toBe(403)
    const member = { '@odata.id': `${rig.sales.url}/api/data/v9.2/systemusers(${integration})` }
    await rig.administrator('POST', `teams(${team})/teammembership_association/$ref`, member)
    expect((await rig.integration('GET', `leads(${lead})`)).status).toBe(200)
  })
  await withRole({ prvReadLead: 'Basic', prvWriteLead: 'Basic' }, async () => {
    // What members may do with rows of the team is what the team's roles give.
    expect((await rig.integration('PATCH', `leads(${lead})`, { subject: 'x' })).status).toBe(403)
    await set(role, 'Add', { prvWriteLead: 'Basic' })
    expect((await rig.integration('PATCH', `leads(${lead})`, { subject: 'x' })).status).toBe(204)
  })
})

test('giving a lead to a team needs the right to assign', async () => {
  const team = await create(rig.administrator, 'teams', { name: 'Others' })
  const role = await newRole('Of others')
  await set(role, 'Add', { prvReadLead: 'Basic' })
  await give(`teams(${team})`, 'teamroles_association', role)
  const gift = leadBody({ 'ownerid@odata.bind': `/teams(${team})` })
  await withRole({ prvCreateLead: 'Local' }, async () => {
    expect(refusal(await rig.integration('POST', 'leads', gift))).toEqual(lacks('prvAssignLead'))
  })
  await withRole({ prvCreateLead: 'Basic', prvAssignLead: 'Local' }, async () => {
    expect((await rig.integration('POST', 'leads', gift)).status).toBe(403)
  })
  await withRole({ prvCreateLead: 'Local', prvAssignLead: 'Local' }, async () => {
    expect((await rig.integration('POST', 'leads', gift)).status).toBe(204)
  })
})

test('a role is read back as it was set, besides what the service gives every role', async () => {
  const role = await newRole('Read back')
  const read = async () => {
    const { body } = await rig.administrator('GET', `RetrieveRolePrivilegesRole(RoleId=${role})`)
    const list = body['RolePrivileges'] as unknown as { PrivilegeName: string; Depth: string }[]
    return Object.fromEntries(list.map(({ PrivilegeName, Depth }) => [PrivilegeName, Depth]))
  }
  const given = await read()
  expect(given).toHaveProperty('prvReadSdkMessage', 'Global')
  await set(role, 'Add', { prvReadLead: 'Basic', prvWriteLead: 'Local' })
  expect(await read()).toEqual({ ...given, prvReadLead: 'Basic', prvWriteLead: 'Local' })
  await set(role, 'Replace', { prvReadLead: 'Global' })
  expect(await read()).toEqual({ ...given, prvReadLead: 'Global' })
  const wrong = { Privileges: [{ PrivilegeId: (await idsOf(['prvReadLead'])).get('prvReadLead'), Depth: 8 }] }
  const answer = await rig.administrator('POST', `roles(${role})/Microsoft.Dynamics.CRM.AddPrivilegesRole`, wrong)
  expect(answer.status).toBe(400)
})

test('a role is given once, taken away, and lost with its holder; users may not give roles to themselves', async () => {
  const role = await newRole('Passing')
  const team = await create(rig.administrator, 'teams', { name: 'Passing' })
  expect((await give(`teams(${team})`, 'teamroles_association', role)).status).toBe(204)
  expect(refusal(await give(`teams(${team})`, 'teamroles_association', role)).slice(0, 2)).toEqual([412, '0x80040237'])
  const holders = async () => (await rig.administrator('GET', `roles(${role})/teamroles_association`)).body.value.length
  expect(await holders()).toBe(1)
  expect((await take(`teams(${team})`, 'teamroles_association', role)).status).toBe(204)
  expect((await take(`teams(${team})`, 'teamroles_association', role)).status).toBe(404)
  await give(`teams(${team})`, 'teamroles_association', role)
  await rig.administrator('DELETE', `teams(${team})`)
  expect(await holders()).toBe(0)
  const seller = String((await rig.salesperson('GET', 'WhoAmI')).body['UserId'])
  const self = await rig.salesperson('POST', `systemusers(${seller})/systemuserroles_association/$ref`, {
    '@odata.id': `${rig.sales.url}/api/data/v9.2/roles(${role})`,
  })
  expect(refusal(self)).toEqual(lacks('prvAssignRole'))
})
