// The credit of accounts, as the product's own client reads and writes it in the stand-in, and what the stand-in refuses.

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { installLocally } from '../../infra/local/start/neighbours.ts'
import { createSales } from '../../shared/sales/create-sales.ts'
import type { Dataverse } from '../../shared/sales/dataverse.ts'
import { salesUser } from '../support/people.ts'
import { clientOf, startOrg } from './install-support.ts'

let org: Awaited<ReturnType<typeof startOrg>>
let seller: Awaited<ReturnType<typeof salesUser>>
const asked: string[] = []
let sales: ReturnType<typeof createSales>
let euro: string
beforeAll(async () => {
  org = await startOrg()
  await installLocally(org.url, 'http://127.0.0.1:9/events', 'key-of-the-test-0123')
  seller = await salesUser({ sales: org.sales })
  const client = clientOf(org.url, 'integration')
  const counted: Dataverse = (one) => {
    asked.push(`${one.method} ${one.path.split('?')[0]}`)
    return client(one)
  }
  sales = createSales(counted)
  const [row] = await seller.rows(
    "transactioncurrencies?$select=transactioncurrencyid&$filter=isocurrencycode eq 'EUR'",
  )
  euro = String(row?.['transactioncurrencyid'])
})
afterAll(() => org.close())

const account = async (values: Record<string, unknown> = {}) => {
  const id = randomUUID()
  await seller.call('POST', 'accounts', { accountid: id, name: 'Fabrikam', ...values })
  return id
}
const bound = () => ({ 'transactioncurrencyid@odata.bind': `/transactioncurrencies(${euro})` })
const row = (id: string) =>
  seller.call('GET', `accounts(${id})?$select=creditlimit,creditonhold,_transactioncurrencyid_value`)
const read = async (id: string) => {
  const found = await sales.readCustomer('Organization', id)
  if (!found) throw new Error('The account is gone.')
  return found
}
const refusal = (call: Promise<unknown>) => call.then(() => 'taken', String)

describe('the credit of an account', () => {
  test('is read as an amount with the code of its currency, which is asked for once', async () => {
    const id = await account({ creditlimit: 7000.5, creditonhold: true, ...bound() })
    asked.length = 0
    expect((await read(id)).values).toMatchObject({ 'credit.limit': '7000.50 EUR', 'credit.onHold': 'All' })
    await read(id)
    expect(asked.filter((one) => one.includes('transactioncurrencies'))).toHaveLength(1)
  })

  test('is known to be none where the account has none, and costs no question about currencies', async () => {
    const id = await account()
    asked.length = 0
    expect((await read(id)).values).toMatchObject({ 'credit.limit': null, 'credit.onHold': null })
    expect(asked.filter((one) => one.includes('transactioncurrencies'))).toEqual([])
  })

  test('is written together with its currency, and taken away without it', async () => {
    const id = await account()
    const write = async (limit: string | null) =>
      sales.changeCustomer('Organization', id, { 'credit.limit': limit, 'credit.onHold': 'All' }, (await read(id)).etag)
    expect(await write('5000.00 EUR')).toBe('written')
    expect(await row(id)).toMatchObject({ creditlimit: 5000, creditonhold: true, _transactioncurrencyid_value: euro })
    expect(await write(null)).toBe('written')
    expect(await row(id)).toMatchObject({ creditlimit: null, _transactioncurrencyid_value: euro })
  })

  test('in a currency that the organization lacks is left out, and the rest is written', async () => {
    const id = await account()
    const changes = { 'credit.limit': '5 SEK', phone: '+49 30 1' }
    expect(await sales.changeCustomer('Organization', id, changes, (await read(id)).etag)).toEqual({
      secured: [],
      withoutCurrency: ['credit.limit'],
    })
    expect(await seller.call('GET', `accounts(${id})?$select=telephone1,creditlimit`)).toMatchObject({
      telephone1: '+49 30 1',
      creditlimit: null,
    })
  })

  test('comes with a new account', async () => {
    const id = randomUUID()
    await sales.writeAccount({ id, values: { name: 'Fabrikam', 'credit.limit': '5.00 EUR' } })
    expect(await row(id)).toMatchObject({ creditlimit: 5, creditonhold: false, _transactioncurrencyid_value: euro })
  })
})

describe('Sales refuses', () => {
  test('a limit out of range, a currency that is not there, and amounts without one', async () => {
    const id = await account({ creditlimit: 1, ...bound() })
    const change = (body: object) => refusal(seller.call('PATCH', `accounts(${id})`, body))
    expect(await change({ creditlimit: -1 })).toContain('0x80044330')
    expect(await change({ creditlimit: 100_000_000_001 })).toContain('0x80044330')
    expect(await change({ creditlimit: '1' })).not.toBe('taken')
    const nowhere = `/transactioncurrencies(${randomUUID()})`
    expect(await change({ 'transactioncurrencyid@odata.bind': nowhere })).not.toBe('taken')
    expect(await change({ 'transactioncurrencyid@odata.bind': null })).toContain('0x80040203')
    expect(await row(id)).toMatchObject({ creditlimit: 1, _transactioncurrencyid_value: euro })
  })

  test('nothing of an amount that names no currency: it is in the organization’s own', async () => {
    const id = await account({ creditlimit: 1 })
    expect((await read(id)).values).toMatchObject({ 'credit.limit': '1.00 USD' })
  })
})

describe('an organization with the columns of dual-write', () => {
  let other: Awaited<ReturnType<typeof startOrg>>
  let person: Awaited<ReturnType<typeof salesUser>>
  let client: ReturnType<typeof createSales>
  beforeAll(async () => {
    other = await startOrg({ traits: { dualWrite: true } })
    await installLocally(other.url, 'http://127.0.0.1:9/events', 'key-of-the-test-0123')
    person = await salesUser({ sales: other.sales })
    client = createSales(clientOf(other.url, 'integration'), Date.now, { creditColumns: 'dual-write' })
  })
  afterAll(() => other.close())

  const made = async (values: Record<string, unknown> = {}) => {
    const id = randomUUID()
    await person.call('POST', 'accounts', { accountid: id, name: 'Fabrikam', ...values })
    return id
  }
  const found = async (id: string) => {
    const record = await client.readCustomer('Organization', id)
    if (!record) throw new Error('The account is gone.')
    return record
  }
  const cells = (id: string) =>
    person.call(
      'GET',
      `accounts(${id})?$select=msdyn_onholdstatus,msdyn_creditlimitismandatory,msdyn_creditrating,creditonhold`,
    )

  test.each([
    [806380000, null],
    [806380001, 'Invoice'],
    [806380002, 'All'],
    [806380003, undefined],
    [806380005, null],
    [null, null],
  ])('says by %s of its hold: %s', async (code, hold) => {
    const { values, creditColumns } = await found(await made({ msdyn_onholdstatus: code, creditonhold: true }))
    expect([values['credit.onHold'], creditColumns]).toEqual([hold, 'dual-write'])
  })

  test('is read and written, the standard hold along with its own', async () => {
    const id = await made({ msdyn_creditlimitismandatory: true, msdyn_creditrating: 'A1' })
    expect((await found(id)).values).toMatchObject({
      'credit.mandatory': 'Yes',
      'credit.rating': 'A1',
      'credit.onHold': null,
    })
    const changes = { 'credit.onHold': 'Invoice', 'credit.mandatory': null, 'credit.rating': 'B' }
    expect(await client.changeCustomer('Organization', id, changes, (await found(id)).etag)).toBe('written')
    expect(await cells(id)).toMatchObject({
      msdyn_onholdstatus: 806380001,
      msdyn_creditlimitismandatory: false,
      msdyn_creditrating: 'B',
      creditonhold: true,
    })
    await client.changeCustomer('Organization', id, { 'credit.onHold': null }, (await found(id)).etag)
    expect(await cells(id)).toMatchObject({ msdyn_onholdstatus: 806380000, creditonhold: false })
  })

  test('takes all of it with a new account', async () => {
    const id = randomUUID()
    const values = { name: 'Fabrikam', 'credit.onHold': 'All', 'credit.mandatory': 'Yes', 'credit.rating': 'C' }
    await client.writeAccount({ id, values })
    expect((await found(id)).values).toMatchObject(values)
  })

  test('tells of a change among those that the catch-up asks for', async () => {
    const id = randomUUID()
    await client.writeAccount({ id, values: { name: 'Fabrikam', 'credit.rating': 'D' } })
    const [record] = (await client.customersById('Organization', [id])).found
    expect(record?.values['credit.rating']).toBe('D')
  })

  test('is asked for none of them where the setting does not say so', async () => {
    const plain = createSales(clientOf(other.url, 'integration'))
    const id = await made({ msdyn_onholdstatus: 806380001, creditonhold: true, msdyn_creditrating: 'A1' })
    const record = await plain.readCustomer('Organization', id)
    expect([record?.values['credit.onHold'], record?.values['credit.rating'], record?.creditColumns]).toEqual([
      'All',
      undefined,
      undefined,
    ])
    const written = await plain.changeCustomer('Organization', id, { 'credit.rating': 'Z' }, record?.etag ?? '')
    expect([written, (await cells(id))['msdyn_creditrating']]).toEqual(['written', 'A1'])
  })
})
