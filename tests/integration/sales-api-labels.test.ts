// Texts of views in several languages: which are taken, which are refused, and when they are seen.
import { afterEach, expect, test } from 'vitest'
import { type Rig, startRig } from './sales-api-support.ts'

let rig: Rig
let view: string
const start = async (languages: readonly number[] = [1033, 1043]) => {
  rig = await startRig({ traits: { languages } })
  const { body } = await rig.administrator('GET', 'savedqueries?$select=savedqueryid,name&$top=1')
  view = String(body.value[0]?.['savedqueryid'])
}
afterEach(() => rig.close())

const set = (Labels: unknown, AttributeName = 'name', call = rig.administrator) =>
  call('POST', 'SetLocLabels', {
    EntityMoniker: { '@odata.type': 'Microsoft.Dynamics.CRM.savedquery', savedqueryid: view },
    AttributeName,
    Labels,
  })
const label = (LanguageCode: number, Label = 'Leads van partners') => ({ Label, LanguageCode })
const read = async (unpublished: boolean) => {
  const path = `RetrieveLocLabels(EntityMoniker=@p1,AttributeName='name',IncludeUnpublished=${unpublished})?@p1={'@odata.id':'savedqueries(${view})'}`
  const { body } = await rig.administrator('GET', path)
  const list = body['Label']?.['LocalizedLabels'] as unknown as { Label: string; LanguageCode: number }[]
  return Object.fromEntries(list.map(({ Label, LanguageCode }) => [LanguageCode, Label]))
}
const publish = (xml?: string) =>
  rig.administrator('POST', xml ? 'PublishXml' : 'PublishAllXml', xml ? { ParameterXml: xml } : {})
const ofTable = (name: string) => `<importexportxml><entities><entity>${name}</entity></entities></importexportxml>`

test('a text is seen once the view’s table is published', async () => {
  await start()
  const { body } = await rig.administrator('GET', `savedqueries(${view})?$select=name,returnedtypecode`)
  const base = { 1033: body['name'] }
  expect((await set([label(1043)])).status).toBe(204)
  expect([await read(false), await read(true)]).toEqual([base, { ...base, 1043: 'Leads van partners' }])
  await publish(ofTable(String(body['returnedtypecode']) === 'account' ? 'contact' : 'account'))
  expect(await read(false)).toEqual(base)
  await publish(ofTable(String(body['returnedtypecode'])))
  expect(await read(false)).toEqual({ ...base, 1043: 'Leads van partners' })
  // What is not sent is gone.
  await set([label(1033, 'Other leads')])
  await publish()
  expect(await read(false)).toEqual({ 1033: 'Other leads' })
  expect((await rig.administrator('GET', `savedqueries(${view})?$select=name`)).body['name']).toBe('Other leads')
})

test.each([
  ['a language that the organization lacks', () => set([label(1049)]), 400, '0x80044195'],
  ['a column without texts in languages', () => set([label(1043)], 'fetchxml'), 400, '0x80040203'],
  ['a name taken away', () => set([label(1033, '')]), 400, '0x80040200'],
  ['labels that are none', () => set('Leads'), 400, '0x80060888'],
  ['who may not write views', () => set([label(1043)], 'name', rig.salesperson), 403, '0x80040220'],
] as const)('%s is refused', async (_, ask, status, code) => {
  await start()
  const answer = await ask()
  expect([answer.status, answer.body.error.code]).toEqual([status, code])
})

test('a definition that is replaced loses the labels that are not sent, unless they are to be kept', async () => {
  await start()
  const { body: made } = await rig.administrator('GET', "EntityDefinitions(LogicalName='lead')?$select=LogicalName")
  expect(made['LogicalName']).toBe('lead')
  const text = (...labels: ReturnType<typeof label>[]) => ({ LocalizedLabels: labels })
  const publisher = {
    uniquename: 'contoso',
    friendlyname: 'Contoso',
    customizationprefix: 'new',
    customizationoptionvalueprefix: 10_000,
  }
  await rig.administrator('POST', 'publishers', publisher)
  const path = "EntityDefinitions(LogicalName='lead')/Attributes"
  const one = `${path}(LogicalName='new_level')`
  await rig.administrator('POST', path, {
    '@odata.type': 'Microsoft.Dynamics.CRM.StringAttributeMetadata',
    SchemaName: 'new_Level',
    DisplayName: text(label(1033, 'Level'), label(1043, 'Niveau')),
    MaxLength: 20,
  })
  const definition = (await rig.administrator('GET', one)).body
  const codes = async () => {
    const { body } = await rig.administrator('GET', one)
    return (body['DisplayName'] as unknown as ReturnType<typeof text>).LocalizedLabels.map(
      ({ LanguageCode }) => LanguageCode,
    )
  }
  const replaced = { ...definition, DisplayName: text(label(1033, 'Rank')) }
  expect((await rig.administrator('PUT', one, replaced, { 'MSCRM.MergeLabels': 'true' })).status).toBe(204)
  expect(await codes()).toEqual([1033, 1043])
  expect((await rig.administrator('PUT', one, replaced)).status).toBe(204)
  expect(await codes()).toEqual([1033])
  expect((await rig.administrator('PUT', one, { ...definition, DisplayName: text(label(1043)) })).status).toBe(400)
  expect((await rig.administrator('PUT', one, { ...definition, MaxLength: 5 })).status).toBe(400)
})
