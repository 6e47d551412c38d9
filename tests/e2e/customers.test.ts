// Customers in both directions: what salespeople change of accounts and contacts reaches headquarters, what a clerk changes
// there reaches Sales, and neither comes back as an echo.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Customer, Organization, Person } from '../../shared/domain/customer.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import {
  approve as approvePartner,
  aRequest,
  editCustomer,
  editForm,
  mailsTo,
  prospectWhere,
  quiet,
  type Row,
  readCustomer,
  runJobs,
  salesUser,
  sendEdit,
} from '../support/people.ts'
import { until } from '../support/until.ts'

let env: Environment
let seller: Awaited<ReturnType<typeof salesUser>>
beforeAll(async () => {
  env = await startEnvironment()
  seller = await salesUser(env)
})
afterAll(() => env.close())

const approve = (name: string) => approvePartner(env, seller, name)
const read = <T extends Customer>(id: string): Promise<T> => readCustomer<T>(env, id)

const customerWhere = <T extends Customer>(id: string, what: string, holds: (customer: T) => boolean): Promise<T> =>
  until(what, async () => {
    const customer = await read<T>(id)
    return holds(customer) ? customer : undefined
  })

const formOf = (customerId: string) => editForm(env, customerId)
const post = (customerId: string, body: URLSearchParams) => sendEdit(env, customerId, body)
const edit = (customerId: string, changes: Record<string, string>) => editCustomer(env, customerId, changes)

const row = (set: string, id: string): Promise<Row> => seller.call('GET', `${set}(${id})`)

describe('customers in both directions', () => {
  it('a salesperson’s change of the account reaches the organization, and nothing is written back', async () => {
    const { requestId, accountId } = await approve('Fabrikam GmbH')
    await seller.call('PATCH', `accounts(${accountId})`, {
      name: 'Fabrikam AG',
      address1_city: 'Bonn',
      telephone1: null,
    })
    const changed = await customerWhere<Organization>(
      accountId,
      'the name arrives',
      ({ name }) => name === 'Fabrikam AG',
    )
    expect(changed).toMatchObject({
      address: { line1: 'Hauptstr. 1', city: 'Bonn' },
      registrationNumber: aRequest('Fabrikam GmbH').company.registrationNumber,
    })
    expect(changed.phone).toBeUndefined()
    const { '@odata.etag': version } = await row('accounts', accountId)
    await quiet(env)
    expect((await row('accounts', accountId))['@odata.etag']).toBe(version)
    const prospect = await prospectWhere(env, requestId, 'the timeline tells', ({ timeline }) =>
      timeline.some(({ what }) => what.endsWith('changed in Sales')),
    )
    expect(prospect.timeline[0]).toMatchObject({ who: 'Dynamics 365 Sales', why: 'Name, Phone, City' })
    expect(prospect.customers[0]?.name).toBe('Fabrikam AG')
  })

  it('a clerk’s change reaches the account, only in the columns that differ, and does not come back', async () => {
    const { requestId, accountId } = await approve('Northwind BV')
    await seller.call('PATCH', `accounts(${accountId})`, { description: 'Called on Monday.' })
    await quiet(env)
    const before = await read<Organization>(accountId)
    const answer = await edit(accountId, { name: 'Northwind NV', phone: '+31 20 7654321', taxId: 'NL999' })
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      `/headquarters/customers/${accountId}?done=saved`,
    ])
    await customerWhere(accountId, 'it is written to Sales', ({ unwritten }) => unwritten === undefined)
    await quiet(env)
    expect(await row('accounts', accountId)).toMatchObject({
      name: 'Northwind NV',
      telephone1: '+31 20 7654321',
      address1_city: 'Berlin',
      description: 'Called on Monday.',
    })
    const after = await read<Organization>(accountId)
    expect(after).toEqual({
      ...before,
      name: 'Northwind NV',
      phone: '+31 20 7654321',
      taxId: 'NL999',
      changedAt: after.changedAt,
    })
    const { timeline } = await prospectWhere(env, requestId, 'the timeline tells', () => true)
    expect(timeline.slice(0, 2)).toMatchObject([
      { who: 'dual-write', what: expect.stringMatching(/written to Sales$/), why: 'Name, Phone' },
      { who: 'local', what: expect.stringMatching(/changed$/), why: 'Name, Phone, Tax number' },
    ])
    // Our own write came back as an event by now; a comparison by hand finds nothing either.
    await runJobs(env, 'CatchUpWithSales')
    await quiet(env)
    expect((await read<Organization>(accountId)).changedAt).toBe(after.changedAt)
  })

  it('a new name and address of a person who signs in reach the hierarchy and the channel', async () => {
    const { requestId, contactId } = await approve('Contoso Oy')
    await seller.call('PATCH', `contacts(${contactId})`, {
      lastname: 'Berg',
      emailaddress1: 'ada.berg@contoso.example',
    })
    await customerWhere<Person>(
      contactId,
      'the address arrives',
      (person) => person.email === 'ada.berg@contoso.example',
    )
    await quiet(env)
    const { hierarchy } = await prospectWhere(env, requestId, 'it has a hierarchy', (prospect) => !!prospect.hierarchy)
    expect(hierarchy?.members).toMatchObject([{ name: 'Ada Berg', role: 'Admin' }])
    // Others may have the former address once the channel knows the new one.
    const told = mailsTo(env, 'ada@contoso-oy.example').length
    await runJobs(env, 'PushCustomersToChannel')
    await quiet(env)
    const addresses = ['ada@contoso-oy.example', 'ada.berg@contoso.example']
    expect(addresses.map((address) => mailsTo(env, address).length)).toEqual([told + 1, 1])
    expect((await read<Person>(contactId)).formerEmails).toBeUndefined()
    // The address that was given up is free for somebody else.
    const other = await approve('Contoso Ab')
    expect((await edit(other.contactId, { email: 'ada.berg@contoso.example' })).status).toBe(400)
    expect((await edit(other.contactId, { email: 'ada@contoso-oy.example' })).status).toBe(303)
  })

  it('an address of another person is not taken over, and the prospect says so until it is free', async () => {
    const first = await approve('Litware BV')
    const second = await approve('Tailspin BV')
    await seller.call('PATCH', `contacts(${second.contactId})`, { emailaddress1: 'ada@litware-bv.example' })
    const flagged = await prospectWhere(env, second.requestId, 'it is flagged', ({ flags }) => flags.length > 0)
    expect(flagged.flags.map(({ code }) => code)).toEqual(['sign-in-kept'])
    expect((await read<Person>(second.contactId)).email).toBe('ada@tailspin-bv.example')
    await edit(first.contactId, { email: 'ada.roth@litware.example' })
    await runJobs(env, 'PushCustomersToChannel')
    await customerWhere<Person>(
      first.contactId,
      'the address is free',
      (person) => !person.formerEmails && !person.unwritten,
    )
    await seller.call('PATCH', `contacts(${second.contactId})`, { jobtitle: 'Owner' })
    await customerWhere<Person>(
      second.contactId,
      'the address is taken',
      ({ email }) => email === 'ada@litware-bv.example',
    )
    await prospectWhere(env, second.requestId, 'it is not flagged', ({ flags }) => flags.length === 0)
  })

  it('a lost event is healed by one run of the catch-up; a deleted account leaves the customer, flagged', async () => {
    const { requestId, accountId } = await approve('Woodgrove GmbH')
    const steps = await seller.rows('sdkmessageprocessingsteps?$select=sdkmessageprocessingstepid,name')
    expect(steps.filter(({ name }) => /of (account|contact)$/.test(String(name)))).toHaveLength(4)
    const maker = await salesUser(env, 'administrator')
    const set = async (statecode: number) => {
      for (const { sdkmessageprocessingstepid: id, name } of steps)
        if (/of account$/.test(String(name)))
          await maker.call('PATCH', `sdkmessageprocessingsteps(${id})`, { statecode, statuscode: statecode + 1 })
    }
    await runJobs(env, 'CatchUpWithSales')
    await set(1)
    await seller.call('PATCH', `accounts(${accountId})`, { websiteurl: 'https://woodgrove.example' })
    await runJobs(env, 'CatchUpWithSales')
    await quiet(env)
    expect(await read<Organization>(accountId)).toMatchObject({ website: 'https://woodgrove.example' })
    await set(0)
    await seller.call('DELETE', `accounts(${accountId})`)
    await prospectWhere(env, requestId, 'it is flagged', ({ flags }) =>
      flags.some(({ code }) => code === 'account-missing'),
    )
    expect(await read<Organization>(accountId)).toMatchObject({ name: 'Woodgrove GmbH', flags: ['account-missing'] })
  })
})

describe('the form', () => {
  it('comes again with what was typed when somebody else changed the customer, and stores it then', async () => {
    const { accountId } = await approve('Adatum GmbH')
    const mine = await formOf(accountId)
    expect((await edit(accountId, { 'address.city': 'Bonn' })).status).toBe(303)
    mine.set('name', 'Adatum AG')
    const refused = await post(accountId, mine)
    const html = await refused.text()
    expect(refused.status).toBe(409)
    expect(html).toContain('Somebody else changed this customer meanwhile.')
    expect(html).toContain('value="Adatum AG"')
    expect(html).toContain('Now: <bdi>Bonn</bdi>')
    expect((await read<Organization>(accountId)).name).toBe('Adatum GmbH')
  })

  it('says beside each field what is wrong and stores nothing', async () => {
    const { accountId } = await approve('Proseware GmbH')
    const answer = await edit(accountId, { name: '', email: 'nobody', phone: '<b>' })
    const html = await answer.text()
    expect(answer.status).toBe(400)
    for (const path of ['name', 'email', 'phone']) expect(html).toContain(`id="field-${path}-error"`)
    expect(html).toContain('value="&lt;b&gt;"')
    expect(await read<Organization>(accountId)).toMatchObject({
      name: 'Proseware GmbH',
      phone: aRequest('Proseware GmbH').company.phone,
    })
  })

  it('is refused from another site and for customers that are not there', async () => {
    const { accountId } = await approve('Wingtip GmbH')
    const url = `${env.url}/headquarters/customers/${accountId}/edit`
    const foreign = { method: 'POST', body: await formOf(accountId), headers: { 'sec-fetch-site': 'cross-site' } }
    expect((await fetch(url, foreign)).status).toBe(403)
    expect((await post('b0000000-0000-4000-8000-000000000009', new URLSearchParams())).status).toBe(404)
  })
})
