// Organizations that are not in English, have several business units, or take their time: what they refuse, and with which code.
import { afterEach, expect, test } from 'vitest'
import { type OrganizationTraits, readyOrganizations } from '../../infra/local/sales/organization/traits.ts'
import { type Answer, create, leadBody, type Rig, startRig } from './sales-api-support.ts'

let rig: Rig
afterEach(() => rig.close())
const start = async (traits: OrganizationTraits, now?: () => Date) => {
  rig = await startRig({ traits, ...(now ? { now } : {}) })
}
const code = ({ status, body }: Answer) => [status, body.error?.code]

const label = (...languages: number[]) => ({
  LocalizedLabels: languages.map((LanguageCode) => ({ Label: 'Text', LanguageCode })),
})
const column = (...languages: number[]) => ({
  '@odata.type': 'Microsoft.Dynamics.CRM.StringAttributeMetadata',
  SchemaName: 'new_Text',
  DisplayName: label(...languages),
  MaxLength: 10,
})
const publisher = {
  uniquename: 'tried',
  friendlyname: 'Tried',
  customizationprefix: 'tried',
  customizationoptionvalueprefix: 72_701,
}
const view = {
  name: 'Tried',
  returnedtypecode: 'lead',
  querytype: 0,
  fetchxml: '<fetch><entity name="lead"><attribute name="leadid"/></entity></fetch>',
  layoutxml: '<grid name="resultset"><row name="result" id="leadid"><cell name="subject"/></row></grid>',
}
const roleNamed = async (name: string, unit: string) => {
  const filter = `name eq '${name}' and _businessunitid_value eq ${unit}`
  const { body } = await rig.administrator('GET', `roles?$filter=${filter}&$select=roleid`)
  return String(body.value[0]?.['roleid'])
}
const give = (holder: string, association: string, role: string) =>
  rig.administrator('POST', `${holder}/${association}/$ref`, {
    '@odata.id': `${rig.sales.url}/api/data/v9.2/roles(${role})`,
  })
const applicationUser = async () => {
  const select = '$select=systemuserid,_businessunitid_value'
  const { body } = await rig.administrator('GET', `systemusers?$filter=applicationid ne null&${select}`)
  return { id: String(body.value[0]?.['systemuserid']), unit: String(body.value[0]?.['_businessunitid_value']) }
}

test('labels are taken in the languages of the organization only', async () => {
  await start({ languages: [1055, 1043] })
  const attributes = "EntityDefinitions(LogicalName='lead')/Attributes"
  expect(code(await rig.administrator('POST', attributes, column(1055, 1033)))).toEqual([400, '0x80044195'])
  expect((await rig.administrator('POST', attributes, column(1055, 1043))).status).toBe(204)
  const { body } = await rig.administrator('GET', 'RetrieveProvisionedLanguages')
  expect(body['RetrieveProvisionedLanguages']).toEqual([1055, 1043])
  const { body: organizations } = await rig.administrator('GET', 'organizations?$select=languagecode')
  expect(organizations.value[0]?.['languagecode']).toBe(1055)
})

test('texts that can be translated are written by users whose language is the base language', async () => {
  await start({ languages: [1055, 1033], userLanguage: 1033 })
  expect(code(await rig.administrator('POST', 'publishers', publisher))).toEqual([400, '0x80047019'])
  expect(code(await rig.administrator('POST', 'savedqueries', view))).toEqual([400, '0x80060750'])
  const me = String((await rig.administrator('GET', 'WhoAmI')).body['UserId'])
  await rig.administrator('PATCH', `usersettingscollection(${me})`, { uilanguageid: 1055 })
  await create(rig.administrator, 'publishers', publisher)
  await create(rig.administrator, 'savedqueries', view)
})

test('a team is administered by somebody who may read teams, by default whoever makes it', async () => {
  await start({})
  const { id } = await applicationUser()
  const administrator = { 'administratorid@odata.bind': `/systemusers(${id})` }
  const refused = await rig.administrator('POST', 'teams', { name: 'Tried', ...administrator })
  expect(code(refused)).toEqual([403, '0x80041d0a'])
  const team = await create(rig.administrator, 'teams', { name: 'Tried' })
  const me = (await rig.administrator('GET', 'WhoAmI')).body['UserId']
  const { body } = await rig.administrator('GET', `teams(${team})?$select=_administratorid_value`)
  expect(body['_administratorid_value']).toBe(me)
})

test('access teams own nothing and have no roles; a name is given to one role of a unit', async () => {
  await start({})
  const team = await create(rig.administrator, 'teams', { name: 'Tried', teamtype: 1 })
  const owned = leadBody({ 'ownerid@odata.bind': `/teams(${team})` })
  expect(code(await rig.administrator('POST', 'leads', owned))).toEqual([400, '0x80048340'])
  const { unit } = await applicationUser()
  const role = await roleNamed('Salesperson', unit)
  expect(code(await give(`teams(${team})`, 'teamroles_association', role))).toEqual([400, '0x80048331'])
  expect(code(await rig.administrator('POST', 'roles', { name: 'salesperson' }))).toEqual([400, '0x80041403'])
})

test('an owner must be able to read what it owns', async () => {
  await start({})
  const { id } = await applicationUser()
  const toUser = leadBody({ 'ownerid@odata.bind': `/systemusers(${id})` })
  expect(code(await rig.administrator('POST', 'leads', toUser))).toEqual([403, '0x80040231'])
  const team = await create(rig.administrator, 'teams', { name: 'Tried' })
  const toTeam = leadBody({ 'ownerid@odata.bind': `/teams(${team})` })
  expect(code(await rig.administrator('POST', 'leads', toTeam))).toEqual([403, '0x80042f0a'])
})

test('a role is given within its business unit, and units below have copies of those of the root', async () => {
  await start(readyOrganizations.childUnit)
  const { id, unit } = await applicationUser()
  const root = String((await rig.administrator('GET', 'WhoAmI')).body['BusinessUnitId'])
  expect(unit).not.toBe(root)
  const ofRoot = await roleNamed('Salesperson', root)
  expect(code(await give(`systemusers(${id})`, 'systemuserroles_association', ofRoot))).toEqual([400, '0x80040203'])
  const copy = await roleNamed('Salesperson', unit)
  expect((await give(`systemusers(${id})`, 'systemuserroles_association', copy)).status).toBe(204)
  expect((await rig.integration('GET', 'leads')).status).toBe(200)
})

test('a role takes effect after a while', async () => {
  let at = Date.now()
  await start({ roleDelayMs: 20_000 }, () => new Date(at))
  const { id, unit } = await applicationUser()
  await give(`systemusers(${id})`, 'systemuserroles_association', await roleNamed('Salesperson', unit))
  expect(code(await rig.integration('GET', 'leads'))).toEqual([403, '0x80042f09'])
  at += 20_000
  expect((await rig.integration('GET', 'leads')).status).toBe(200)
})

test('secured columns are told by the definitions', async () => {
  await start(readyOrganizations.secured)
  const path = "EntityDefinitions(LogicalName='contact')/Attributes?$select=LogicalName&$filter=IsSecured eq true"
  const { body } = await rig.administrator('GET', path)
  expect(body.value.map((row) => row['LogicalName'])).toEqual(['emailaddress1', 'mobilephone'])
})
