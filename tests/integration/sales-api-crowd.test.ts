// A crowd: a million rows of other people in the stand-in, which cost nothing until somebody reads them.
import { afterEach, expect, test } from 'vitest'
import { workSince } from '../support/cpu-time.ts'
import { create, type Rig, startRig } from './sales-api-support.ts'

let rig: Rig
const start = async () => {
  rig = await startRig({ now: () => new Date('2026-11-28T08:00:00Z') })
}
afterEach(() => rig.close())

const times = { changedFrom: '2024-01-01T00:00:00Z', changedTo: '2026-11-20T00:00:00Z' }
const read = (path: string, headers: Record<string, string> = {}) => rig.administrator('GET', path, undefined, headers)
const namesOf = async (path: string) => (await read(path)).body.value.map((row) => String(row['name']))

test('a filter of a million rows finds those that meet it, by date, by own columns and by what all hold', async () => {
  await start()
  rig.sales.addCrowd({ table: 'account', count: 1_000_000, ...times })
  const own = await create(rig.administrator, 'accounts', { name: 'Ours', accountnumber: 'C-1' })
  const work = workSince()
  expect(await namesOf('accounts?$select=name&$filter=accountnumber ne null')).toEqual(['Ours'])
  expect(await namesOf(`accounts?$select=name&$filter=modifiedon gt ${times.changedTo}`)).toEqual(['Ours'])
  expect(
    await namesOf(`accounts?$select=name&$filter=modifiedon ge ${times.changedTo} and statecode eq 0&$orderby=name`),
  ).toEqual(['Of the crowd 999999', 'Ours'])
  const either = "accountnumber eq 'C-1' or modifiedon lt 2024-01-01T00:00:10Z"
  expect(await namesOf(`accounts?$select=name&$filter=${either}&$orderby=name`)).toEqual(['Of the crowd 0', 'Ours'])
  expect(await namesOf('accounts?$select=name&$filter=statecode eq 1')).toEqual([])
  const [last] = (await read(`accounts?$select=accountid&$filter=modifiedon ge ${times.changedTo}&$orderby=name`)).body
    .value
  const oneOfTwo = `accountid eq ${own} or accountid eq ${last?.['accountid']}`
  expect((await namesOf(`accounts?$select=name&$filter=${oneOfTwo}`)).toSorted()).toEqual([
    'Of the crowd 999999',
    'Ours',
  ])
  // Read row by row, a million rows take seconds.
  expect(work()).toBeLessThan(2000)
  expect((await read(`accounts(${own})?$select=name`)).body['name']).toBe('Ours')
})

test('a row of a crowd is read, changed, deleted and tracked as any other', async () => {
  await start()
  const before = await read('accounts?$select=name', { Prefer: 'odata.track-changes' })
  rig.sales.addCrowd({ table: 'account', count: 3, ...times })
  const [first, second, third] = (await read('accounts?$select=name')).body.value
  expect(first).toMatchObject({ name: 'Of the crowd 0' })
  expect(
    (await rig.administrator('PATCH', `accounts(${first?.['accountid']})`, { name: 'Bought' }, { 'If-Match': '*' }))
      .status,
  ).toBe(204)
  expect((await rig.administrator('DELETE', `accounts(${second?.['accountid']})`)).status).toBe(204)
  expect(await namesOf('accounts?$select=name&$orderby=name')).toEqual(['Bought', 'Of the crowd 2'])
  const link = String(before.body['@odata.deltaLink'])
  const { value } = (await read(`accounts?${link.split('?')[1]}`)).body
  expect(value.map((row) => row['name'] ?? row['id'])).toEqual(['Of the crowd 2', 'Bought', second?.['accountid']])
  const gone = await read(`accounts(${second?.['accountid']})`)
  expect([gone.status, gone.body.error.code]).toEqual([404, '0x80040217'])
  expect((await read(`accounts(${third?.['accountid']})?$select=statecode`)).body['statecode']).toBe(0)
})
