// Column security: what callers see and may write of secured columns, and how they are given the right.
import { afterEach, expect, test } from 'vitest'
import { create, leadBody, qualify, type Rig, startRig } from './sales-api-support.ts'

let rig: Rig
const start = async (secured: Record<string, readonly string[]> = { lead: ['emailaddress1', 'telephone1'] }) => {
  rig = await startRig({ traits: { secured } })
}
afterEach(() => rig.close())

const userOf = async (who: 'salesperson' | 'administrator') => String((await rig[who]('GET', 'WhoAmI')).body['UserId'])
const aLead = () => create(rig.administrator, 'leads', leadBody({ telephone1: '+49 30 1' }))
const read = async (path: string) => (await rig.salesperson('GET', path)).body

/** A profile with permissions for columns of a table; 4 allows. */
const profile = async (table: string, permissions: Record<string, Record<string, number>>) => {
  const id = await create(rig.administrator, 'fieldsecurityprofiles', { name: `People who may see ${table}` })
  for (const [attributelogicalname, rights] of Object.entries(permissions)) {
    await create(rig.administrator, 'fieldpermissions', {
      entityname: table,
      attributelogicalname,
      ...rights,
      'fieldsecurityprofileid@odata.bind': `/fieldsecurityprofiles(${id})`,
    })
  }
  return id
}
const give = (id: string, set: 'systemusers' | 'teams', principal: string) =>
  rig.administrator(
    'POST',
    `fieldsecurityprofiles(${id})/${set === 'teams' ? 'teamprofiles' : 'systemuserprofiles'}_association/$ref`,
    { '@odata.id': `${rig.sales.url}/api/data/v9.2/${set}(${principal})` },
  )

test('a secured column is null for who may not read it: in a row, in lists, by itself, and in filters', async () => {
  await start()
  const lead = await aLead()
  expect(await read(`leads(${lead})?$select=emailaddress1,telephone1,lastname`)).toMatchObject({
    emailaddress1: null,
    telephone1: null,
    lastname: 'Roth',
  })
  expect((await read('leads?$select=emailaddress1')).value[0]).toMatchObject({ emailaddress1: null })
  expect((await rig.salesperson('GET', `leads(${lead})/emailaddress1`)).status).toBe(204)
  expect((await read("leads?$filter=emailaddress1 eq 'ada@fabrikam.example'")).value).toEqual([])
  const { body } = await rig.administrator('GET', `leads(${lead})?$select=emailaddress1`)
  expect(body['emailaddress1']).toBe('ada@fabrikam.example')
})

test('a write of a secured column is refused, as a whole', async () => {
  await start()
  const lead = await aLead()
  const made = await rig.salesperson('POST', 'leads', leadBody())
  expect([made.status, made.body.error.code]).toEqual([403, '0x8004f502'])
  const changed = await rig.salesperson('PATCH', `leads(${lead})`, { lastname: 'Other', emailaddress1: null })
  expect([changed.status, changed.body.error.code]).toEqual([403, '0x8004f507'])
  expect((await read(`leads(${lead})?$select=lastname`))['lastname']).toBe('Roth')
  expect((await rig.salesperson('PATCH', `leads(${lead})`, { lastname: 'Other' })).status).toBe(204)
})

test('a profile gives rights to users and to the members of teams', async () => {
  await start()
  const lead = await aLead()
  await give(await profile('lead', { emailaddress1: { canread: 4 } }), 'systemusers', await userOf('salesperson'))
  const team = await create(rig.administrator, 'teams', { name: 'Callers' })
  await rig.administrator('POST', `teams(${team})/teammembership_association/$ref`, {
    '@odata.id': `${rig.sales.url}/api/data/v9.2/systemusers(${await userOf('salesperson')})`,
  })
  await give(await profile('lead', { telephone1: { canread: 4, canupdate: 4 } }), 'teams', team)
  expect((await rig.salesperson('PATCH', `leads(${lead})`, { telephone1: '2' })).status).toBe(204)
  expect((await rig.salesperson('PATCH', `leads(${lead})`, { emailaddress1: 'a@b.example' })).status).toBe(403)
  expect(await read(`leads(${lead})?$select=emailaddress1,telephone1`)).toMatchObject({
    emailaddress1: 'ada@fabrikam.example',
    telephone1: '2',
  })
})

test('definitions and RetrievePrincipalAttributePrivileges say what is secured and what somebody may do with it', async () => {
  await start()
  const definitions = await rig.salesperson(
    'GET',
    "EntityDefinitions(LogicalName='lead')/Attributes?$select=LogicalName,MetadataId,IsSecured,CanBeSecuredForRead&$filter=IsSecured eq true",
  )
  expect(definitions.body.value).toMatchObject([
    { LogicalName: 'emailaddress1', IsSecured: true, CanBeSecuredForRead: true },
    { LogicalName: 'telephone1', IsSecured: true, CanBeSecuredForRead: true },
  ])
  const user = await userOf('salesperson')
  await give(await profile('lead', { telephone1: { canread: 4, canupdate: 4 } }), 'systemusers', user)
  const path = `systemusers(${user})/Microsoft.Dynamics.CRM.RetrievePrincipalAttributePrivileges()`
  const idOf = (at: number) => definitions.body.value[at]?.['MetadataId']
  expect((await read(path))['AttributePrivileges']).toEqual([
    { AttributeId: idOf(0), CanRead: 0, CanReadUnMasked: 0, CanCreate: 0, CanUpdate: 0 },
    { AttributeId: idOf(1), CanRead: 4, CanReadUnMasked: 0, CanCreate: 0, CanUpdate: 4 },
  ])
})

test('a column is secured through the Web API by whoever may customize, and the platform’s own cannot be', async () => {
  await start({})
  const lead = await aLead()
  const path = (name: string) => `EntityDefinitions(LogicalName='lead')/Attributes(LogicalName='${name}')`
  const secure = async (call: Rig['administrator'], name: string) => {
    const { body } = await rig.administrator('GET', path(name))
    return call('PUT', path(name), { ...body, IsSecured: true })
  }
  expect((await secure(rig.salesperson, 'emailaddress1')).status).toBe(403)
  expect((await secure(rig.administrator, 'createdon')).status).toBe(400)
  expect((await rig.administrator('PUT', path('emailaddress1'), { IsSecured: true })).status).toBe(400)
  expect((await secure(rig.administrator, 'emailaddress1')).status).toBe(204)
  expect((await read(`leads(${lead})?$select=emailaddress1`))['emailaddress1']).toBeNull()
})

test('who qualifies a lead without seeing a column makes a contact without it', async () => {
  await start()
  const lead = await aLead()
  await qualify(rig.salesperson, lead)
  const { body } = await rig.administrator(
    'GET',
    `leads(${lead})?$select=leadid&$expand=contact_originating_lead($select=emailaddress1,lastname)`,
  )
  expect(body['contact_originating_lead']).toMatchObject([{ emailaddress1: null, lastname: 'Roth' }])
})

test('rows are ordered, grouped and told apart as if a column that may not be read were empty', async () => {
  await start()
  // By phone they would stand the other way round than by name.
  for (const [lastname, telephone1] of [
    ['Adler', '3'],
    ['Berg', '2'],
    ['Clark', '1'],
  ] as const)
    await create(rig.administrator, 'leads', leadBody({ lastname, telephone1 }))
  const names = async (path: string, call = rig.salesperson) =>
    (await call('GET', path)).body.value.map((row) => row['lastname'])
  const byPhone = 'leads?$select=lastname&$orderby=telephone1,lastname'
  expect(await names(byPhone, rig.administrator)).toEqual(['Clark', 'Berg', 'Adler'])
  expect(await names(byPhone)).toEqual(['Adler', 'Berg', 'Clark'])
  expect(await names('leads?$select=lastname&$filter=telephone1 eq null&$orderby=lastname')).toHaveLength(3)
  expect(await names("leads?$select=lastname&$filter=startswith(telephone1,'1')")).toEqual([])
  const fetchXml = (order: string) =>
    `leads?fetchXml=${encodeURIComponent(`<fetch><entity name="lead"><attribute name="lastname"/><order attribute="${order}"/><order attribute="lastname"/></entity></fetch>`)}`
  expect(await names(fetchXml('telephone1'))).toEqual(['Adler', 'Berg', 'Clark'])
  const groups = 'leads?$apply=groupby((telephone1),aggregate($count as number))'
  expect((await rig.salesperson('GET', groups)).body.value).toMatchObject([{ number: 3 }])
  const account = await create(rig.administrator, 'accounts', { name: 'Fabrikam' })
  for (const { leadid } of (await rig.administrator('GET', 'leads?$select=leadid')).body.value)
    await rig.administrator('PATCH', `leads(${leadid})`, { 'parentaccountid@odata.bind': `accounts(${account})` })
  const expand = `accounts(${account})?$select=name&$expand=lead_parent_account($select=lastname;$orderby=telephone1,lastname)`
  const { body } = await rig.salesperson('GET', expand)
  expect((body['lead_parent_account'] as unknown as Record<string, unknown>[]).map((row) => row['lastname'])).toEqual([
    'Adler',
    'Berg',
    'Clark',
  ])
})

test('a name is never secured, and what somebody may do with secured columns is told to whoever may read users', async () => {
  await start({})
  const { body } = await rig.administrator(
    'GET',
    "EntityDefinitions(LogicalName='account')/Attributes(LogicalName='name')",
  )
  expect(body['CanBeSecuredForRead']).toBe(false)
  const role = await create(rig.administrator, 'roles', { name: 'Reads nothing' })
  const user = await userOf('salesperson')
  const path = `systemusers(${user})/systemuserroles_association`
  const stock = (await rig.administrator('GET', `${path}?$select=roleid`)).body.value[0]?.['roleid']
  await rig.administrator('DELETE', `${path}(${stock})/$ref`)
  await rig.administrator('POST', `${path}/$ref`, { '@odata.id': `roles(${role})` })
  const own = `systemusers(${user})/Microsoft.Dynamics.CRM.RetrievePrincipalAttributePrivileges()`
  expect((await rig.salesperson('GET', own)).status).toBe(403)
  const [privilege] = (await rig.administrator('GET', "privileges?$filter=name eq 'prvReadUser'")).body.value
  const set = (Depth: string) =>
    rig.administrator('POST', `roles(${role})/Microsoft.Dynamics.CRM.ReplacePrivilegesRole`, {
      Privileges: [{ PrivilegeId: privilege?.['privilegeid'], Depth }],
    })
  const refused = await set('Basic')
  expect([refused.status, refused.body.error.code]).toEqual([400, '0x8004140b'])
  expect((await set('Local')).status).toBe(204)
  expect((await rig.salesperson('GET', own)).status).toBe(200)
})

test('a link in a column that may not be read leads nowhere: not by itself, not expanded, not in filters, not from the other side', async () => {
  await start({ opportunity: ['originatingleadid'] })
  const lead = await aLead()
  const id = await create(rig.administrator, 'opportunities', {
    name: 'Deal',
    'originatingleadid@odata.bind': `leads(${lead})`,
  })
  const seen = async (call: Rig['administrator']) => {
    const one = (await call('GET', `opportunities(${id})?$select=_originatingleadid_value&$expand=originatingleadid`))
      .body
    const other = (
      await call('GET', `leads(${lead})?$select=leadid&$expand=opportunity_originating_lead($select=name)`)
    ).body
    const filtered = async (set: string, filter: string) =>
      (await call('GET', `${set}?$filter=${filter}`)).body.value.length
    return [
      one['_originatingleadid_value'] !== null,
      one['originatingleadid'] !== null,
      (await call('GET', `opportunities(${id})/originatingleadid?$select=leadid`)).status,
      (await call('GET', `opportunities(${id})/originatingleadid/$ref`)).status,
      (other['opportunity_originating_lead'] as unknown as unknown[]).length,
      await filtered('opportunities', "originatingleadid/lastname eq 'Roth'"),
      await filtered('leads', "opportunity_originating_lead/any(o:o/name eq 'Deal')"),
    ]
  }
  expect(await seen(rig.administrator)).toEqual([true, true, 200, 200, 1, 1, 1])
  expect(await seen(rig.salesperson)).toEqual([false, false, 204, 204, 0, 0, 0])
})
