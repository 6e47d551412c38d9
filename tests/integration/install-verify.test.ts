// Checking an organization: green when all is well, and a failed check with advice for everything that is not.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { verifyCommand } from '../../infra/sales/cli/verify-command.ts'
import { installInSales } from '../../infra/sales/plan/install.ts'
import { columnPath } from '../../infra/sales/plan/plan-columns.ts'
import { wantedColumns } from '../../infra/sales/wanted/columns.ts'
import { bridgeRole, teamRole } from '../../infra/sales/wanted/security.ts'
import { wantedPublisher, wantedSolution } from '../../infra/sales/wanted/solution.ts'
import { endpointIds, wantedSteps } from '../../infra/sales/wanted/steps.ts'
import { wantedViews } from '../../infra/sales/wanted/view.ts'
import { owningTeamId } from '../../shared/sales/lead-rows.ts'
import { noMailStatus } from '../../shared/sales/sales-states.ts'
import { choiceCodes } from '../../shared/sales/shown-columns.ts'
import { asAdministrator, eventsUrl, settings, startOrg, webhook } from './install-support.ts'

let org: Awaited<ReturnType<typeof startOrg>>
let lines: string[]
beforeEach(async () => {
  org = await startOrg()
  lines = []
})
afterEach(() => org.close())

type Changes = Readonly<Record<string, string>>
const verify = (args = ['--events-url', eventsUrl], changes: Changes = {}, now = Date.now, send = fetch) => {
  const env = {
    DATAVERSE_URL: org.url,
    DATAVERSE_AUTHORITY: org.url,
    DATAVERSE_TENANT_ID: 'contoso',
    ...asAdministrator,
    ...changes,
  }
  return verifyCommand(['--application-id', settings.applicationId, ...args], {
    env,
    send,
    now,
    say: (line) => lines.push(line),
  })
}
const failedLines = () => lines.filter((line) => line.startsWith('  FAILED'))

test('an installed organization passes every check and is not changed by them', async () => {
  await installInSales(org.call, settings)
  const before = await org.rows()
  expect(await verify()).toBe(0)
  const table = lines.filter((line) => line.startsWith('  '))
  expect(table.length).toBeGreaterThan(25)
  expect(table.filter((line) => !line.startsWith('  ok'))).toEqual([])
  expect(failedLines()).toEqual([])
  expect(await org.rows()).toEqual(before)
})

test('an empty organization fails the checks of everything that install would create', async () => {
  expect(await verify()).toBe(1)
  expect(failedLines()).toHaveLength(48)
  expect(failedLines().join('\n')).toContain('npm run sales:install')
})

const step = (at: number) => `sdkmessageprocessingsteps(${wantedSteps[at]?.id})`
const image = (at: number) => `sdkmessageprocessingstepimages(${wantedSteps[at]?.image?.id})`
const again = 'run npm run sales:install'

const choice = (AttributeLogicalName: string, Value: number) => ({
  EntityLogicalName: 'contact',
  AttributeLogicalName,
  Value,
})

type Change = readonly [method: 'DELETE' | 'PATCH' | 'POST', path: string, body?: unknown]
/** What somebody did in the organization, the checks that fail for it, and what they advise. */
const changes: readonly (readonly [string, readonly Change[], readonly RegExp[]])[] = [
  [
    'a renamed publisher',
    [['PATCH', `publishers(${wantedPublisher.id})`, { friendlyname: 'x' }]],
    [/publisher .*differs/],
  ],
  [
    'a renamed solution',
    [['PATCH', `solutions(${wantedSolution('').id})`, { version: '0.1' }]],
    [/solution .*version/],
  ],
  [
    'columns that were deleted with the views',
    [
      ...wantedViews(1033).map(({ id }): Change => ['DELETE', `savedqueries(${id})`]),
      ...wantedColumns.map((column): Change => ['DELETE', columnPath(column)]),
    ],
    [
      ...['All commerce', 'B2B approvals', 'B2B partners', 'B2B users'].map(
        (name) => new RegExp(`view ${name}.*missing`),
      ),
      ...['lead', 'opportunity'].flatMap((table) => [
        new RegExp(`cb2b_headquartersstatus of ${table} .*missing`),
        new RegExp(`cb2b_heldbackbecause of ${table} .*missing`),
      ]),
      /cb2b_hierarchynumber .*missing/,
      /cb2b_partnerstatus .*missing/,
      /cb2b_role .*missing/,
      /cb2b_userstatus .*missing/,
      /cb2b_prospectnumber .*is missing/,
      /cb2b_registrationnumber .*missing/,
      /cb2b_taxid .*missing/,
      /cb2b_customernumber of account +is missing; run npm run sales:install/,
      /cb2b_customernumber of contact +is missing/,
      ...['leads', 'opportunities', 'accounts', 'contacts'].map((table) => new RegExp(`comparison of ${table} .*`)),
    ],
  ],
  [
    'a deleted role',
    [['DELETE', `roles(${bridgeRole.id})`]],
    [
      /security role .*is missing/,
      /privileges of the role .*is missing/,
      /role .* of the application user .*is missing/,
      /rights of the application user +lacks prvCreateLead, /,
    ],
  ],
  [
    'a team without the role',
    [['DELETE', `teams(${owningTeamId})/teamroles_association(${teamRole.id})/$ref`]],
    [/role .* of the team .*is missing/],
  ],
  ['a renamed team', [['PATCH', `teams(${owningTeamId})`, { name: 'x' }]], [/team .*differs.*\(name\)/]],
  [
    'a moved endpoint',
    [['PATCH', `serviceendpoints(${endpointIds.webhook})`, { url: 'https://else.example/' }]],
    [/\(url\)/],
  ],
  ['a disabled step', [['PATCH', step(0), { statecode: 1, statuscode: 2 }]], [/step Update of lead .*\(statecode\)/]],
  [
    'deleted steps',
    [
      ['DELETE', step(1)],
      ['DELETE', step(3)],
    ],
    [/Delete of lead/, /step Delete of opp/, /image .*Delete of opp/],
  ],
  [
    'a changed image',
    [['PATCH', image(2), { attributes: 'name' }]],
    [/image of step Update of opportunity .*\(attributes\)/],
  ],
  [
    'a view of users that shows others',
    [
      [
        'PATCH',
        `savedqueries(${wantedViews(1033).at(-1)?.id})`,
        { fetchxml: '<fetch><entity name="contact"><attribute name="contactid"/></entity></fetch>' },
      ],
    ],
    [/view B2B users .*differs.*\(fetchxml\)/],
  ],
  [
    'choices that were deleted, of a user’s state and of a role',
    [
      ['POST', 'DeleteOptionValue', choice('cb2b_userstatus', choiceCodes.user.Removed)],
      ['POST', 'DeleteOptionValue', choice('cb2b_role', choiceCodes.role.Admin)],
    ],
    [
      /cb2b_role of contact .*differs.*\(lacks the choice Admin, 727000000\)/,
      /cb2b_userstatus of contact .*differs.*\(lacks the choice Removed, 727000003\)/,
    ],
  ],
  [
    'a status reason that was deleted',
    [['POST', 'DeleteOptionValue', { ...choice('statuscode', noMailStatus), EntityLogicalName: 'lead' }]],
    [/status reason 727000001 of lead .*missing/],
  ],
]

test.each(changes)('%s is found, and the advice is to install again', async (_what, made, expected) => {
  await installInSales(org.call, settings)
  for (const [method, path, body] of made) await org.call({ method, path, ...(body ? { body } : {}) })
  expect(await verify()).toBe(1)
  expect(failedLines()).toHaveLength(expected.length)
  for (const line of failedLines()) expect(line).toContain(again)
  for (const pattern of expected) expect(failedLines().join('\n')).toMatch(pattern)
  await installInSales(org.call, settings)
  lines = []
  expect(await verify()).toBe(0)
})

test('a role that was given more than it needs, or less, is found and set right', async () => {
  await installInSales(org.call, settings)
  const { value } = (await org.call({
    method: 'GET',
    path: "privileges?$filter=name eq 'prvDeleteLead' or name eq 'prvReadLead'&$select=name",
  })) as { value: { name: string; privilegeid: string }[] }
  const Privileges = value.map(({ privilegeid }) => ({ PrivilegeId: privilegeid, Depth: 'Basic' }))
  await org.call({
    method: 'POST',
    path: `roles(${bridgeRole.id})/Microsoft.Dynamics.CRM.AddPrivilegesRole`,
    body: { Privileges },
  })
  expect(await verify()).toBe(1)
  expect(failedLines()).toEqual([
    expect.stringMatching(/privileges of the role .*\(prvReadLead, prvDeleteLead\)/),
    expect.stringMatching(/rights of the application user +lacks prvReadLead; run npm run sales:install/),
  ])
  await installInSales(org.call, settings)
  expect(await verify()).toBe(0)
})

/** The organization as it would be if it answered a read otherwise. */
const altered =
  (path: RegExp, change: (text: string) => string): typeof fetch =>
  async (input, init) => {
    const answer = await fetch(input, init)
    if (init?.method !== 'GET' || !path.test(decodeURIComponent(String(input)))) return answer
    return new Response(change(await answer.text()), { status: answer.status, headers: answer.headers })
  }

test.each<[string, RegExp, [string, string], RegExp]>([
  [
    'a choice',
    /contact.*PicklistAttributeMetadata\?/,
    ['"Label":"Disabled"', '"Label":"Blocked"'],
    /column cb2b_userstatus of contact +there; “Disabled” is called “Blocked”/,
  ],
  [
    'a column',
    /contact.*PicklistAttributeMetadata\?/,
    ['"Label":"B2B role"', '"Label":"Shop role"'],
    /column cb2b_role of contact +there; “B2B role” is called “Shop role”/,
  ],
  [
    'a status reason',
    /lead.*statuscode/,
    ['"Label":"No e-mail to the applicant"', '"Label":"Quietly"'],
    /status reason 727000001 of lead +there; “No e-mail to the applicant” is called “Quietly”/,
  ],
])('%s that people call otherwise is told, and stays', async (_what, path, [ours, theirs], expected) => {
  await installInSales(org.call, settings)
  expect(
    await verify(
      undefined,
      {},
      Date.now,
      altered(path, (text) => text.replace(ours, theirs)),
    ),
  ).toBe(0)
  expect(lines.filter((line) => line.includes(' is called '))).toEqual([expect.stringMatching(expected)])
})

test.each<[string, RegExp, (text: string) => string, RegExp]>([
  [
    'a column that was made shorter',
    /StringAttributeMetadata\?\$select=LogicalName,MaxLength$/,
    (text) => text.replace(/("LogicalName":"companyname"[^}]*"MaxLength":)100/, '$140'),
    /too short: companyname \(40 instead of 100\); make them longer/,
  ],
])('%s is reported with what to do', async (_what, path, change, expected) => {
  await installInSales(org.call, settings)
  expect(await verify(undefined, {}, Date.now, altered(path, change))).toBe(1)
  expect(failedLines().join('\n')).toMatch(expected)
})

test('secured columns by which the app finds what belongs together are named with the right to read them', async () => {
  await org.close()
  org = await startOrg({ traits: { secured: { opportunity: ['originatingleadid'], account: ['masterid', 'fax'] } } })
  await installInSales(org.call, settings)
  await verify()
  expect(lines.join('\n')).toMatch(
    /not allowed: originatingleadid of opportunity \(read\), masterid of account \(read\)\. Give/,
  )
})

test('secured columns that the app may not use are named with what to grant, and granted ones are fine', async () => {
  await org.close()
  org = await startOrg({ traits: { secured: { contact: ['emailaddress1'] } } })
  await installInSales(org.call, settings)
  expect(await verify()).toBe(1)
  expect(failedLines()).toEqual([
    expect.stringMatching(
      /secured columns +not allowed: emailaddress1 of contact \(read, create, update\)\. Give the application user/,
    ),
  ])
  const fieldsecurityprofileid = '11111111-1111-4111-8111-111111111111'
  await org.call({
    method: 'POST',
    path: 'fieldsecurityprofiles',
    body: { fieldsecurityprofileid, name: 'Of the app' },
  })
  const permission = { entityname: 'contact', attributelogicalname: 'emailaddress1', canread: 4, cancreate: 4 }
  const profile = { 'fieldsecurityprofileid@odata.bind': `/fieldsecurityprofiles(${fieldsecurityprofileid})` }
  await org.call({ method: 'POST', path: 'fieldpermissions', body: { ...permission, ...profile } })
  const { value } = (await org.call({
    method: 'GET',
    path: 'systemusers?$filter=applicationid ne null&$select=systemuserid',
  })) as { value: { systemuserid: string }[] }
  await org.call({
    method: 'POST',
    path: `systemusers(${value[0]?.systemuserid})/systemuserprofiles_association/$ref`,
    body: { '@odata.id': `${org.url}/api/data/v9.2/fieldsecurityprofiles(${fieldsecurityprofileid})` },
  })
  lines = []
  expect(await verify()).toBe(1)
  expect(failedLines()).toEqual([expect.stringMatching(/emailaddress1 of contact \(update\)/)])
  const [row] = (
    (await org.call({ method: 'GET', path: 'fieldpermissions?$select=fieldpermissionid' })) as {
      value: { fieldpermissionid: string }[]
    }
  ).value
  await org.call({ method: 'PATCH', path: `fieldpermissions(${row?.fieldpermissionid})`, body: { canupdate: 4 } })
  lines = []
  expect(await verify()).toBe(0)
  expect(lines.join('\n')).toMatch(/ok +secured columns +the app may use all 1/)
})

test('events that have waited for long are reported with their age', async () => {
  const fetchOld: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init)
    if (!/asyncoperations\?.*statecode eq 0/.test(decodeURIComponent(String(input)))) return answer
    const createdon = new Date(Date.now() - 50 * 60_000).toISOString()
    return new Response(JSON.stringify({ '@odata.context': '', value: [{ createdon }] }), answer)
  }
  await installInSales(org.call, settings)
  expect(await verify(undefined, {}, Date.now, fetchOld)).toBe(1)
  expect(failedLines()).toEqual([expect.stringMatching(/oldest waiting event +waits for 50 min; see System Jobs/)])
})

test('an organization that does not answer is reported', async () => {
  const silent: typeof fetch = (input, init) =>
    String(input).includes('/api/data/') ? Promise.reject(new TypeError('fetch failed')) : fetch(input, init)
  expect(await verify([], {}, Date.now, silent)).toBe(1)
  expect(failedLines()).toEqual([expect.stringMatching(/reachable +The address does not answer. Check --url/)])
})

test.each<[string, string[], Changes, RegExp]>([
  ['a wrong secret', [], { DATAVERSE_CLIENT_SECRET: 'wrong' }, /FAILED {3}signed in .*DATAVERSE_CLIENT_SECRET/],
  ['a test without an address', ['--app-url', 'https://app.example'], {}, /--test-email/],
  ['a port Dataverse does not send to', ['--events-url', 'https://app.example:81/'], {}, /without a port/],
])('%s is reported', async (_what, args, changes, expected) => {
  expect(await verify(args, changes)).toBe(1)
  expect(lines.join('\n')).toMatch(expected)
})

test('a clock that is wrong by ten minutes is reported', async () => {
  await installInSales(org.call, settings)
  const late = () => Date.now() - 600_000
  expect(await verify(['--events-url', eventsUrl], {}, late)).toBe(1)
  expect(failedLines()).toEqual([expect.stringMatching(/clocks +\d+ s apart; set the clock/)])
})

test('events that could not be delivered are reported', async () => {
  await installInSales(org.call, { ...settings, transport: webhook('http://127.0.0.1:9/api/sales/events') })
  const lead = { leadid: '11111111-1111-4111-8111-111111111111', lastname: 'Roth', subject: 'Lead' }
  await org.call({ method: 'POST', path: 'leads', body: lead })
  await org.call({ method: 'DELETE', path: `leads(${lead.leadid})` })
  await org.sales.webhooksIdle()
  expect(await verify([])).toBe(1)
  expect(failedLines()).toEqual([expect.stringMatching(/events of the last hour +1 failed/)])
})
