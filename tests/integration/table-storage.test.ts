// What only the genuine table can show: pages, its first use, and answers that get lost on the way.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StorageUnavailable } from '../../shared/platform/storage-unavailable.ts'
import { create, put, replace } from '../../shared/platform/table.ts'
import { type CuttingProxy, startCuttingProxy } from '../support/cutting-proxy.ts'
import { found, keysOf, newName, startTableStorage, type TableStorage } from '../support/tables.ts'

let storage: TableStorage
beforeAll(async () => {
  storage = await startTableStorage()
})
afterAll(() => storage.close())

describe('a table in table storage', () => {
  it('lists all rows although the service gives them page by page', async () => {
    const table = storage.table()
    const keys = Array.from({ length: 1050 }, (_, at) => `k${String(at).padStart(4, '0')}`)
    for (let from = 0; from < keys.length; from += 100)
      await table.write(
        'p',
        keys.slice(from, from + 100).map((key) => create(key, 0)),
      )
    expect(keysOf(await table.range('p', 'k', 'l'))).toEqual(keys)
    expect(keysOf(await table.range('p', 'k', 'l', 1020))).toEqual(keys.slice(0, 1020))
  })

  it('is made once although many write to it first at the same time', async () => {
    const name = newName()
    const outcomes = await Promise.all([1, 2, 3, 4].map((at) => storage.table(name).write('p', [create(`k${at}`, at)])))
    expect(outcomes).toEqual(['written', 'written', 'written', 'written'])
  })

  it('says that storage is unavailable when nobody answers', async () => {
    const closed = await startCuttingProxy(1)
    await closed.close()
    const table = storage.table('nobody', closed.port)
    await expect(table.read('p', 'a')).rejects.toBeInstanceOf(StorageUnavailable)
    await expect(table.range('p', 'a', 'b')).rejects.toBeInstanceOf(StorageUnavailable)
    await expect(table.write('p', [put('a', 1)])).rejects.toBeInstanceOf(StorageUnavailable)
  })
})

describe('a table that cannot be made', () => {
  it('is unavailable storage, not a mistake of our own', async () => {
    const proxy = await startCuttingProxy(storage.port)
    try {
      proxy.cutOff('/Tables')
      const table = storage.table(newName(), proxy.port)
      await expect(table.write('p', [create('a', 1)])).rejects.toBeInstanceOf(StorageUnavailable)
      await expect(table.write('p', [create('a', 1), create('b', 1)])).rejects.toBeInstanceOf(StorageUnavailable)
    } finally {
      await proxy.close()
    }
  })
})

describe('a write whose answer was lost below the SDK', () => {
  let proxy: CuttingProxy
  beforeAll(async () => {
    proxy = await startCuttingProxy(storage.port)
  })
  afterAll(() => proxy.close())

  const prepared = async () => {
    const table = storage.table(newName(), proxy.port)
    await table.write('p', [create('there', 1)])
    const row = await found(table, 'p', 'there')
    proxy.statuses.length = 0
    return { table, row }
  }

  it('is reported as written when it created a row', async () => {
    const { table } = await prepared()
    proxy.loseNextAnswer('POST')
    expect(await table.write('p', [create('a', 1)])).toBe('written')
    expect(proxy.statuses).toEqual([expect.toSatisfy((status) => status < 300), 409, 200])
  })

  it('is reported as written when it replaced a row', async () => {
    const { table, row } = await prepared()
    proxy.loseNextAnswer('PUT')
    expect(await table.write('p', [replace(row, 2)])).toBe('written')
    expect(proxy.statuses).toEqual([204, 412, 200])
    expect((await found(table, 'p', 'there')).value).toBe(2)
  })

  it('is reported as written when it was a transaction', async () => {
    const { table, row } = await prepared()
    proxy.loseNextAnswer('POST')
    expect(await table.write('p', [create('a', 1), replace(row, 2)])).toBe('written')
    expect(proxy.statuses).toEqual([202, 202, 200])
  })

  it('is still a conflict when somebody else was there before', async () => {
    const { table, row } = await prepared()
    await table.write('p', [put('there', 'theirs')])
    proxy.loseNextAnswer('PUT')
    expect(await table.write('p', [replace(row, 'ours')])).toBe('conflict')
    expect((await found(table, 'p', 'there')).value).toBe('theirs')
  })
})
