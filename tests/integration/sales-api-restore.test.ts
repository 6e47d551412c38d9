// An organization that is put back to an earlier copy, and tokens of change tracking that end before their time.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { create, type Json, leadBody, type Rig, startRig } from './sales-api-support.ts'

let rig: Rig
afterEach(() => rig.close())

const track = (set = 'leads') =>
  rig.administrator('GET', `${set}?$select=createdon`, undefined, { Prefer: 'odata.track-changes' })
const follow = (answer: { body: Json }, set = 'leads') =>
  rig.administrator('GET', `${set}?${String(answer.body['@odata.deltaLink']).split('?')[1]}`)
const addColumn = () =>
  rig.administrator('POST', "EntityDefinitions(LogicalName='lead')/Attributes", {
    '@odata.type': '#Microsoft.Dynamics.CRM.StringAttributeMetadata',
    SchemaName: 'new_Extra',
    MaxLength: 10,
    DisplayName: { LocalizedLabels: [{ Label: 'Extra', LanguageCode: 1033 }] },
  })

test('after a restore later rows are gone without a deletion, earlier ones are as they were, and definitions too', async () => {
  rig = await startRig()
  const [changed, deleted] = [
    await create(rig.salesperson, 'leads', leadBody()),
    await create(rig.salesperson, 'leads', leadBody()),
  ]
  const backup = rig.sales.backUp()
  const token = await track()
  await rig.salesperson('PATCH', `leads(${changed})`, { subject: 'After the copy' })
  await rig.salesperson('DELETE', `leads(${deleted})`)
  const later = await create(rig.salesperson, 'leads', leadBody())
  expect((await addColumn()).status).toBe(204)
  rig.sales.restore(backup)
  expect((await rig.salesperson('GET', `leads(${later})`)).body.error.code).toBe('0x80040217')
  expect((await rig.salesperson('GET', `leads(${changed})?$select=subject`)).body['subject']).toBe(leadBody().subject)
  expect((await rig.salesperson('GET', `leads(${deleted})`)).status).toBe(200)
  expect((await rig.salesperson('GET', 'leads?$select=new_extra')).status).toBe(400)
  expect((await follow(token)).body.error.code).toBe('0x80044352')
  expect((await rig.salesperson('PATCH', `leads(${later})`, leadBody())).status).toBe(204)
  const anew = await track()
  expect(anew.body.value).toHaveLength(3)
  expect((await follow(anew)).body.value).toEqual([])
})

test('an organization that was set back may believe old tokens, and then tells nothing of what is gone', async () => {
  rig = await startRig()
  const backup = rig.sales.backUp()
  await create(rig.salesperson, 'leads', leadBody())
  const token = await track()
  rig.sales.restore(backup, 'believed')
  const delta = await follow(token)
  expect([delta.status, delta.body.value]).toEqual([200, []])
})

test('a restored organization is the restored one after a restart as well', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sales-'))
  try {
    rig = await startRig({ folder })
    const kept = await create(rig.salesperson, 'leads', leadBody())
    const backup = rig.sales.backUp()
    const token = await track()
    await create(rig.salesperson, 'leads', leadBody())
    rig.sales.restore(backup)
    await rig.close()
    rig = await startRig({ folder })
    expect((await rig.salesperson('GET', 'leads?$select=leadid')).body.value.map((row) => row['leadid'])).toEqual([
      kept,
    ])
    const { status, body } = await rig.administrator(
      'GET',
      `leads?${String(token.body['@odata.deltaLink']).split('?')[1]}`,
    )
    expect([status, body.error.code]).toEqual([400, '0x80044352'])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a changed definition ends the tokens of its table where the organization is so, and of no other table', async () => {
  rig = await startRig({ traits: { trackingEndsWithDefinitions: true } })
  const [leads, accounts] = [await track(), await track('accounts')]
  expect((await addColumn()).status).toBe(204)
  expect((await follow(leads)).body.error.code).toBe('0x80044352')
  expect((await follow(accounts, 'accounts')).status).toBe(200)
  expect((await follow(await track())).status).toBe(200)
})
