// The commands as they are typed: what they print, refuse and answer.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { doctorCommand } from '../../infra/sales/cli/doctor-command.ts'
import { installCommand } from '../../infra/sales/cli/install-command.ts'
import { uninstallCommand } from '../../infra/sales/cli/uninstall-command.ts'
import { verifyCommand } from '../../infra/sales/cli/verify-command.ts'
import { asAdministrator, eventsUrl, settings, startOrg } from './install-support.ts'
import { startReceiver } from './sales-api-support.ts'

let org: Awaited<ReturnType<typeof startOrg>>
let lines: string[]
beforeEach(async () => {
  org = await startOrg()
  lines = []
})
afterEach(() => org.close())

const environment = () => ({
  DATAVERSE_URL: org.url,
  DATAVERSE_AUTHORITY: org.url,
  DATAVERSE_TENANT_ID: 'contoso',
  ...asAdministrator,
  SALES_EVENT_KEYS: 'second-key-0123456789,first-key-0123456789',
})
type Changes = Readonly<Record<string, string | undefined>>
const surroundings = (changes: Changes = {}) => ({
  env: { ...environment(), ...changes },
  send: fetch,
  now: Date.now,
  say: (line: string) => lines.push(line),
})
const install = (args: string[] = ['--events-url', eventsUrl], changes: Changes = {}) =>
  installCommand(['--application-id', settings.applicationId, ...args], surroundings(changes))
const uninstall = (...args: string[]) => uninstallCommand(args, surroundings())

test('a dry run prints the plan and changes nothing', async () => {
  const before = await org.rows()
  expect(await install(['--events-url', eventsUrl, '--dry-run'])).toBe(0)
  expect(lines.filter((line) => line.startsWith('  create'))).toHaveLength(43)
  expect(lines.at(-1)).toContain('Nothing was changed')
  expect(await org.rows()).toEqual(before)
})

test('installing, looking at what would be removed, removing, and removing again each say what they do', async () => {
  const before = await org.rows()
  expect(await install()).toBe(0)
  expect(lines).toContain('Creating view All commerce B2B leads…')
  expect(await uninstall('--dry-run')).toBe(0)
  expect(lines).toContain('  remove  webhook endpoint')
  expect(await uninstall()).toBe(0)
  expect(await org.rows()).toEqual(before)
  expect(await uninstall()).toBe(0)
  expect(lines.at(-1)).toBe('Nothing of this installation is there.')
})

test('keys appear in no line', async () => {
  await install()
  expect(lines.join('\n')).not.toMatch(/(first|second)-key/)
})

test('of two keys the endpoint gets the first', async () => {
  const receiver = await startReceiver()
  try {
    expect(await install(['--events-url', receiver.url])).toBe(0)
    const path = 'leads(11111111-1111-4111-8111-111111111111)'
    await org.call({ method: 'PATCH', path, body: { subject: 'Lead', lastname: 'Roth' } })
    await org.call({ method: 'DELETE', path })
    await org.sales.webhooksIdle()
    expect(receiver.received.map(({ headers }) => headers['x-sales-event-key'])).toEqual(['second-key-0123456789'])
  } finally {
    await receiver.close()
  }
})

test('the address of the events follows from the address of the app', async () => {
  expect(await install([], { PUBLIC_URL: 'https://partners.contoso.example' })).toBe(0)
  const [endpoint] = (await org.rows())['serviceendpoints'] as { url: string }[]
  expect(endpoint?.url).toBe(eventsUrl)
})

test('the address of the app alone is meant as where it receives events', async () => {
  expect(await install(['--events-url', 'https://partners.contoso.example'])).toBe(0)
  const [endpoint] = (await org.rows())['serviceendpoints'] as { url: string }[]
  expect(endpoint?.url).toBe(eventsUrl)
})

test('a failure says whether anything was changed by then', async () => {
  expect(await install(['--events-url', eventsUrl], { DATAVERSE_CLIENT_SECRET: 'wrong' })).toBe(1)
  expect(lines.at(-1)).toBe('Nothing was changed.')
  lines = []
  const { send: _, ...around } = surroundings()
  const send: typeof fetch = async (input, init) =>
    String(input).endsWith('/PublishXml') ? new Response('', { status: 503 }) : fetch(input, init)
  const args = ['--application-id', settings.applicationId, '--events-url', eventsUrl]
  expect(await installCommand(args, { ...around, send })).toBe(1)
  expect(lines.at(-1)).toBe('Running the same command again continues where this one stopped.')
})

test.each([
  ['doctor', doctorCommand],
  ['install', installCommand],
  ['verify', verifyCommand],
  ['uninstall', uninstallCommand],
] as const)('%s says what its options are', async (name, command) => {
  expect(await command(['--help'], surroundings({ DATAVERSE_URL: undefined }))).toBe(0)
  expect(lines[0]).toBe(`npm run sales:${name} -- <options>`)
  expect(lines[1]).toMatch(/^ {2}--url +the organization/)
  expect(lines.at(-1)).toBe('More: docs/connect-sales.md')
})

test.each<[string, string[], Changes, RegExp]>([
  ['an address without its scheme', ['--url', 'contoso.crm4.dynamics.com'], {}, /written like this: --url https:/],
  ['no organization', [], { DATAVERSE_URL: undefined }, /--url/],
  ['an address without encryption', ['--url', 'http://contoso.crm.dynamics.com'], {}, /https/],
  ['no address for events', [], {}, /--events-url/],
  ['a port Dataverse does not send to', ['--events-url', 'https://app.example:8443/x'], {}, /without a port/],
  ['no key', ['--events-url', eventsUrl], { SALES_EVENT_KEYS: undefined }, /SALES_EVENT_KEYS/],
  ['a secret without its id', ['--events-url', eventsUrl], { DATAVERSE_CLIENT_ID: '' }, /DATAVERSE_CLIENT_ID must be/],
  ['a wrong secret', ['--events-url', eventsUrl], { DATAVERSE_CLIENT_SECRET: 'wrong' }, /sign-in was refused/],
  [
    'a sign-in service that does not answer',
    ['--events-url', eventsUrl],
    { DATAVERSE_AUTHORITY: 'http://127.0.0.1:9' },
    /does not answer/,
  ],
  ['an unknown option', ['--nonsense'], {}, /--nonsense/],
])('%s is reported in a clear sentence and nothing is changed', async (_what, args, changes, expected) => {
  const before = await org.rows()
  expect(await install(args, changes)).toBe(1)
  expect(lines.join('\n')).toMatch(expected)
  expect(await org.rows()).toEqual(before)
})

test.each(['salesperson', 'integration'])('%s cannot install, and hears who can', async (name) => {
  const changes = { DATAVERSE_CLIENT_ID: name, DATAVERSE_CLIENT_SECRET: name }
  expect(await install(['--events-url', eventsUrl], changes)).toBe(1)
  expect(lines.join('\n')).toContain('as a System Administrator')
})
