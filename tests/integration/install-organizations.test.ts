// Installing into organizations as partners have them: in other languages, with units below the root, slow ones; and what
// the installation leaves to choose.
import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { readyOrganizations } from '../../infra/local/sales/organization/traits.ts'
import type { SalesOptions } from '../../infra/local/sales/sales.ts'
import { salespersonId } from '../../infra/local/sales/seed.ts'
import { installCommand } from '../../infra/sales/cli/install-command.ts'
import { withTimeouts } from '../../infra/sales/organization/timeouts.ts'
import { installInSales } from '../../infra/sales/plan/install.ts'
import { type Patience, patient } from '../../infra/sales/plan/patience.ts'
import { findInstalled, uninstallFromSales } from '../../infra/sales/plan/uninstall.ts'
import { labelOf, texts } from '../../infra/sales/wanted/texts.ts'
import { viewId } from '../../infra/sales/wanted/view.ts'
import type { Dataverse } from '../../shared/sales/dataverse.ts'
import { SalesRefused, SalesUnavailable } from '../../shared/sales/failures.ts'
import { owningTeamId } from '../../shared/sales/lead-rows.ts'
import { clientOf, eventsUrl, installEnvironment, settings, startOrg } from './install-support.ts'

let org: Awaited<ReturnType<typeof startOrg>>
let lines: string[]
afterEach(() => org.close())
const start = async (options: Partial<SalesOptions> = {}) => {
  org = await startOrg(options)
  lines = []
}
const command = (...args: string[]) =>
  installCommand(['--application-id', settings.applicationId, '--events-url', eventsUrl, ...args], {
    env: installEnvironment(org.url),
    send: fetch,
    now: Date.now,
    say: (line) => lines.push(line),
  })
type Rows = { value: Record<string, unknown>[] }
const rows = async (path: string) => ((await org.call({ method: 'GET', path })) as Rows).value
const row = async (path: string) => (await org.call({ method: 'GET', path })) as Record<string, unknown>
const steps = async () =>
  (await rows('sdkmessageprocessingsteps?$select=name')).map((step) => String(step['name'])).toSorted()

test.each(Object.entries(readyOrganizations))(
  'an organization of the kind "%s" takes the installation, and all of it goes again',
  async (_, traits) => {
    await start({ traits })
    const before = await org.rows()
    await installInSales(org.call, settings)
    expect(await findInstalled(org.call)).toHaveLength(39)
    await uninstallFromSales(org.call, await findInstalled(org.call))
    expect(await org.rows()).toEqual(before)
  },
)

test('labels are in the base language, and in the others that the organization and we have', async () => {
  const languages = { base: 1055, all: [1055, 1031, 1043] }
  expect(labelOf(texts.tax, languages).LocalizedLabels.map(({ Label, LanguageCode }) => [LanguageCode, Label])).toEqual(
    [
      [1055, 'Vergi numarası'],
      [1043, 'Btw-nummer'],
    ],
  )
  await start({ traits: { languages: languages.all } })
  const sent: unknown[] = []
  const noting: Dataverse = (request) => {
    if (request.path.endsWith('/Attributes')) sent.push(request.body)
    return org.call(request)
  }
  await installInSales(noting, settings)
  expect(sent[2]).toMatchObject({ DisplayName: labelOf(texts.tax, languages) })
  expect(await row(`savedqueries(${viewId})?$select=name`)).toMatchObject({ name: texts.view.tr })
})

test('a base language that we have no texts in gets the English ones', async () => {
  await start({ traits: { languages: [1031] } })
  await installInSales(org.call, settings)
  expect(await row(`savedqueries(${viewId})?$select=name`)).toMatchObject({ name: texts.view.en })
})

test('whoever has chosen another language than the base language is told what to do', async () => {
  await start({ traits: { languages: [1055, 1033], userLanguage: 1033 } })
  expect(await command()).toBe(1)
  expect(lines.join('\n')).toMatch(/Choose the base language in your personal settings .*0x80047019/)
})

test('whoever installs administers the team', async () => {
  await start()
  await installInSales(org.call, settings)
  const me = ((await org.call({ method: 'GET', path: 'WhoAmI' })) as { UserId: string }).UserId
  expect(await row(`teams(${owningTeamId})?$select=_administratorid_value`)).toMatchObject({
    _administratorid_value: me,
  })
})

test('an organization that cannot be asked for the rights of a team is not waited for', async () => {
  await start()
  const older: Dataverse = async (request) => {
    if (request.path.includes('RetrieveTeamPrivileges')) throw new SalesUnavailable('0x8006088a')
    return org.call(request)
  }
  await installInSales(older, settings, { ...patient, mostMs: 0 })
  expect(await findInstalled(org.call)).toHaveLength(39)
})

test('a role that takes effect late is waited for, and given up with what to do', async () => {
  let at = Date.now()
  await start({ traits: { roleDelayMs: 30_000 }, now: () => new Date(at) })
  const patience: Patience = {
    ...patient,
    now: () => at,
    pause: async (ms) => {
      at += ms
    },
  }
  const impatient = installInSales(org.call, settings, { ...patience, mostMs: 10_000 })
  await expect(impatient).rejects.toThrow(/is not in effect after 10 s. Run the same command again/)
  await installInSales(org.call, settings, patience)
  expect(await clientOf(org.url, 'integration')({ method: 'GET', path: 'leads?$top=1' })).toBeDefined()
})

test('in a unit below the root the app and the members of the team work, and whoever installs is told of the unit', async () => {
  await start({ traits: readyOrganizations.childUnit })
  expect(await command()).toBe(0)
  expect(lines.join('\n')).toContain('The application user belongs to standin branch, a business unit below the root')
  const owned = { 'ownerid@odata.bind': `/teams(${owningTeamId})` }
  const leadid = randomUUID()
  const body = { leadid, subject: 'Lead', lastname: 'Roth', ...owned }
  await clientOf(org.url, 'integration')({ method: 'POST', path: 'leads', body })
  expect(await row(`leads(${leadid})?$select=_ownerid_value`)).toMatchObject({ _ownerid_value: owningTeamId })
})

test('an application user that was moved to another unit is found, with what to do', async () => {
  await start({ traits: readyOrganizations.childUnit })
  await installInSales(org.call, settings)
  const [team] = await rows(`teams?$filter=teamid eq ${owningTeamId}&$select=_businessunitid_value`)
  const moved: Dataverse = async (request) => {
    const answer = await org.call(request)
    if (!request.path.startsWith('systemusers?')) return answer
    const text = JSON.stringify(answer).replaceAll(String(team?.['_businessunitid_value']), rootUnit)
    return JSON.parse(text) as unknown
  }
  const [root] = await rows('businessunits?$filter=_parentbusinessunitid_value eq null&$select=businessunitid')
  const rootUnit = String(root?.['businessunitid'])
  await expect(installInSales(moved, settings)).rejects.toThrow(/is not in standin, the business unit.*sales:uninstall/)
})

const ofCustomers = ['account', 'contact'].flatMap((table) =>
  ['Delete', 'Update'].map((message) => `Commerce B2B: ${message} of ${table}`),
)
const ofLeads = ['lead', 'opportunity'].flatMap((table) =>
  ['Delete', 'Update'].map((message) => `Commerce B2B: ${message} of ${table}`),
)

test('--events leads takes the steps of accounts and contacts away, they stay away, and --events all brings them back', async () => {
  await start()
  expect(await command()).toBe(0)
  expect(await steps()).toEqual([...ofLeads, ...ofCustomers].toSorted())
  expect(await command('--events', 'leads')).toBe(0)
  expect(lines).toContain('Removing step Update of account…')
  expect(await steps()).toEqual(ofLeads.toSorted())
  expect(await rows('sdkmessageprocessingstepimages?$select=name')).toHaveLength(2)
  expect(await command()).toBe(0)
  expect(await steps()).toEqual(ofLeads.toSorted())
  expect(await command('--events', 'all')).toBe(0)
  expect(await steps()).toEqual([...ofLeads, ...ofCustomers].toSorted())
  expect(await command('--events', 'some')).toBe(1)
})

test('leads that the application user kept are offered back to the team, open and closed ones', async () => {
  await start()
  await installInSales(org.call, settings)
  const app = clientOf(org.url, 'integration')
  for (const number of ['P-000001', 'P-000002']) {
    const leadid = randomUUID()
    const owner = { 'ownerid@odata.bind': `/teams(${owningTeamId})` }
    const body = { leadid, subject: 'Lead', lastname: 'Roth', cb2b_prospectnumber: number, ...owner }
    await app({ method: 'POST', path: 'leads', body })
    if (number === 'P-000002')
      await org.call({ method: 'PATCH', path: `leads(${leadid})`, body: { statecode: 2, statuscode: 7 } })
  }
  await uninstallFromSales(org.call, await findInstalled(org.call))
  expect(await rows(`leads?$filter=_ownerid_value eq ${owningTeamId}`)).toEqual([])
  expect(await command()).toBe(0)
  expect(await command()).toBe(0)
  expect(lines.at(-1)).toBe('Installed. Check it with npm run sales:verify.')
  expect(lines).toContain('2 leads of prospects belong to the application user; --return-leads gives them to the team.')
  expect(await command('--return-leads')).toBe(0)
  expect(await rows(`leads?$filter=_ownerid_value eq ${owningTeamId}&$select=leadid`)).toHaveLength(2)
  expect(
    (await command('--return-leads', '--dry-run')) === 0 && lines.join('\n').match(/owner of the leads/g),
  ).toHaveLength(2)
})

test('a member whose own role reaches own rows only can work on the team’s lead and qualify it', async () => {
  await start()
  await installInSales(org.call, settings)
  const roleid = randomUUID()
  await org.call({ method: 'POST', path: 'roles', body: { roleid, name: 'Seller of own rows' } })
  const wanted = ['Lead', 'Opportunity', 'Account', 'Contact'].flatMap((table) =>
    ['Create', 'Read', 'Write', 'Append', 'AppendTo', 'Assign'].map((right) => `name eq 'prv${right}${table}'`),
  )
  const privileges = await rows(`privileges?$filter=${encodeURIComponent(wanted.join(' or '))}&$select=privilegeid`)
  const Privileges = privileges.map(({ privilegeid }) => ({ PrivilegeId: privilegeid, Depth: 'Basic' }))
  const path = `roles(${roleid})/Microsoft.Dynamics.CRM.ReplacePrivilegesRole`
  await org.call({ method: 'POST', path, body: { Privileges } })
  const user = `systemusers(${salespersonId})`
  const [stock] = await rows(`${user}/systemuserroles_association?$select=roleid`)
  await org.call({ method: 'DELETE', path: `${user}/systemuserroles_association(${stock?.['roleid']})/$ref` })
  const link = (from: string, to: string) =>
    org.call({ method: 'POST', path: `${from}/$ref`, body: { '@odata.id': `${org.url}/api/data/v9.2/${to}` } })
  await link(`${user}/systemuserroles_association`, `roles(${roleid})`)
  const leadid = randomUUID()
  const owner = { 'ownerid@odata.bind': `/teams(${owningTeamId})` }
  const lead = { leadid, subject: 'Lead', lastname: 'Roth', companyname: 'Fabrikam', ...owner }
  await org.call({ method: 'POST', path: 'leads', body: lead })
  const seller = clientOf(org.url, 'salesperson')
  const read = () => seller({ method: 'GET', path: `leads(${leadid})?$select=subject` })
  await expect(read()).rejects.toThrow('0x80040220')
  await link(`teams(${owningTeamId})/teammembership_association`, user)
  expect(await read()).toMatchObject({ subject: 'Lead' })
  await seller({ method: 'PATCH', path: `leads(${leadid})`, body: { subject: 'Worked on' } })
  const qualify = `leads(${leadid})/Microsoft.Dynamics.CRM.QualifyLead`
  const body = { CreateAccount: true, CreateContact: true, CreateOpportunity: true, Status: 3 }
  await seller({ method: 'POST', path: qualify, body })
  expect(await row(`leads(${leadid})?$select=statecode`)).toMatchObject({ statecode: 1 })
})

test('rows are waited for two minutes, definitions and publishing five, and definitions are read at their newest', async () => {
  await start()
  const asked: unknown[] = []
  const call = withTimeouts((timeoutMs) => async ({ method, path, headers }) => {
    asked.push([method, path, timeoutMs, headers?.['consistency']])
  })
  await call({ method: 'POST', path: 'PublishXml' })
  await call({ method: 'GET', path: "EntityDefinitions(LogicalName='lead')" })
  await call({ method: 'POST', path: 'roles' })
  expect(asked).toEqual([
    ['POST', 'PublishXml', 300_000, undefined],
    ['GET', "EntityDefinitions(LogicalName='lead')", 300_000, 'Strong'],
    ['POST', 'roles', 120_000, undefined],
  ])
})

test.each(['webhook', 'servicebus'] as const)(
  'an organization that takes endpoints only with every required column gets them: %s',
  async (name) => {
    await start({ traits: { wholeEndpoints: true } })
    const address = {
      namespace: 'sb://contoso.servicebus.windows.net/',
      queue: 'sales-changes',
      keyName: 'send',
      key: 'k',
    }
    const transport = name === 'webhook' ? settings.transport : ({ name, address } as const)
    await installInSales(org.call, { ...settings, transport })
    expect(await rows('serviceendpoints?$select=solutionnamespace')).toMatchObject([
      { solutionnamespace: 'commerceb2b' },
    ])
    await installInSales(org.call, { ...settings, transport })
    expect(await findInstalled(org.call)).toHaveLength(39)
  },
)

test('an endpoint that is refused for another reason is told with that reason', async () => {
  await start()
  const asked: unknown[] = []
  const refusing: Dataverse = async (request) => {
    if (request.method !== 'POST' || request.path !== 'serviceendpoints') return org.call(request)
    asked.push(request.body)
    throw new SalesRefused(asked.length === 1 ? '0x80050203' : '0x80040203', 'permanent')
  }
  await expect(installInSales(refusing, settings)).rejects.toThrow('0x80050203')
  expect(asked).toHaveLength(2)
})
