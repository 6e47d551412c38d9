// Customizing an organization: publishers, solutions, columns and alternate keys, and that they last.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFileJournal } from '../../infra/local/sales/store/journal.ts'
import { create, leadBody, type Rig, startRig } from './sales-api-support.ts'

const clock = { at: 0 }
let folder: string
let rig: Rig
const start = () => startRig({ folder, now: () => new Date(clock.at) })

beforeEach(async () => {
  clock.at = Date.parse('2026-11-21T08:00:00Z')
  folder = mkdtempSync(join(tmpdir(), 'sales-'))
  rig = await start()
})
afterEach(async () => {
  await rig.close()
  rmSync(folder, { recursive: true, force: true })
})

const label = (text: string) => ({ LocalizedLabels: [{ Label: text, LanguageCode: 1033 }] })
const attributes = "EntityDefinitions(LogicalName='lead')/Attributes"
const keys = "EntityDefinitions(LogicalName='lead')/Keys"
const solution = { 'MSCRM.SolutionUniqueName': 'CommerceB2B' }

const addSolution = async () => {
  const publisher = await create(rig.administrator, 'publishers', {
    friendlyname: 'Commerce B2B',
    uniquename: 'commerceb2b',
    customizationprefix: 'cb2b',
    customizationoptionvalueprefix: 72_700,
  })
  await create(rig.administrator, 'solutions', {
    friendlyname: 'Commerce B2B',
    uniquename: 'CommerceB2B',
    version: '1.0.0.0',
    'publisherid@odata.bind': `/publishers(${publisher})`,
  })
}
const column = (type: string, SchemaName: string, more: Record<string, unknown> = {}) => ({
  '@odata.type': `Microsoft.Dynamics.CRM.${type}AttributeMetadata`,
  SchemaName,
  DisplayName: label(SchemaName),
  RequiredLevel: { Value: 'None' },
  ...more,
})
const key = { SchemaName: 'cb2b_LeadProspectKey', DisplayName: label('Prospect'), KeyAttributes: ['cb2b_prospectid'] }
const addProspectId = () =>
  rig.administrator('POST', attributes, column('String', 'cb2b_ProspectId', { MaxLength: 20 }), solution)
const keyStatus = async () =>
  (await rig.administrator('GET', `${keys}?$select=SchemaName,EntityKeyIndexStatus`)).body.value[0]?.[
    'EntityKeyIndexStatus'
  ]

test('a new column can be written, read, filtered and is validated, also after a restart', async () => {
  await addSolution()
  expect((await addProspectId()).status).toBe(204)
  expect((await rig.administrator('POST', attributes, column('Boolean', 'cb2b_IsCommerceB2B'), solution)).status).toBe(
    204,
  )
  const id = await create(
    rig.administrator,
    'leads',
    leadBody({ cb2b_prospectid: 'P-000042', cb2b_iscommerceb2b: true }),
  )
  await rig.close()
  rig = await start()
  const found = await rig.administrator('GET', "leads?$select=cb2b_iscommerceb2b&$filter=cb2b_prospectid eq 'P-000042'")
  expect(found.body.value).toMatchObject([{ leadid: id, cb2b_iscommerceb2b: true }])
  const long = await rig.administrator('POST', 'leads', leadBody({ cb2b_prospectid: 'x'.repeat(21) }))
  expect(long.body.error.code).toBe('0x80044331')
  const definition = await rig.administrator(
    'GET',
    `${attributes}(LogicalName='cb2b_prospectid')?$select=SchemaName,MaxLength`,
  )
  expect(definition.body).toMatchObject({ SchemaName: 'cb2b_ProspectId', MaxLength: 20 })
})

test('qualifying does not copy custom columns', async () => {
  await addSolution()
  await addProspectId()
  const account = "EntityDefinitions(LogicalName='account')/Attributes"
  await rig.administrator('POST', account, column('String', 'cb2b_ProspectId', { MaxLength: 20 }), solution)
  const id = await create(rig.administrator, 'leads', leadBody({ cb2b_prospectid: 'P-1' }))
  const wishes = { CreateAccount: true, CreateContact: false, CreateOpportunity: false, Status: 3 }
  await rig.salesperson('POST', `leads(${id})/Microsoft.Dynamics.CRM.QualifyLead`, wishes)
  const { body } = await rig.administrator('GET', `leads(${id})/account_originating_lead`)
  expect(body.value).toMatchObject([{ name: 'Fabrikam GmbH', cb2b_prospectid: null }])
})

test('a key becomes active after a while, then addresses rows and keeps their values apart', async () => {
  await addSolution()
  await addProspectId()
  const id = await create(rig.administrator, 'leads', leadBody({ cb2b_prospectid: 'P-1' }))
  expect((await rig.administrator('POST', keys, key, solution)).status).toBe(204)
  expect(await keyStatus()).toBe('Pending')
  const byKey = "leads(cb2b_prospectid='P-1')?$select=leadid"
  expect((await rig.administrator('GET', byKey)).status).toBe(400)
  clock.at += 5000
  expect(await keyStatus()).toBe('Active')
  expect((await rig.administrator('GET', byKey)).body['leadid']).toBe(id)
  const missing = await rig.administrator('GET', "leads(cb2b_prospectid='P-2')")
  expect([missing.status, missing.body.error.code]).toEqual([404, '0x80060891'])
  const twin = await rig.administrator('POST', 'leads', leadBody({ cb2b_prospectid: 'p-1' }))
  expect([twin.status, twin.body.error.code]).toEqual([412, '0x80060892'])
  expect(twin.body.error.message).toContain(`<Id>${id}</Id>`)
  const upsert = await rig.administrator('PATCH', "leads(cb2b_prospectid='P-3')?$select=leadid", leadBody(), {
    Prefer: 'return=representation',
  })
  expect(upsert.status).toBe(201)
  expect((await rig.administrator('PATCH', "leads(cb2b_prospectid='P-3')", { subject: 'By key' })).status).toBe(204)
  const row = await rig.administrator('GET', `leads(${upsert.body['leadid']})`)
  expect(row.body).toMatchObject({ cb2b_prospectid: 'P-3', subject: 'By key' })
})

test('a key over values that are already there twice fails', async () => {
  await addSolution()
  await addProspectId()
  for (let at = 0; at < 2; at += 1) await create(rig.administrator, 'leads', leadBody({ cb2b_prospectid: 'P-1' }))
  await rig.administrator('POST', keys, key, solution)
  clock.at += 5000
  expect(await keyStatus()).toBe('Failed')
})

test.each([
  ['a prefix of nobody', column('String', 'zzz_Name', { MaxLength: 9 }), '0x80044366'],
  ['no length', column('String', 'cb2b_Name'), '0x80040203'],
  ['no display name', { ...column('String', 'cb2b_Name', { MaxLength: 9 }), DisplayName: undefined }, '0x80040203'],
  ['an unknown type', column('Riddle', 'cb2b_Name'), '0x80060888'],
  ['a name that is taken', column('String', 'cb2b_ProspectId', { MaxLength: 9 }), '0x80047013'],
])('a column with %s is refused', async (_what, body, code) => {
  await addSolution()
  await addProspectId()
  const answer = await rig.administrator('POST', attributes, body, solution)
  expect([answer.status, answer.body.error.code]).toEqual([400, code])
})

test('a salesperson cannot customize, publishing works for those who can, and names are unique', async () => {
  await addSolution()
  expect((await rig.salesperson('POST', attributes, column('Boolean', 'cb2b_X'))).status).toBe(403)
  const parameters = { ParameterXml: '<importexportxml><entities><entity>lead</entity></entities></importexportxml>' }
  expect((await rig.salesperson('POST', 'PublishXml', parameters)).status).toBe(403)
  expect((await rig.administrator('POST', 'PublishXml', parameters)).status).toBe(204)
  expect((await rig.administrator('POST', 'PublishAllXml')).status).toBe(204)
  await expect(addSolution()).rejects.toThrow('0x80040237')
})

test('an organization that was stored before there were roles gets them at its next start', async () => {
  await rig.close()
  const journal = createFileJournal(folder)
  const added = new Set(['privilege', 'role', 'roleprivileges', 'systemuserroles'])
  journal.compact(
    journal.load().filter(({ table, values }) => !added.has(table) && values?.['lastname'] !== 'Administrator'),
  )
  journal.close()
  rig = await start()
  expect((await rig.administrator('GET', 'WhoAmI')).status).toBe(200)
  expect((await rig.salesperson('GET', 'leads')).status).toBe(200)
})

test('change tracking that was switched off stays off after a restart', async () => {
  const path = "EntityDefinitions(LogicalName='contact')"
  const { body } = await rig.administrator('GET', path)
  const answer = await rig.administrator('PUT', path, { ...body, ChangeTrackingEnabled: false })
  expect(answer.status).toBe(204)
  await rig.close()
  rig = await start()
  expect((await rig.administrator('GET', path)).body).toMatchObject({ ChangeTrackingEnabled: false })
})

test('the options of a choice are told to whoever asks for them, and nothing is left out silently', async () => {
  const attribute = (name: string, type: string, expand: string) =>
    rig.salesperson(
      'GET',
      `EntityDefinitions(LogicalName='lead')/Attributes(LogicalName='${name}')/Microsoft.Dynamics.CRM.${type}?$select=LogicalName&$expand=${expand}`,
    )
  const options = (body: unknown) =>
    (body as { OptionSet: { Options: Record<string, unknown>[] } }).OptionSet.Options.slice(0, 1)
  const status = await attribute('statuscode', 'StatusAttributeMetadata', 'OptionSet($select=Options),GlobalOptionSet')
  expect(options(status.body)).toMatchObject([
    { Value: 1, State: 0, Label: { UserLocalizedLabel: { Label: 'New', LanguageCode: 1033 } } },
  ])
  const state = await attribute('statecode', 'StateAttributeMetadata', 'OptionSet')
  expect(options(state.body)).toMatchObject([{ Value: 0, DefaultStatus: 1, InvariantName: 'Open' }])
  const source = await attribute('leadsourcecode', 'PicklistAttributeMetadata', 'OptionSet')
  expect(options(source.body)).toMatchObject([{ Value: 1, Label: { LocalizedLabels: [{ Label: 'Advertisement' }] } }])
  expect((await attribute('lastname', 'StringAttributeMetadata', 'OptionSet')).status).toBe(400)
  expect(
    (await rig.salesperson('GET', "EntityDefinitions(LogicalName='lead')?$expand=ManyToOneRelationships")).status,
  ).toBe(400)
})

test('options are added to a choice that was added, and taken away again, also after a restart', async () => {
  await addSolution()
  const options = { Options: [{ Value: 727_000_000, Label: label('One') }] }
  await rig.administrator('POST', attributes, column('Picklist', 'cb2b_Kind', { OptionSet: options }), solution)
  const named = { EntityLogicalName: 'lead', AttributeLogicalName: 'cb2b_kind', Value: 727_000_001 }
  const insert = (by: Rig['administrator'], more = {}) =>
    by('POST', 'InsertOptionValue', { ...named, Label: label('Two'), ...more })
  const lead = { ...leadBody(), cb2b_kind: 727_000_001 }
  expect((await rig.administrator('POST', 'leads', lead)).status).toBe(400)
  expect((await insert(rig.salesperson)).status).toBe(403)
  expect(await insert(rig.administrator)).toMatchObject({ status: 200, body: { NewOptionValue: 727_000_001 } })
  expect((await insert(rig.administrator)).status).toBe(400)
  expect((await insert(rig.administrator, { Value: 3, Label: {} })).status).toBe(400)
  expect((await insert(rig.administrator, { AttributeLogicalName: 'leadsourcecode' })).status).toBe(404)
  await rig.close()
  rig = await start()
  const id = await create(rig.administrator, 'leads', lead)
  const definition = `${attributes}(LogicalName='cb2b_kind')/Microsoft.Dynamics.CRM.PicklistAttributeMetadata`
  const read = async () => {
    const { body } = await rig.administrator('GET', `${definition}?$expand=OptionSet`)
    const { OptionSet } = body as unknown as { OptionSet: { Options: { Value: number }[] } }
    return OptionSet.Options.map(({ Value }) => Value)
  }
  expect(await read()).toEqual([727_000_000, 727_000_001])
  expect((await rig.administrator('POST', 'DeleteOptionValue', named)).status).toBe(204)
  expect((await rig.administrator('POST', 'DeleteOptionValue', named)).status).toBe(400)
  expect(await read()).toEqual([727_000_000])
  // Rows keep the number.
  expect((await rig.administrator('GET', `leads(${id})?$select=cb2b_kind`)).body).toMatchObject({
    cb2b_kind: 727_000_001,
  })
})
