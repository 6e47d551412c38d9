// Every customer of Sales comes: those that are there by the initial synchronization, new ones by their events, and what no
// event told by the catch-up.

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Organization, Person } from '../../shared/domain/customer.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { quiet, readCustomer, runJobs, salesUser } from '../support/people.ts'

let env: Environment
let seller: Awaited<ReturnType<typeof salesUser>>
beforeAll(async () => {
  env = await startEnvironment({ CUSTOMERS_FROM_SALES: 'all' })
  seller = await salesUser(env, 'administrator')
})
afterAll(() => env.close())

const typeCustomer = async (name: string, customertypecode = 3) => {
  const [accountid, contactid] = [randomUUID(), randomUUID()]
  await seller.call('POST', 'accounts', { accountid, name, customertypecode })
  const parent = { 'parentcustomerid_account@odata.bind': `/accounts(${accountid})` }
  await seller.call('POST', 'contacts', { contactid, lastname: 'Berg', ...parent })
  return { accountid, contactid }
}
const statusOf = async (id: string) => (await fetch(`${env.url}/api/customers/${id}`)).status

it('a new account of the type Customer and its contact are customers as soon as their events came', async () => {
  const { accountid, contactid } = await typeCustomer('Fabrikam')
  const other = await typeCustomer('Contoso', 1)
  await quiet(env)
  const organization = await readCustomer<Organization>(env, accountid)
  expect(organization).toMatchObject({ type: 'Organization', name: 'Fabrikam', customerId: accountid })
  expect(await readCustomer<Person>(env, contactid)).toMatchObject({ lastName: 'Berg', invoiceAccount: accountid })
  expect(await seller.call('GET', `accounts(${accountid})`)).toMatchObject({
    cb2b_customernumber: organization.number,
    name: 'Fabrikam',
  })
  expect([await statusOf(other.accountid), await statusOf(other.contactid)]).toEqual([404, 404])

  // One that becomes a customer later brings its contact.
  await seller.call('PATCH', `accounts(${other.accountid})`, { customertypecode: 3 })
  await quiet(env)
  expect([await statusOf(other.accountid), await statusOf(other.contactid)]).toEqual([200, 200])
})

it('what was there before comes by the initial synchronization, and its page tells how far it is', async () => {
  const page = async () => (await fetch(`${env.url}/headquarters/jobs`)).text()
  expect(await page()).toContain('Initial synchronization')
  expect(await page()).not.toContain('The last initial synchronization')
  // Steps that are switched off tell of nothing.
  const steps = (await seller.call('GET', 'sdkmessageprocessingsteps?$select=name')) as {
    value: { sdkmessageprocessingstepid: string }[]
  }
  const switchTo = (statecode: number) =>
    Promise.all(
      steps.value.map(({ sdkmessageprocessingstepid: id }) =>
        seller.call('PATCH', `sdkmessageprocessingsteps(${id})`, { statecode, statuscode: statecode + 1 }),
      ),
    )
  await switchTo(1)
  const [before, untold] = [await typeCustomer('Litware'), await typeCustomer('Tailwind')]
  await quiet(env)
  expect(await statusOf(before.accountid)).toBe(404)
  const run = await fetch(`${env.url}/headquarters/jobs/initial/run`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: env.url, 'content-type': 'application/x-www-form-urlencoded' },
  })
  expect(run.status).toBe(303)
  await quiet(env)
  for (const id of [before.accountid, before.contactid, untold.accountid]) expect(await statusOf(id)).toBe(200)
  expect(await page()).toContain('The last initial synchronization')

  // The look at changes finds the next one.
  const late = await typeCustomer('Northwind')
  await runJobs(env, 'CatchUpWithSales')
  await quiet(env)
  expect([await statusOf(late.accountid), await statusOf(late.contactid)]).toEqual([200, 200])
  await switchTo(0)
})
