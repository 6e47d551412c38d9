// An organization secures columns that the app had, and does not let it read or write them: what was held stays, what cannot
// be written is told at once, and everything else goes on.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Customer, Organization, Person } from '../../shared/domain/customer.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import {
  approve as approvePartner,
  aRequest,
  editCustomer,
  mailsTo,
  prospectWhere,
  quiet,
  readCustomer,
  readProspect,
  runJobs,
  salesUser,
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

const approve = (company: string) => approvePartner(env, seller, company)
const read = <T extends Customer>(id: string): Promise<T> => readCustomer<T>(env, id)

/** Lets the app do things with columns; 4 allows. */
const allow = async (table: string, column: string, rights: Record<string, number>): Promise<void> => {
  const app = await salesUser(env, 'integration')
  const userId = String((await app.call('GET', 'WhoAmI'))['UserId'])
  const profile = await seller.call('POST', 'fieldsecurityprofiles', { name: `The app and ${column} of ${table}` })
  const id = String(profile['fieldsecurityprofileid'])
  await seller.call('POST', 'fieldpermissions', {
    entityname: table,
    attributelogicalname: column,
    ...rights,
    'fieldsecurityprofileid@odata.bind': `/fieldsecurityprofiles(${id})`,
  })
  await seller.call('POST', `fieldsecurityprofiles(${id})/systemuserprofiles_association/$ref`, {
    '@odata.id': `${env.sales.url}/api/data/v9.2/systemusers(${userId})`,
  })
}

describe('secured columns', () => {
  it('that the app may read say by their emptiness that there is nothing: a phone that a seller takes away goes', async () => {
    await secure('contact', 'mobilephone')
    await allow('contact', 'mobilephone', { canread: 4, cancreate: 4 })
    const { contactId } = await approve('Readable Phone GmbH')
    const mobile = async () => (await read<Person>(contactId)).mobilePhone
    expect(await mobile()).toBe(aRequest('Readable Phone GmbH').requestor.phone)
    await seller.call('PATCH', `contacts(${contactId})`, { mobilephone: null })
    await until('the phone goes', async () => (await mobile()) === undefined)
  })

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
    expect((await editCustomer(env, accountId, { phone: '+49 30 7777', 'address.city': 'Essen' })).status).toBe(303)
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
