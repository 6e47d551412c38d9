// Rows shared with single users and teams, and what a new row takes over from one that is there.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { create, leadBody, type Rig, startRig } from './sales-api-support.ts'

let rig: Rig
let seller: string
let lead: string
beforeEach(async () => {
  rig = await startRig()
  seller = String((await rig.salesperson('GET', 'WhoAmI')).body['UserId'])
  await ownRowsOnly()
  lead = await create(rig.administrator, 'leads', leadBody())
})
afterEach(() => rig.close())

/** Gives the seller a role that reaches own rows only. */
const ownRowsOnly = async () => {
  const roleid = await create(rig.administrator, 'roles', { name: 'Seller of own rows' })
  const names = ['Read', 'Write', 'Append', 'AppendTo', 'Share'].map((right) => `name eq 'prv${right}Lead'`)
  const filter = [...names, "name eq 'prvReadUser'"].join(' or ')
  const { body } = await rig.administrator('GET', `privileges?$select=privilegeid,name&$filter=${filter}`)
  const Privileges = body.value.map((row) => ({
    PrivilegeId: row['privilegeid'],
    Depth: String(row['name']) === 'prvReadUser' ? 'Global' : 'Basic',
  }))
  await rig.administrator('POST', `roles(${roleid})/Microsoft.Dynamics.CRM.ReplacePrivilegesRole`, { Privileges })
  const path = `systemusers(${seller})/systemuserroles_association`
  const stock = (await rig.administrator('GET', `${path}?$select=roleid`)).body.value[0]?.['roleid']
  await rig.administrator('DELETE', `${path}(${stock})/$ref`)
  await rig.administrator('POST', `${path}/$ref`, { '@odata.id': `roles(${roleid})` })
}

const target = () => ({ '@odata.type': 'Microsoft.Dynamics.CRM.lead', leadid: lead })
const toSeller = (AccessMask: string) => ({
  Principal: { '@odata.type': 'Microsoft.Dynamics.CRM.systemuser', systemuserid: seller },
  AccessMask,
})
const grant = (AccessMask: string, call = rig.administrator) =>
  call('POST', 'GrantAccess', { Target: target(), PrincipalAccess: toSeller(AccessMask) })
const read = () => rig.salesperson('GET', `leads(${lead})?$select=lastname`)
const write = () => rig.salesperson('PATCH', `leads(${lead})`, { lastname: 'Berg' })
const rights = async () => {
  const path = `systemusers(${seller})/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@t)?@t={'@odata.id':'leads(${lead})'}`
  return (await rig.administrator('GET', path)).body['AccessRights']
}
const shared = async () => {
  const path = `RetrieveSharedPrincipalsAndAccess(Target=@t)?@t={'@odata.id':'leads(${lead})'}`
  return (await rig.administrator('GET', path)).body['PrincipalAccesses']
}

test('a row is shared for what is granted, more can be granted, it can be replaced, and taken back', async () => {
  expect([(await read()).status, await rights(), await shared()]).toEqual([403, 'None', []])
  expect((await grant('ReadAccess')).status).toBe(204)
  expect([(await read()).status, (await write()).status, await rights()]).toEqual([200, 403, 'ReadAccess'])
  expect((await rig.salesperson('GET', 'leads?$select=leadid')).body.value).toHaveLength(1)
  expect((await grant('WriteAccess, AppendAccess')).status).toBe(204)
  expect([(await write()).status, await rights()]).toEqual([204, 'ReadAccess,WriteAccess,AppendAccess'])
  expect(await shared()).toEqual([
    {
      AccessMask: 'ReadAccess,WriteAccess,AppendAccess',
      Principal: { '@odata.type': '#Microsoft.Dynamics.CRM.systemuser', ownerid: seller },
    },
  ])
  const less = { Target: target(), PrincipalAccess: toSeller('ReadAccess') }
  expect((await rig.administrator('POST', 'ModifyAccess', less)).status).toBe(204)
  expect([(await read()).status, (await write()).status]).toEqual([200, 403])
  // As the service gives the user out.
  const Revokee = { '@odata.type': 'Microsoft.Dynamics.CRM.systemuser', ownerid: seller }
  expect((await rig.administrator('POST', 'RevokeAccess', { Target: target(), Revokee })).status).toBe(204)
  expect([(await read()).status, await shared()]).toEqual([403, []])
  expect((await rig.administrator('POST', 'ModifyAccess', less)).status).toBe(400)
})

test('a row shared with a team is shared with its members', async () => {
  const team = await create(rig.administrator, 'teams', { name: 'Callers' })
  const Principal = { '@odata.type': 'Microsoft.Dynamics.CRM.team', teamid: team }
  await rig.administrator('POST', 'GrantAccess', {
    Target: target(),
    PrincipalAccess: { Principal, AccessMask: 'ReadAccess' },
  })
  expect((await read()).status).toBe(403)
  await rig.administrator('POST', `teams(${team})/teammembership_association/$ref`, {
    '@odata.id': `systemusers(${seller})`,
  })
  expect((await read()).status).toBe(200)
  await rig.administrator('DELETE', `teams(${team})`)
  expect([(await read()).status, await shared()]).toEqual([403, []])
})

test('nobody shares more than they have, nor what they may not share', async () => {
  const other = String((await rig.administrator('GET', 'WhoAmI')).body['UserId'])
  const Principal = { '@odata.type': 'Microsoft.Dynamics.CRM.systemuser', systemuserid: other }
  const pass = (AccessMask: string) =>
    rig.salesperson('POST', 'GrantAccess', { Target: target(), PrincipalAccess: { Principal, AccessMask } })
  await grant('ReadAccess')
  expect((await pass('ReadAccess')).status).toBe(403)
  await grant('ShareAccess')
  expect((await pass('ReadAccess')).status).toBe(204)
  expect((await pass('WriteAccess')).status).toBe(403)
})

test.each([
  ['an unknown right', () => grant('LookAccess')],
  ['a missing mask', () => grant(undefined as unknown as string)],
  ['a row that has no owner', () => rig.administrator('POST', 'GrantAccess', { Target: {}, PrincipalAccess: {} })],
  [
    'nobody',
    () => rig.administrator('POST', 'GrantAccess', { Target: target(), PrincipalAccess: { AccessMask: 'ReadAccess' } }),
  ],
  ['an unknown parameter', () => rig.administrator('POST', 'RevokeAccess', { Target: target(), Principal: {} })],
] as const)('%s is refused', async (_, ask) => {
  expect((await ask()).status).toBe(400)
})

test('what a new row takes over is given as it is sent, for tables that are mapped', async () => {
  const from = (source: string, name: string, type = "Microsoft.Dynamics.CRM.TargetFieldType'ValidForCreate'") =>
    rig.administrator(
      'GET',
      `InitializeFrom(EntityMoniker=@p1,TargetEntityName=@p2,TargetFieldType=@p3)?@p1={'@odata.id':'${source}'}&@p2='${name}'&@p3=${type}`,
    )
  const { body } = await from(`leads(${lead})`, 'contact')
  expect(body).toMatchObject({
    '@odata.type': '#Microsoft.Dynamics.CRM.contact',
    lastname: 'Roth',
    'originatingleadid@odata.bind': `leads(${lead})`,
  })
  const { '@odata.context': context, ...values } = body as Record<string, unknown>
  expect(String(context)).toMatch(/\$metadata#contacts\/\$entity$/)
  expect((await rig.administrator('POST', 'contacts', values)).status).toBe(204)
  const account = await create(rig.administrator, 'accounts', { name: 'Fabrikam', address1_city: 'Bonn' })
  const branch = (await from(`accounts(${account})`, 'account')).body
  expect(branch).toMatchObject({
    address1_city: 'Bonn',
    'parentaccountid@odata.bind': `accounts(${account})`,
  })
  expect(branch).not.toHaveProperty('name')
  expect((await from(`accounts(${account})`, 'lead')).status).toBe(400)
  expect((await from(`accounts(${account})`, 'contact', "'Nothing'")).status).toBe(400)
  expect((await from('accounts(00000000-0000-4000-8000-00000000dead)', 'contact')).status).toBe(404)
})

test('a campaign that a lead is qualified from stands on its opportunity', async () => {
  const campaign = await create(rig.administrator, 'campaigns', { name: 'Spring' })
  const { body } = await rig.administrator('POST', `leads(${lead})/Microsoft.Dynamics.CRM.QualifyLead`, {
    CreateAccount: false,
    CreateContact: false,
    CreateOpportunity: true,
    SourceCampaignId: { '@odata.type': 'Microsoft.Dynamics.CRM.campaign', campaignid: campaign },
    Status: 3,
  })
  const made = body.value[0]?.['opportunityid']
  const { body: opportunity } = await rig.administrator('GET', `opportunities(${made})?$select=_campaignid_value`)
  expect(opportunity['_campaignid_value']).toBe(campaign)
})
