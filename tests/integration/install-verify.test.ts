// Checking an organization: green when all is well, and a failed check with advice for everything that is not.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { installInSales } from '../../infra/sales/install.ts'
import { verifyCommand } from '../../infra/sales/verify-command.ts'
import { endpointIds, viewId, wantedSteps } from '../../infra/sales/wanted.ts'
import { asAdministrator, eventsUrl, settings, startOrg, webhook } from './install-support.ts'

let org: Awaited<ReturnType<typeof startOrg>>
let lines: string[]
beforeEach(async () => {
  org = await startOrg()
  lines = []
})
afterEach(() => org.close())

type Changes = Readonly<Record<string, string>>
const verify = (args: string[] = ['--events-url', eventsUrl], changes: Changes = {}, now = Date.now) => {
  const env = {
    DATAVERSE_URL: org.url,
    DATAVERSE_AUTHORITY: org.url,
    DATAVERSE_TENANT_ID: 'contoso',
    ...asAdministrator,
    ...changes,
  }
  return verifyCommand(['--application-id', settings.applicationId, ...args], {
    env,
    send: fetch,
    now,
    say: (line) => lines.push(line),
  })
}
const failedLines = () => lines.filter((line) => line.startsWith('  FAILED'))

test('an installed organization passes every check and is not changed by them', async () => {
  await installInSales(org.call, settings)
  const before = await org.rows()
  expect(await verify()).toBe(0)
  expect(lines.filter((line) => line.startsWith('  ok'))).toHaveLength(25)
  expect(failedLines()).toEqual([])
  expect(await org.rows()).toEqual(before)
})

test('an empty organization fails the checks of everything that install would create', async () => {
  expect(await verify()).toBe(1)
  expect(failedLines()).toHaveLength(23)
  expect(failedLines().join('\n')).toContain('npm run sales:install')
})

test.each([
  ['a deleted view', 'DELETE', `savedqueries(${viewId})`, undefined, /view .*is missing/],
  [
    'a moved endpoint',
    'PATCH',
    `serviceendpoints(${endpointIds.webhook})`,
    { url: 'https://else.example/' },
    /endpoint .*\(url\)/,
  ],
  [
    'a disabled step',
    'PATCH',
    `sdkmessageprocessingsteps(${wantedSteps[0]?.id})`,
    { statecode: 1, statuscode: 2 },
    /step Update of lead .*\(statecode\)/,
  ],
] as const)('%s is found', async (_what, method, path, body, expected) => {
  await installInSales(org.call, settings)
  await org.call({ method, path, ...(body ? { body } : {}) })
  expect(await verify()).toBe(1)
  expect(failedLines()).toHaveLength(1)
  expect(failedLines()[0]).toMatch(expected)
})

test.each<[string, string[], Changes, RegExp]>([
  ['a wrong secret', [], { DATAVERSE_CLIENT_SECRET: 'wrong' }, /FAILED {3}signed in .*DATAVERSE_CLIENT_SECRET/],
  ['a test without an address', ['--app-url', 'https://app.example'], {}, /--test-email/],
  ['a port Dataverse does not send to', ['--events-url', 'https://app.example:81/'], {}, /without a port/],
])('%s is told', async (_what, args, changes, expected) => {
  expect(await verify(args, changes)).toBe(1)
  expect(lines.join('\n')).toMatch(expected)
})

test('a clock that is wrong by ten minutes is told', async () => {
  await installInSales(org.call, settings)
  const late = () => Date.now() - 600_000
  expect(await verify(['--events-url', eventsUrl], {}, late)).toBe(1)
  expect(failedLines()).toEqual([expect.stringMatching(/clocks +\d+ s apart; set the clock/)])
})

test('events that could not be delivered are told', async () => {
  await installInSales(org.call, { ...settings, transport: webhook('http://127.0.0.1:9/api/sales/events') })
  const lead = { leadid: '11111111-1111-4111-8111-111111111111', lastname: 'Roth', subject: 'Lead' }
  await org.call({ method: 'POST', path: 'leads', body: lead })
  await org.call({ method: 'DELETE', path: `leads(${lead.leadid})` })
  await org.sales.webhooksIdle()
  expect(await verify([])).toBe(1)
  expect(failedLines()).toEqual([expect.stringMatching(/events of the last hour +1 failed/)])
})
