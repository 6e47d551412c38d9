// Accounts of the type Customer and their contacts, as the product's own client asks the stand-in for them.

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { installLocally } from '../../infra/local/start/neighbours.ts'
import { createSales } from '../../shared/sales/create-sales.ts'
import { clientOf, startOrg } from './install-support.ts'

let org: Awaited<ReturnType<typeof startOrg>>
const ids = {
  customer: randomUUID(),
  competitor: randomUUID(),
  inactive: randomUUID(),
  person: randomUUID(),
  ofCompetitor: randomUUID(),
  ofPerson: randomUUID(),
  alone: randomUUID(),
  gone: randomUUID(),
}
beforeAll(async () => {
  org = await startOrg()
  await installLocally(org.url, 'http://127.0.0.1:9/events', 'key-of-the-test-0123')
  org.sales.addCrowd({ table: 'account', count: 1000, changedTo: new Date().toISOString() })
  const account = (accountid: string, name: string, customertypecode: number) =>
    org.call({ method: 'POST', path: 'accounts', body: { accountid, name, customertypecode, creditlimit: null } })
  await account(ids.customer, 'Fabrikam', 3)
  await account(ids.competitor, 'Contoso', 1)
  await account(ids.inactive, 'Litware', 3)
  await org.call({ method: 'PATCH', path: `accounts(${ids.inactive})`, body: { statecode: 1, statuscode: 2 } })
  const contact = (contactid: string, parent: object) =>
    org.call({ method: 'POST', path: 'contacts', body: { contactid, lastname: 'Roth', ...parent } })
  const under = (id: string) => ({ 'parentcustomerid_account@odata.bind': `/accounts(${id})` })
  await contact(ids.person, under(ids.customer))
  await contact(ids.gone, under(ids.customer))
  await org.call({ method: 'PATCH', path: `contacts(${ids.gone})`, body: { statecode: 1, statuscode: 2 } })
  await contact(ids.ofCompetitor, under(ids.competitor))
  await contact(ids.ofPerson, { 'parentcustomerid_contact@odata.bind': `/contacts(${ids.person})` })
  await contact(ids.alone, {})
})
afterAll(() => org.close())

const sales = (takesAll = true) => createSales(clientOf(org.url, 'integration'), Date.now, { takesAll })

test('an active account of the type Customer arrives, and no other', async () => {
  expect(await sales().readArriving('Organization', ids.customer)).toMatchObject({
    id: ids.customer,
    isArriving: true,
    values: { name: 'Fabrikam' },
  })
  for (const id of [ids.competitor, ids.inactive])
    expect(await sales().readArriving('Organization', id)).toMatchObject({ id, isArriving: false })
  expect(await sales().readArriving('Organization', randomUUID())).toBeUndefined()
})

test('an active contact of such an account arrives, and names it', async () => {
  const read = (id: string) => sales().readArriving('Person', id)
  expect(await read(ids.person)).toMatchObject({ isArriving: true, accountId: ids.customer })
  expect(await read(ids.ofCompetitor)).toMatchObject({ isArriving: false, accountId: ids.competitor })
  for (const id of [ids.gone, ids.ofPerson, ids.alone]) expect(await read(id)).toMatchObject({ id, isArriving: false })
  expect(await read(ids.alone)).not.toHaveProperty('accountId')
})

test('all of them come page by page, with what a single one has', async () => {
  const one = await sales().arrivingCustomers('Organization')
  // Who changed it last is told of one alone.
  const { changedBy, ...single } = (await sales().readArriving('Organization', ids.customer)) ?? {}
  expect([one, changedBy]).toEqual([{ found: [single] }, 'Alex Administrator'])
  expect((await sales().arrivingCustomers('Person')).found.map(({ id }) => id)).toEqual([ids.person])
  expect(await sales().contactIdsOf(ids.customer)).toEqual([ids.person])
})

test('a page goes on where the one before ended', async () => {
  const more = Array.from({ length: 150 }, () => randomUUID())
  for (const accountid of more)
    await org.call({ method: 'POST', path: 'accounts', body: { accountid, name: 'One of many', customertypecode: 3 } })
  const first = await sales().arrivingCustomers('Organization')
  const second = await sales().arrivingCustomers('Organization', first.next)
  expect([first.found.length, second.found.length, second.next]).toEqual([100, 51, undefined])
  expect(new Set([...first.found, ...second.found].map(({ id }) => id))).toEqual(new Set([...more, ids.customer]))
})

test('what changed of them comes where every customer is ours, and only there', async () => {
  const idsOf = async (takesAll: boolean, type: 'Organization' | 'Person') => {
    const { changed } = await sales(takesAll).changedCustomers(type, {})
    const named: readonly string[] = Object.values(ids)
    // Of those of one second nobody knows the order.
    return new Map(changed.filter(({ id }) => named.includes(id)).map(({ id, isArriving }) => [id, isArriving]))
  }
  const [accounts, contacts] = [await idsOf(true, 'Organization'), await idsOf(true, 'Person')]
  expect(accounts).toEqual(new Map(Object.entries({ [ids.customer]: true, [ids.inactive]: undefined })))
  expect(contacts).toEqual(new Map(Object.entries({ [ids.person]: true, [ids.gone]: undefined })))
  expect([await idsOf(false, 'Organization'), await idsOf(false, 'Person')]).toEqual([new Map(), new Map()])
})
