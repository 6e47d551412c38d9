// Steps that tell of new accounts and contacts: there where every customer of Sales becomes one here, and nowhere else.

import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { doctorCommand } from '../../infra/sales/cli/doctor-command.ts'
import { installCommand } from '../../infra/sales/cli/install-command.ts'
import { uninstallCommand } from '../../infra/sales/cli/uninstall-command.ts'
import { verifyCommand } from '../../infra/sales/cli/verify-command.ts'
import { createSteps } from '../../infra/sales/wanted/steps.ts'
import { salesHint } from '../../shared/sales/sales-event.ts'
import { installEnvironment, settings, startOrg, timeless } from './install-support.ts'
import { type Receiver, startReceiver } from './sales-api-support.ts'

let org: Awaited<ReturnType<typeof startOrg>>
let receiver: Receiver
let lines: string[]
beforeEach(async () => {
  ;[org, receiver] = await Promise.all([startOrg(), startReceiver()])
  lines = []
})
afterEach(async () => {
  await org.close()
  await receiver.close()
})

const all = { CUSTOMERS_FROM_SALES: 'all' }
const surroundings = (changes: Readonly<Record<string, string>> = {}) => ({
  env: { ...installEnvironment(org.url), ...changes },
  send: fetch,
  now: Date.now,
  say: (line: string) => lines.push(line),
})
const application = ['--application-id', settings.applicationId]
const install = (changes = {}, ...args: string[]) =>
  installCommand([...application, '--events-url', receiver.url, ...args], surroundings(changes))
const verify = (changes = {}) => verifyCommand(application, surroundings(changes))
const steps = async () => JSON.stringify((await org.rows())['sdkmessageprocessingsteps'])
const creates = async () => (await thereOf()).length === createSteps.length
const thereOf = async () => {
  const text = await steps()
  return createSteps.filter(({ id }) => text.includes(id))
}

test('new accounts and contacts are told of, each with where its customer would be kept', async () => {
  expect(await install(all)).toBe(0)
  const [accountid, contactid] = [randomUUID(), randomUUID()]
  await org.call({ method: 'POST', path: 'accounts', body: { accountid, name: 'Fabrikam', customertypecode: 3 } })
  const parent = { 'parentcustomerid_account@odata.bind': `/accounts(${accountid})` }
  await org.call({ method: 'POST', path: 'contacts', body: { contactid, lastname: 'Roth', ...parent } })
  await org.sales.webhooksIdle()
  expect(receiver.received.map(({ body }) => salesHint(body))).toEqual([
    { accountId: accountid, cameWith: accountid },
    { contactId: contactid, cameWith: contactid },
  ])
})

test('an account that becomes a customer later is told of, and a contact that gets another account', async () => {
  await install(all)
  const [accountid, contactid] = [randomUUID(), randomUUID()]
  await org.call({ method: 'POST', path: 'accounts', body: { accountid, name: 'Fabrikam' } })
  await org.call({ method: 'POST', path: 'contacts', body: { contactid, lastname: 'Roth' } })
  await org.sales.webhooksIdle()
  const before = receiver.received.length
  await org.call({ method: 'PATCH', path: `accounts(${accountid})`, body: { customertypecode: 3 } })
  const parent = { 'parentcustomerid_account@odata.bind': `/accounts(${accountid})` }
  await org.call({ method: 'PATCH', path: `contacts(${contactid})`, body: parent })
  await org.sales.webhooksIdle()
  expect(receiver.received.slice(before).map(({ body }) => salesHint(body))).toEqual([
    { accountId: accountid, cameWith: accountid },
    { contactId: contactid, cameWith: contactid },
  ])
})

test('without the setting nothing tells of new ones', async () => {
  await install()
  await org.call({ method: 'POST', path: 'accounts', body: { name: 'Fabrikam', customertypecode: 3 } })
  await org.sales.webhooksIdle()
  expect([await thereOf(), receiver.received]).toEqual([[], []])
})

test('verify says which steps are missing, and is content once they are installed', async () => {
  await install()
  expect(await verify()).toBe(0)
  expect(await verify(all)).toBe(1)
  expect(lines.join('\n')).toMatch(/FAILED +step Create of account +is missing; run npm run sales:install/)
  expect(lines.join('\n')).toMatch(/FAILED +step Create of contact +is missing; run npm run sales:install/)
  expect(await install(all)).toBe(0)
  expect([await verify(all), await verify()]).toEqual([0, 0])
})

test('installed again without the setting they stay, and another choice takes them away', async () => {
  await install(all)
  await install()
  expect(await creates()).toBe(true)
  await install({}, '--events', 'all')
  expect([await thereOf(), await verify(all), await verify()]).toEqual([[], 1, 0])
})

test('removing everything leaves the organization as it was', async () => {
  const before = timeless(await org.rows())
  await install(all)
  expect(await uninstallCommand([], surroundings())).toBe(0)
  expect(timeless(await org.rows())).toEqual(before)
})

test('the doctor says how many accounts will become customers, where they do', async () => {
  const look = async (changes = {}) => {
    lines = []
    await doctorCommand(application, surroundings(changes))
    return lines.join('\n')
  }
  expect(await look(all)).toContain('no active account has the relationship type Customer')
  await org.call({ method: 'POST', path: 'accounts', body: { name: 'Fabrikam', customertypecode: 3 } })
  expect(await look(all)).toContain('1 active accounts have the relationship type Customer')
  expect(await look()).not.toContain('relationship type')
})
