// The doctor looks at organizations of each kind, says what will work and what to do, and writes nothing.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type OrganizationTraits, readyOrganizations } from '../../infra/local/sales/organization/traits.ts'
import type { SalesOptions } from '../../infra/local/sales/sales.ts'
import { doctorCommand } from '../../infra/sales/cli/doctor-command.ts'
import { installInSales } from '../../infra/sales/plan/install.ts'
import { asAdministrator, settings, startOrg } from './install-support.ts'

let org: Awaited<ReturnType<typeof startOrg>> | undefined
let lines: string[]
afterEach(async () => {
  await org?.close()
  org = undefined
})
const start = async (options: Partial<SalesOptions> = {}) => {
  org = await startOrg(options)
  lines = []
  return org
}

/** What a clock of ours shows when every call of the Web API takes this long. */
const clockOf = (msPerCall: number) => {
  let at = Date.now()
  const send: typeof fetch = (input, init) => {
    if (String(input).includes('/api/data/')) at += msPerCall
    return fetch(input, init)
  }
  return { now: () => at, send }
}
const doctor = (url: string, args = ['--application-id', settings.applicationId], msPerCall = 100, more = {}) =>
  doctorCommand(args, {
    env: { DATAVERSE_URL: url, DATAVERSE_AUTHORITY: url, DATAVERSE_TENANT_ID: 'contoso', ...asAdministrator, ...more },
    ...clockOf(msPerCall),
    say: (line) => lines.push(line),
  })
const lineOf = (what: string) => {
  const at = lines.findIndex((line) => line.slice(13).startsWith(what))
  return [lines[at], lines[at + 1]].join('\n')
}

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'connect-sales.md'), 'utf8')
const shown = new Map(
  [...page.matchAll(/<!-- doctor: (\w+) -->\n```\n([\s\S]*?)\n```/g)].map(([, name, table]) => [name, table]),
)
const exitCodes: Readonly<Record<keyof typeof readyOrganizations, number>> = {
  english: 0,
  turkish: 0,
  secured: 1,
  childUnit: 1,
  slow: 1,
}

test.each(Object.entries(readyOrganizations) as [keyof typeof readyOrganizations, OrganizationTraits][])(
  'of an organization of the kind "%s" it prints what the page shows',
  async (name, traits) => {
    const { url } = await start({ traits })
    expect(await doctor(url, undefined, name === 'slow' ? 4000 : 100)).toBe(exitCodes[name])
    const table = lines
      .join('\n')
      .replaceAll(url, 'https://<org>.crm.dynamics.com')
      .replaceAll('application administrator', 'whoever is signed in on this machine')
    expect(table).toBe(shown.get(name))
  },
)

test('it reads only, in an organization with and without the installation', async () => {
  const { url, call, rows, sales } = await start({
    traits: { languages: [1055, 1033], userLanguage: 1033, childUnit: true },
  })
  const before = await rows()
  await doctor(url)
  expect(await rows()).toEqual(before)
  await call({
    method: 'PATCH',
    path: `usersettingscollection(${(await me(call)).UserId})`,
    body: { uilanguageid: 1055 },
  })
  await installInSales(call, settings)
  const asked = { ...sales.stats().byOperation }
  await doctor(url)
  const now = Object.entries(sales.stats().byOperation).filter(([name, count]) => count !== (asked[name] ?? 0))
  expect(now.length).toBeGreaterThan(5)
  expect(now.map(([name]) => name).filter((name) => /^(POST|PATCH|PUT|DELETE)|Publish|Replace|Add/.test(name))).toEqual(
    [],
  )
  expect(lines.at(-2)).toMatch(/this product +installed/)
})
const me = async (call: Awaited<ReturnType<typeof startOrg>>['call']) =>
  (await call({ method: 'GET', path: 'WhoAmI' })) as { UserId: string }

test('another language than the base language is told before the installation is refused', async () => {
  const { url } = await start({ traits: { languages: [1055, 1033], userLanguage: 1033 } })
  expect(await doctor(url)).toBe(1)
  expect(lineOf('your language')).toMatch(
    /English, while the base language is Turkish.*\n.*do: Choose the base language/,
  )
})

test('a base language without texts of ours is told', async () => {
  const { url } = await start({ traits: { languages: [1031, 1043] } })
  expect(await doctor(url)).toBe(1)
  expect(lineOf('languages')).toMatch(/otherwise.*base language language 1031; .*in English, and in Dutch/)
})

test.each<[string, string[], RegExp]>([
  ['nobody named', [], /not +application user +it was not said which one\n.*--application-id/],
  [
    'a user who is not there',
    ['--application-id', '11111111-1111-4111-8111-111111111111'],
    /not +application user +it is not there yet.*\n.*do: No application user has the client id/,
  ],
])('without an application user it will not work: %s', async (_what, args, expected) => {
  const { url } = await start()
  expect(await doctor(url, args)).toBe(2)
  expect(lineOf('application user')).toMatch(expected)
  expect(lines.at(-1)).toMatch(/1 of 14 will not work/)
})

test('whoever may not install, or may not even read, hears what is unknown to them', async () => {
  const { url } = await start()
  const seller = { DATAVERSE_CLIENT_ID: 'salesperson', DATAVERSE_CLIENT_SECRET: 'salesperson' }
  expect(await doctor(url, undefined, 100, seller)).not.toBe(0)
  expect(lineOf('installing')).toMatch(/otherwise.*you may not.*\n.*System Administrator/)
})

test.each<[string, Record<string, string>, RegExp]>([
  ['a wrong secret', { DATAVERSE_CLIENT_SECRET: 'wrong' }, /not +signing in .*\n.*do: The sign-in was refused/],
  ['no organization', { DATAVERSE_URL: '' }, /--url/],
  [
    'an application user without a role',
    { DATAVERSE_CLIENT_ID: 'integration', DATAVERSE_CLIENT_SECRET: 'integration' },
    /no security role/,
  ],
])('%s ends with 2 and says why', async (_what, more, expected) => {
  const { url } = await start()
  expect(await doctor(url, [], 100, more)).toBe(2)
  expect(lines.join('\n')).toMatch(expected)
})

test('many accounts are told, with which events to choose', async () => {
  const { url } = await start()
  const real = clockOf(1)
  const send: typeof fetch = async (input, init) => {
    const answer = await real.send(input, init)
    if (!/accounts\?.*count/.test(decodeURIComponent(String(input)))) return answer
    return new Response((await answer.text()).replace('"@odata.count":0', '"@odata.count":5000'), answer)
  }
  const env = { DATAVERSE_URL: url, DATAVERSE_AUTHORITY: url, DATAVERSE_TENANT_ID: 'contoso', ...asAdministrator }
  await doctorCommand(['--application-id', settings.applicationId], {
    env,
    ...real,
    send,
    say: (line) => lines.push(line),
  })
  expect(lineOf('accounts and contacts')).toMatch(/otherwise.*5000 or more.*\n.*--events leads/)
})
