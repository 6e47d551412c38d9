// An organization secures columns that the app had, and does not let it read or write them: what was held stays, what cannot
// be written is told at once, and everything else goes on.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Customer, Organization } from '../../shared/domain/customer.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import {
  aRequest,
  bringToSales,
  mailsTo,
  prospectWhere,
  quiet,
  readProspect,
  runJobs,
  salesUser,
  submit,
} from '../support/people.ts'
import { until } from '../support/until.ts'

let env: Environment
let seller: Awaited<ReturnType<typeof salesUser>>
beforeAll(async () => {
  env = await startEnvironment()
  // Who administers may read and write secured columns.
  seller = await salesUser(env, 'administrator')
}, 60_000)
afterAll(() => env.close())

const secure = async (table: string, column: string): Promise<void> => {
  const path = `EntityDefinitions(LogicalName='${table}')/Attributes(LogicalName='${column}')`
  await seller.call('PUT', path, { ...(await seller.call('GET', path)), IsSecured: true })
}

const approve = async (company: string) => {
  const request = aRequest(company)
  const { requestId } = await submit(env, request)
  await bringToSales(env, requestId)
  await seller.win(await seller.qualify(requestId))
  const { customers } = await prospectWhere(env, requestId, 'it is approved', ({ status }) => status === 'Approved')
  await runJobs(env, 'PushCustomersToChannel')
  await quiet(env)
  const [accountId = '', contactId = ''] = customers.map(({ customerId }) => customerId)
  return { requestId, email: request.requestor.email, accountId, contactId }
}

const read = async <T extends Customer>(id: string): Promise<T> =>
  (await (await fetch(`${env.url}/api/customers/${id}`)).json()) as T

describe('secured columns', () => {
  it('keep what was held, and the rest goes on', async () => {
    const { requestId, accountId, contactId } = await approve('Held Texts GmbH')
    await seller.call('PATCH', `accounts(${accountId})`, { telephone1: '+49 30 5550' })
    await until('the phone arrives', async () => (await read<Organization>(accountId)).phone === '+49 30 5550')
    const { email } = await read(contactId)
    for (const [table, column] of [
      ['account', 'telephone1'],
      ['contact', 'emailaddress1'],
    ] as const)
      await secure(table, column)

    await seller.call('PATCH', `accounts(${accountId})`, { address1_city: 'Bonn' })
    await seller.call('PATCH', `contacts(${contactId})`, { lastname: 'Berg' })
    const moved = await until('the city arrives', async () => {
      const customer = await read<Organization>(accountId)
      return customer.address?.city === 'Bonn' ? customer : undefined
    })
    await until('the name arrives', async () => (await read(contactId)).name.endsWith('Berg'))
    await runJobs(env, 'CatchUpWithSales')
    await quiet(env)
    expect([moved.phone, (await read(contactId)).email]).toEqual(['+49 30 5550', email])
    expect((await readProspect(env, requestId))?.flags).toEqual([])
  })

  it('do not hold up an approval: the person has the address of the request', async () => {
    const { email, contactId } = await approve('Unread Address GmbH')
    expect((await read(contactId)).email).toBe(email)
    expect(mailsTo(env, email)).toHaveLength(1)
  })

  it('that may not be written are told at once, and what else was changed is written', async () => {
    const { requestId, accountId } = await approve('Not Written GmbH')
    const html = await (await fetch(`${env.url}/headquarters/customers/${accountId}/edit`)).text()
    const form = new URLSearchParams()
    const plain = (text = '') => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
    for (const [tag] of html.matchAll(/<input [^>]*>/g))
      form.set(/ name="([^"]*)"/.exec(tag)?.[1] ?? '', plain(/ value="([^"]*)"/.exec(tag)?.[1]))
    form.set('address.country', 'DE')
    form.set('phone', '+49 30 7777')
    form.set('address.city', 'Essen')
    const url = `${env.url}/headquarters/customers/${accountId}/edit`
    expect((await fetch(url, { method: 'POST', body: form, redirect: 'manual' })).status).toBe(303)
    await prospectWhere(env, requestId, 'it is flagged', ({ flags }) =>
      (flags as unknown as readonly { code: string }[]).some(({ code }) => code === 'account-secured'),
    )
    await quiet(env)
    const row = await seller.call('GET', `accounts(${accountId})?$select=telephone1,address1_city`)
    expect(row['address1_city']).toBe('Essen')
    expect(row['telephone1']).not.toBe('+49 30 7777')
    expect((await read<Organization>(accountId)).phone).toBe('+49 30 7777')
  })
})
