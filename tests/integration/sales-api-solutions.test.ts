// Importing and exporting solutions: what the stand-in takes, what it refuses and with which code, and what stays of a failure.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unzip, zip } from '../../infra/local/build/zip.ts'
import type { OrganizationTraits } from '../../infra/local/sales/organization/traits.ts'
import { solutionPackage } from '../../infra/sales/package/solution-package.ts'
import { solutionName } from '../../infra/sales/wanted/solution.ts'
import { viewId } from '../../infra/sales/wanted/view.ts'
import { type Answer, type Call, leadBody, type Rig, startRig } from './sales-api-support.ts'

const clock = { at: 0 }
let folder: string
let rig: Rig
const start = (traits: OrganizationTraits = {}) => startRig({ folder, now: () => new Date(clock.at), traits })

beforeEach(async () => {
  clock.at = Date.parse('2026-11-21T08:00:00Z')
  folder = mkdtempSync(join(tmpdir(), 'sales-'))
  rig = await start()
})
afterEach(async () => {
  await rig.close()
  rmSync(folder, { recursive: true, force: true })
})

const parameters = (archive: Buffer | string, more: Record<string, unknown> = {}) => ({
  OverwriteUnmanagedCustomizations: false,
  PublishWorkflows: false,
  CustomizationFile: typeof archive === 'string' ? archive : archive.toString('base64'),
  ImportJobId: randomUUID(),
  ...more,
})
const bring = (archive: Buffer | string, more: Record<string, unknown> = {}, by: Call = rig.administrator) =>
  by('POST', 'ImportSolution', parameters(archive, more))
const codeOf = ({ status, body }: Answer) => [status, body.error?.code]

/** A package with other files. */
const changed = (change: (name: string, text: string) => string | undefined, managed = false): Buffer =>
  zip(
    unzip(solutionPackage(managed)).flatMap(({ name, contents }) => {
      const text = change(name, contents.toString('utf8'))
      return text === undefined ? [] : [{ name, contents: Buffer.from(text) }]
    }),
  )
const replaced = (from: RegExp | string, to: string, managed = false): Buffer => {
  const packed = changed((_, text) => text.replace(from, to), managed)
  if (packed.equals(solutionPackage(managed))) throw new Error('Nothing was replaced.')
  return packed
}

const everything = async () => {
  const sets = ['publishers', 'solutions', 'savedqueries', 'roles', 'solutioncomponents', 'roleprivilegescollection']
  const pages = [...sets, 'EntityDefinitions?$expand=Attributes'].map((set) => rig.administrator('GET', set))
  return (await Promise.all(pages)).map(({ body }) => body.value)
}

test.each<[string, string, () => Buffer | string]>([
  ['what is no zip', '0x80048060', () => Buffer.from('no zip at all, but as long as the end of one')],
  [
    'a package without customizations.xml',
    '0x80048060',
    () => changed((name, text) => (name === 'customizations.xml' ? undefined : text)),
  ],
  ['a file that is no XML', '0x80048013', () => replaced('</SolutionManifest>', '')],
  [
    'a view without names',
    '0x8004801a',
    () => replaced(/<LocalizedNames>\s*<LocalizedName[\s\S]*?<\/LocalizedNames>(?=\s*<Descriptions>)/, ''),
  ],
  ['an element that nobody knows', '0x8004801a', () => replaced('<Workflows />', '<Riddles />')],
  [
    'sections in another order',
    '0x8004801a',
    () => replaced(/(<Roles>[\s\S]*<\/Roles>)(\s*)(<Workflows \/>)/, '$3$2$1'),
  ],
  ['a flag that is none', '0x8004801a', () => replaced('<IsSecured>0<', '<IsSecured>no<')],
  ['a level that is none', '0x8004801a', () => replaced('level="Global"', 'level="World"')],
  ['a label without its language', '0x8004801a', () => replaced(/ languagecode="1055"/, '')],
  ['a publisher without a prefix', '0x8004801a', () => replaced(/<CustomizationPrefix>.*?<\/CustomizationPrefix>/, '')],
  ['a column with the prefix of somebody else', '0x80048062', () => replaced(/cb2b_TaxId/, 'new_TaxId')],
  ['a table that is not there', '0x8004801f', () => replaced('schemaName="lead"', 'schemaName="riddle"')],
  [
    'a table that is no root component',
    '0x8004803a',
    () => replaced(/<RootComponent type="1" schemaName="lead" behavior="2" \/>/, ''),
  ],
  ['a role that is no root component', '0x8004803a', () => replaced(/<RootComponent type="20"[^>]*>/, '')],
  ['a privilege that nobody knows', '0x80048058', () => replaced('"prvReadLead"', '"prvReadRiddle"')],
  ['a column of a type that is not had here', '0x8004801e', () => replaced('<Type>nvarchar<', '<Type>money<')],
  ['a view that cannot be run', '0x80040203', () => replaced('operator="not-null"', 'operator="is-a-riddle"')],
])('%s is refused with %s, nothing of it comes, and the row of the import says why', async (_what, code, make) => {
  const before = await everything()
  const id = randomUUID()
  const answer = await bring(make(), { ImportJobId: id })
  expect(codeOf(answer)).toEqual([400, code])
  expect(await everything()).toEqual(before)
  const job = await rig.administrator('GET', `importjobs(${id})?$select=data,progress,completedon`)
  expect(job.body).toMatchObject({ progress: 0, completedon: '2026-11-21T08:00:00Z' })
  expect(String(job.body['data'])).toContain(`succeeded="false"`)
  expect(String(job.body['data'])).toContain(`errorcode="${code}"`)
})

test.each<[string, Record<string, unknown>]>([
  ['a file that is not in base64', { CustomizationFile: 'ä' }],
  ['no file', { CustomizationFile: undefined }],
  ['no id', { ImportJobId: 'one' }],
  ['an unknown parameter', { Riddle: true }],
  ['a flag that is none', { PublishWorkflows: 'yes' }],
  ['a holding solution, which is not had here', { HoldingSolution: true }],
])('an import with %s is refused', async (_what, more) => {
  expect(codeOf(await bring(solutionPackage(false), more))).toEqual([400, '0x80060888'])
})

test('only who may import and export does, and neither is read with GET', async () => {
  expect(codeOf(await bring(solutionPackage(false), {}, rig.salesperson))).toEqual([403, '0x80040220'])
  const parameters = { SolutionName: solutionName, Managed: false }
  expect(codeOf(await rig.salesperson('POST', 'ExportSolution', parameters))).toEqual([403, '0x80040220'])
  expect((await rig.administrator('GET', 'ImportSolution')).status).toBe(405)
  expect((await rig.administrator('GET', 'ExportSolution')).status).toBe(405)
})

test('while the organization works on an import another is refused', async () => {
  await rig.close()
  rig = await start({ importMs: 60_000 })
  expect((await bring(solutionPackage(false))).status).toBe(204)
  clock.at += 59_000
  expect(codeOf(await bring(solutionPackage(false)))).toEqual([400, '0x80071151'])
  clock.at += 2000
  expect((await bring(solutionPackage(false))).status).toBe(204)
})

test('a solution stays in its mode, and its publisher keeps its prefix', async () => {
  expect((await bring(solutionPackage(false))).status).toBe(204)
  expect(codeOf(await bring(solutionPackage(true)))).toEqual([400, '0x80048040'])
  const other = replaced(/<CustomizationPrefix>cb2b</, '<CustomizationPrefix>oth<')
  expect(codeOf(await bring(other))).toEqual([400, '0x8004801c'])
  const { body } = await rig.administrator('GET', 'solutions')
  const [id] = body.value.map((row) => row['solutionid'])
  expect((await rig.administrator('DELETE', `solutions(${id})`)).status).toBe(204)
  // What people made, or an unmanaged import left behind, is not taken over.
  expect(codeOf(await bring(solutionPackage(true)))).toEqual([400, '0x8004f016'])
})

test('a managed package is not changed, not added to, not taken apart, not exported, and goes as a whole', async () => {
  const before = await everything()
  expect((await bring(solutionPackage(true))).status).toBe(204)
  expect(codeOf(await bring(solutionPackage(false)))).toEqual([400, '0x80048041'])
  const inIt = { 'MSCRM.SolutionUniqueName': solutionName }
  const role = await rig.administrator('POST', 'roles', { name: 'Another' }, inIt)
  expect(role.status).toBe(400)
  expect((await rig.administrator('DELETE', `savedqueries(${viewId})`)).status).toBe(400)
  const column = "EntityDefinitions(LogicalName='lead')/Attributes(LogicalName='cb2b_taxid')"
  expect((await rig.administrator('DELETE', column)).status).toBe(400)
  expect(
    (await rig.administrator('POST', 'ExportSolution', { SolutionName: solutionName, Managed: true })).status,
  ).toBe(400)
  expect((await rig.administrator('POST', 'leads', leadBody({ cb2b_taxid: 'DE 1' }))).status).toBe(204)
  const { body } = await rig.administrator('GET', 'solutions')
  const [solution] = body.value
  expect(solution).toMatchObject({ ismanaged: true, version: '1.0.0.0' })
  expect((await rig.administrator('DELETE', `solutions(${solution?.['solutionid']})`)).status).toBe(204)
  const [, ...then] = before
  const [publishers, ...after] = await everything()
  expect(after).toEqual(then)
  expect(publishers).toHaveLength(1)
})

test('a managed solution whose column somebody else’s view needs stays', async () => {
  await bring(solutionPackage(true))
  const query = {
    name: 'By tax id',
    returnedtypecode: 'lead',
    querytype: 0,
    fetchxml: '<fetch><entity name="lead"><attribute name="cb2b_taxid"/></entity></fetch>',
    layoutxml: '<grid><row><cell name="cb2b_taxid"/></row></grid>',
  }
  await rig.administrator('POST', 'savedqueries', query)
  const { body } = await rig.administrator('GET', 'solutions')
  const answer = await rig.administrator('DELETE', `solutions(${body.value[0]?.['solutionid']})`)
  expect(codeOf(answer)).toEqual([400, '0x8004f01f'])
  expect((await rig.administrator('GET', `savedqueries(${viewId})`)).status).toBe(200)
})

test('what was imported lasts, and a second import of the same changes nothing', async () => {
  expect((await bring(solutionPackage(false))).status).toBe(204)
  const once = await everything()
  await rig.close()
  rig = await start()
  expect(await everything()).toEqual(once)
  expect((await bring(solutionPackage(false))).status).toBe(204)
  const without = (rows: unknown) =>
    JSON.parse(JSON.stringify(rows, (name, value: unknown) => (/etag|versionnumber/.test(name) ? undefined : value)))
  expect(without(await everything())).toEqual(without(once))
})

test('texts in languages that the organization lacks are left out, and the row of the import says which', async () => {
  const id = randomUUID()
  await bring(solutionPackage(false), { ImportJobId: id })
  const { body } = await rig.administrator('GET', `importjobs(${id})`)
  expect(body).toMatchObject({ progress: 100, solutionname: solutionName })
  expect(String(body['data'])).toContain('succeeded="true"')
  expect(String(body['data'])).toMatch(/errorcode="0x80048026".*: 1043, 1049, 1055, 1061, 2052/)
  const twice = await bring(solutionPackage(false), { ImportJobId: id })
  expect(codeOf(twice)).toEqual([412, '0x80040237'])
})

test('an export has what is in the solution, and can be imported elsewhere', async () => {
  await bring(solutionPackage(false))
  expect((await rig.administrator('POST', 'ExportSolution', { SolutionName: 'Riddle', Managed: false })).status).toBe(
    404,
  )
  const refused = { SolutionName: solutionName, Managed: false, ExportSales: true }
  expect((await rig.administrator('POST', 'ExportSolution', refused)).status).toBe(400)
  const { body } = await rig.administrator('POST', 'ExportSolution', { SolutionName: solutionName, Managed: true })
  await rig.close()
  rmSync(folder, { recursive: true, force: true })
  rig = await start()
  expect((await bring(String(body['ExportSolutionFile']))).status).toBe(204)
  const views = await rig.administrator('GET', `savedqueries(${viewId})?$select=ismanaged,name`)
  expect(views.body).toMatchObject({ ismanaged: true, name: 'All commerce B2B leads' })
})

test('an export with steps and endpoints says that the import does not take them', async () => {
  await bring(solutionPackage(false))
  const inIt = { 'MSCRM.SolutionUniqueName': solutionName }
  const endpoint = { name: 'events', url: 'https://app.example/e', contract: 8, authtype: 4, authvalue: 'k3y' }
  expect((await rig.administrator('POST', 'serviceendpoints', endpoint, inIt)).status).toBe(204)
  const { body } = await rig.administrator('POST', 'ExportSolution', { SolutionName: solutionName, Managed: false })
  const archive = Buffer.from(String(body['ExportSolutionFile']), 'base64')
  const customizations = unzip(archive).find(({ name }) => name === 'customizations.xml')
  expect(String(customizations?.contents)).toContain('<Url>https://app.example/e</Url>')
  expect(String(customizations?.contents)).not.toContain('k3y')
  expect(codeOf(await bring(archive))).toEqual([400, '0x8004801e'])
})
