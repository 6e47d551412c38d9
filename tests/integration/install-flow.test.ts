// The test prospect of the verification goes the whole way: through the app into Sales and back, and is removed again.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { installCommand } from '../../infra/sales/cli/install-command.ts'
import { verifyCommand } from '../../infra/sales/cli/verify-command.ts'
import { installInSales } from '../../infra/sales/plan/install.ts'
import { findInstalled, uninstallFromSales } from '../../infra/sales/plan/uninstall.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { asAdministrator, clientOf, rowsOf, settings, startOrg, timeless, webhook } from './install-support.ts'

const everySecond = '* * * * * *'
let env: Environment
beforeAll(async () => {
  env = await startEnvironment({
    PULL_CHANNEL_REQUESTS_SCHEDULE: everySecond,
    SYNCHRONIZE_CHANNEL_REQUESTS_SCHEDULE: everySecond,
    PUSH_CUSTOMERS_TO_CHANNEL_SCHEDULE: everySecond,
    SALES_EVENT_KEYS: 'new-key-of-a-rotation,sales-event-key-of-the-tests',
  })
})
afterAll(() => env.close())

const verify = async (...more: string[]) => {
  const lines: string[] = []
  const args = [
    '--url',
    env.sales.url,
    '--app-url',
    env.url,
    '--test-email',
    'partner@contoso.example',
    '--application-id',
    settings.applicationId,
    ...more,
  ]
  const surroundings = {
    env: { ...env.settings, ...asAdministrator },
    send: fetch,
    now: Date.now,
    say: (line: string) => lines.push(line),
  }
  return { code: await verifyCommand(args, surroundings, 100), text: lines.join('\n') }
}
const leads = async () =>
  ((await clientOf(env.sales.url)({ method: 'GET', path: 'leads?$select=leadid,statecode' })) as { value: unknown[] })
    .value

test('a test prospect is made, found as a lead, disqualified, declined in the app and removed from Sales', async () => {
  const { code, text } = await verify()
  expect(text).toMatch(/ok +decision in the app/)
  expect(text).toMatch(/ok +lead in the view/)
  expect(text).toMatch(/ok +note on the lead/)
  expect(text).toMatch(/ok +events arrive/)
  expect(text).toMatch(/ok +cleaning up/)
  expect([code, text]).toEqual([0, expect.stringContaining('No check failed.')])
  expect(await leads()).toEqual([])
})

test('while a key is rotated events arrive with the old one, and with the new one once it is installed', async () => {
  const seen: unknown[] = []
  for (const install of [false, true]) {
    if (install) {
      const around = { env: { ...env.settings, ...asAdministrator }, send: fetch, now: Date.now, say: () => undefined }
      expect(await installCommand(['--application-id', settings.applicationId], around)).toBe(0)
    }
    const { code, text } = await verify()
    expect([code, text]).toEqual([0, expect.stringMatching(/ok +events arrive +none failed/)])
    seen.push(env.lines.filter((line) => line.includes("Executed 'Functions.ReceiveSalesEvent' (Succeeded")).length)
  }
  expect(Number(seen[1])).toBeGreaterThan(Number(seen[0]))
})

test('after the test prospect and the removal the organization is as a new one, row by row', async () => {
  const call = clientOf(env.sales.url)
  await env.sales.webhooksIdle()
  expect(await uninstallFromSales(call, await findInstalled(call))).toEqual([])
  const fresh = await startOrg()
  try {
    expect(timeless(await rowsOf(call))).toEqual(timeless(await fresh.rows()))
  } finally {
    await fresh.close()
  }
})

test('a key that the app does not accept is reported, and the lead is removed all the same', async () => {
  const call = clientOf(env.sales.url)
  const transport = webhook(`${env.url}/api/sales/events`, 'a-key-nobody-knows-123')
  await installInSales(call, { ...settings, transport })
  const { code, text } = await verify('--wait-seconds', '6')
  expect(code).toBe(1)
  expect(text).toMatch(/FAILED +decision in the app/)
  expect(text).toMatch(/FAILED +events arrive .*status 401.*SALES_EVENT_KEYS/)
  expect(await leads()).toEqual([])
})
