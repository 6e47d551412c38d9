// The packages of sales:solution in an organization: after the import the installation has only the rest to do.
import { afterEach, expect, test } from 'vitest'
import type { SalesOptions } from '../../infra/local/sales/sales.ts'
import { doctorCommand } from '../../infra/sales/cli/doctor-command.ts'
import { installCommand } from '../../infra/sales/cli/install-command.ts'
import { uninstallCommand } from '../../infra/sales/cli/uninstall-command.ts'
import { verifyCommand } from '../../infra/sales/cli/verify-command.ts'
import { solutionPackage } from '../../infra/sales/package/solution-package.ts'
import { installInSales } from '../../infra/sales/plan/install.ts'
import { planInstallation } from '../../infra/sales/plan/plan-installation.ts'
import { findInstalled, uninstallFromSales } from '../../infra/sales/plan/uninstall.ts'
import { solutionName } from '../../infra/sales/wanted/solution.ts'
import { viewId } from '../../infra/sales/wanted/view.ts'
import { eventsUrl, installEnvironment, settings, startOrg } from './install-support.ts'
import { exportPackage, importPackage, partsOf } from './solution-support.ts'

let org: Awaited<ReturnType<typeof startOrg>>
let lines: string[]
afterEach(() => org.close())
const start = async (options: Partial<SalesOptions> = {}) => {
  org = await startOrg(options)
  lines = []
}
const context = () => ({
  env: installEnvironment(org.url),
  send: fetch,
  now: Date.now,
  say: (line: string) => lines.push(line),
})
const named = ['--application-id', settings.applicationId]
const install = () => installCommand([...named, '--events-url', eventsUrl], context())
const planned = async (action: string) =>
  (await planInstallation(org.call, settings)).items.filter((item) => item.action === action).map(({ what }) => what)
const row = async (path: string) => (await org.call({ method: 'GET', path })) as Record<string, unknown>
const rest = /^(status reason|team|role .* of |webhook endpoint|step |image of step )|^other languages of the (?!view)/

const kinds = [
  ['unmanaged', false],
  ['managed', true],
] as const
const languages = [
  ['English', [1033]],
  ['Turkish', [1055]],
  ['German, which we have no texts in, with Dutch', [1031, 1043]],
  ['Estonian with English and Russian', [1061, 1033, 1049]],
] as const

test.each(kinds.flatMap(([kind, managed]) => languages.map(([name, codes]) => [kind, name, managed, codes] as const)))(
  'after the import of the %s package into an organization in %s only the rest is left to install, and nothing to change',
  async (_kind, _name, managed, codes) => {
    await start({ traits: { languages: [...codes] } })
    await importPackage(org.call, solutionPackage(managed))
    if (!managed) await org.call({ method: 'POST', path: 'PublishAllXml', body: {} })
    expect(await planned('update')).toEqual([])
    expect(await planned('remove')).toEqual([])
    const left = await planned('create')
    expect(left.filter((what) => !rest.test(what))).toEqual([])
    expect(left).toContain('webhook endpoint')
    expect(await doctorCommand(named, context())).toBeLessThan(2)
    expect(lines.join('\n')).toMatch(/works +this product +installed/)
    expect(await verifyCommand(named, context())).toBe(1)
    expect(lines.join('\n')).toMatch(/FAILED {3}webhook endpoint +is missing; run npm run sales:install/)
    expect(await install()).toBe(0)
    expect(await planned('create')).toEqual([])
    lines = []
    expect(await verifyCommand(named, context())).toBe(0)
  },
)

test('a view of a package has its name in each language of the organization, and no more', async () => {
  await start({ traits: { languages: [1055, 1043] } })
  await importPackage(org.call, solutionPackage(true))
  expect(await row(`savedqueries(${viewId})?$select=name`)).toMatchObject({ name: 'Tüm Commerce B2B müşteri adayları' })
  const parts = partsOf(solutionPackage(true))
  await org.call({ method: 'POST', path: 'PublishAllXml', body: {} })
  const moniker = encodeURIComponent(`{'@odata.id':'savedqueries(${viewId})'}`)
  const labels = (await row(
    `RetrieveLocLabels(EntityMoniker=@p1,AttributeName=@p2,IncludeUnpublished=@p3)?@p1=${moniker}&@p2='name'&@p3=false`,
  )) as { Label: { LocalizedLabels: { LanguageCode: number; Label: string }[] } }
  const codes = labels.Label.LocalizedLabels.map(({ LanguageCode }) => LanguageCode)
  expect(codes.toSorted()).toEqual([1043, 1055])
  expect(parts.views).toHaveLength(4)
})

test('what the installation makes by the Web API and what the package brings are the same parts', async () => {
  await start({ traits: { languages: [1033, 1055, 1061, 1049, 2052, 1043] } })
  await installInSales(org.call, settings)
  const exported = partsOf(await exportPackage(org.call, solutionName))
  const packaged = partsOf(solutionPackage(false))
  // The installation's solution has the status reasons of two tables besides; every role can read the messages of the platform.
  const byTheService = /^prvReadSdkMessage/
  expect({
    columns: exported.columns.filter(({ name }) => name !== 'statuscode'),
    views: exported.views.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    roles: exported.roles.map((role) => ({
      ...role,
      privileges: role.privileges.filter((name) => !byTheService.test(name)),
    })),
  }).toEqual({
    columns: packaged.columns.toSorted((a, b) => (a.table < b.table ? -1 : a.table > b.table ? 1 : 0)),
    views: packaged.views.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    roles: packaged.roles,
  })
  expect(exported.columns.filter(({ name }) => name === 'statuscode').map(({ table }) => table)).toEqual([
    'lead',
    'opportunity',
  ])
})

test('an unmanaged package, and what was installed beside it, goes by the uninstallation', async () => {
  await start()
  const before = await org.rows()
  await importPackage(org.call, solutionPackage(false))
  await installInSales(org.call, settings)
  await uninstallFromSales(org.call, await findInstalled(org.call))
  expect(await org.rows()).toEqual(before)
  expect(await findInstalled(org.call)).toEqual([])
})

test('of a managed package the uninstallation says that its solution is to be deleted, which takes all of it along', async () => {
  await start()
  const before = await org.rows()
  await importPackage(org.call, solutionPackage(true))
  await installInSales(org.call, settings)
  expect(await uninstallCommand([], context())).toBe(0)
  expect(lines.join('\n')).toMatch(/Kept solution Commerce B2B onboarding: it came as a managed one; delete it/)
  expect(await uninstallCommand(['--dry-run'], context())).toBe(0)
  expect(lines.filter((line) => line.startsWith('  remove'))).toEqual([])
  const { value } = (await row(`solutions?$select=solutionid&$filter=uniquename eq '${solutionName}'`)) as {
    value: { solutionid: string }[]
  }
  await org.call({ method: 'DELETE', path: `solutions(${value[0]?.solutionid})` })
  const { publishers: _, ...after } = await org.rows()
  const { publishers: __, ...then } = before
  expect(after).toEqual(then)
})

test('an application user below the root is told that the roles of a package are in another unit', async () => {
  await start({ traits: { childUnit: true } })
  await importPackage(org.call, solutionPackage(false))
  expect(await install()).toBe(1)
  expect(lines.join('\n')).toMatch(/The security role Commerce B2B bridge is not in standin branch/)
})

test('beside a managed solution of an earlier version nothing is installed that its package brings', async () => {
  await start()
  await importPackage(org.call, solutionPackage(true))
  const send: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init)
    if (!/savedqueries\?/.test(String(input))) return answer
    return new Response(JSON.stringify({ value: [] }), { headers: { 'odata-version': '4.0' } })
  }
  const before = await org.rows()
  expect(await installCommand([...named, '--events-url', eventsUrl], { ...context(), send })).toBe(1)
  expect(lines.at(-1)).toMatch(/lacks view All commerce B2B leads, .*: import the managed package/)
  expect(await org.rows()).toEqual(before)
})
