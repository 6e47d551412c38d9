// The names of what is installed, in every language that the organization and we have: set, read back, completed later.
import { afterEach, expect, test } from 'vitest'
import type { SalesOptions } from '../../infra/local/sales/sales.ts'
import { installCommand } from '../../infra/sales/cli/install-command.ts'
import { verifyCommand } from '../../infra/sales/cli/verify-command.ts'
import { installInSales } from '../../infra/sales/plan/install.ts'
import { findInstalled, uninstallFromSales } from '../../infra/sales/plan/uninstall.ts'
import { texts } from '../../infra/sales/wanted/texts.ts'
import { viewId } from '../../infra/sales/wanted/view.ts'
import type { Dataverse } from '../../shared/sales/dataverse.ts'
import { SalesRefused } from '../../shared/sales/failures.ts'
import { eventsUrl, installEnvironment, settings, startOrg } from './install-support.ts'

let org: Awaited<ReturnType<typeof startOrg>>
let lines: string[]
afterEach(() => org.close())
const start = async (options: Partial<SalesOptions>) => {
  org = await startOrg(options)
  lines = []
}
const context = (send: typeof fetch = fetch) => ({
  env: installEnvironment(org.url),
  send,
  now: Date.now,
  say: (line: string) => lines.push(line),
})
const install = (...args: string[]) =>
  installCommand(['--application-id', settings.applicationId, '--events-url', eventsUrl, ...args], context())
const verify = async () => {
  lines = []
  const exitCode = await verifyCommand(['--application-id', settings.applicationId], context())
  return { exitCode, failed: lines.filter((line) => line.includes('FAILED')) }
}

type Label = { LocalizedLabels: { Label: string; LanguageCode: number }[] }
const plain = ({ LocalizedLabels }: Label) =>
  Object.fromEntries(LocalizedLabels.map(({ Label, LanguageCode }) => [LanguageCode, Label]))
const viewLabels = async (column = 'name', unpublished = false) => {
  const path = `RetrieveLocLabels(EntityMoniker=@p1,AttributeName=@p2,IncludeUnpublished=@p3)?@p1={'@odata.id':'savedqueries(${viewId})'}&@p2='${column}'&@p3=${unpublished}`
  return plain(((await org.call({ method: 'GET', path })) as { Label: Label }).Label)
}
const columnPath = "EntityDefinitions(LogicalName='lead')/Attributes(LogicalName='cb2b_taxid')"
const taxLabels = async () => {
  const { DisplayName, Description } = (await org.call({ method: 'GET', path: columnPath })) as Record<string, Label>
  return { name: DisplayName && plain(DisplayName), description: Description && plain(Description) }
}

test('view and columns are named in every language that the organization and we have, and nothing is left to do', async () => {
  await start({ traits: { languages: [1055, 1031, 1043, 1033] } })
  expect(await install()).toBe(0)
  expect(lines).toContain('Creating other languages of the view All commerce B2B leads…')
  expect(await viewLabels()).toEqual({ 1055: texts.view.tr, 1043: texts.view.nl, 1033: texts.view.en })
  expect(await viewLabels('description')).toMatchObject({ 1043: texts.viewExplained.nl })
  expect(await taxLabels()).toEqual({
    name: { 1055: texts.tax.tr, 1043: texts.tax.nl, 1033: texts.tax.en },
    description: { 1055: texts.taxExplained.tr, 1043: texts.taxExplained.nl, 1033: texts.taxExplained.en },
  })
  lines = []
  expect(await install('--dry-run')).toBe(0)
  expect(lines).toContain('  keep    other languages of the view All commerce B2B leads')
  expect(await verify()).toEqual({ exitCode: 0, failed: [] })
  expect(lines.join('\n')).toMatch(/ok +other languages of the view All commerce B2B leads +as installed/)
})

test('a language that the organization gets later is told by the verification, and given its names by the next installation', async () => {
  const languages = [1033, 1061]
  await start({ traits: { languages } })
  expect(await install()).toBe(0)
  languages.push(1049)
  const { exitCode, failed } = await verify()
  expect(exitCode).toBe(1)
  expect(failed).toHaveLength(17)
  expect(failed.join('\n')).toMatch(
    /column cb2b_taxid of lead +differs; run npm run sales:install \(not named in Russian\)/,
  )
  expect(failed.join('\n')).toMatch(/other languages of the view .* differs; run npm run sales:install \(Russian\)/)
  expect(await install()).toBe(0)
  expect(await viewLabels()).toEqual({ 1033: texts.view.en, 1061: texts.view.et, 1049: texts.view.ru })
  expect((await taxLabels()).name).toEqual({ 1033: texts.tax.en, 1061: texts.tax.et, 1049: texts.tax.ru })
  expect((await verify()).exitCode).toBe(0)
})

test('names that people chose themselves stay, and only what is missing is added', async () => {
  await start({ traits: { languages: [1033, 1043, 1061] } })
  await installInSales(org.call, settings)
  const set = (Labels: { Label: string; LanguageCode: number }[]) =>
    org.call({
      method: 'POST',
      path: 'SetLocLabels',
      body: {
        EntityMoniker: { '@odata.type': 'Microsoft.Dynamics.CRM.savedquery', savedqueryid: viewId },
        AttributeName: 'name',
        Labels,
      },
    })
  await set([{ Label: 'Onze partners', LanguageCode: 1043 }])
  await org.call({ method: 'POST', path: 'PublishAllXml' })
  expect(await viewLabels()).toEqual({ 1033: texts.view.en, 1043: 'Onze partners' })
  expect(await install()).toBe(0)
  expect(await viewLabels()).toEqual({ 1033: texts.view.en, 1043: 'Onze partners', 1061: texts.view.et })
})

test('an organization that shows the base language’s text where there is none gets ours all the same', async () => {
  await start({ traits: { languages: [1033, 1043] } })
  const filled: Dataverse = async (request) => {
    const answer = await org.call(request)
    if (!request.path.startsWith('RetrieveLocLabels')) return answer
    const labels = (answer as { Label: Label }).Label.LocalizedLabels
    const missing = labels.length === 1 ? labels.map((label) => ({ ...label, LanguageCode: 1043 })) : []
    return { Label: { LocalizedLabels: [...labels, ...missing] } }
  }
  await installInSales(filled, settings)
  expect(await viewLabels()).toEqual({ 1033: texts.view.en, 1043: texts.view.nl })
})

test('a person sees the view in their language, and may verify in it', async () => {
  const traits: { languages: number[]; userLanguage?: number } = { languages: [1033, 1043] }
  await start({ traits })
  expect(await install()).toBe(0)
  const me = ((await org.call({ method: 'GET', path: 'WhoAmI' })) as { UserId: string }).UserId
  await org.call({
    method: 'PATCH',
    path: `usersettingscollection(${me})`,
    body: { uilanguageid: 1043 },
    headers: { 'if-match': '*' },
  })
  const read = (await org.call({ method: 'GET', path: `savedqueries(${viewId})?$select=name` })) as { name: string }
  expect(read.name).toBe(texts.view.nl)
  expect((await verify()).failed).toEqual([])
})

test('names that the organization refuses are told, and everything else is installed', async () => {
  await start({ traits: { languages: [1033, 1043] } })
  const refusing: typeof fetch = async (input, init) => {
    if (!String(input).endsWith('/SetLocLabels')) return fetch(input, init)
    const body = JSON.stringify({ error: { code: '0x80040203', message: 'Not here.' } })
    return new Response(body, { status: 400, headers: { 'odata-version': '4.0' } })
  }
  const args = ['--application-id', settings.applicationId, '--events-url', eventsUrl]
  expect(await installCommand(args, context(refusing))).toBe(0)
  expect(lines).toContain('  left as it is; everything works without it. The organization refused it (0x80040203).')
  expect(await findInstalled(org.call)).toHaveLength(39)
  const down: Dataverse = async (request) => {
    if (request.path === 'SetLocLabels') throw new Error('a mistake of ours')
    return org.call(request)
  }
  await expect(installInSales(down, settings)).rejects.toThrow('a mistake of ours')
  const never: Dataverse = async (request) => {
    if (request.method === 'POST' && request.path === 'PublishXml') throw new SalesRefused('0x1', 'permanent')
    return org.call(request)
  }
  await expect(installInSales(never, settings)).rejects.toThrow('0x1')
})

test('what is removed takes its names along, and an installation after it names it again', async () => {
  await start({ traits: { languages: [1033, 1043] } })
  await installInSales(org.call, settings)
  await uninstallFromSales(org.call, await findInstalled(org.call))
  await expect(viewLabels()).rejects.toThrow('0x80040217')
  expect(await install('--dry-run')).toBe(0)
  expect(lines).toContain('  create  other languages of the view All commerce B2B leads')
  expect(await install()).toBe(0)
  expect(await viewLabels()).toEqual({ 1033: texts.view.en, 1043: texts.view.nl })
})
