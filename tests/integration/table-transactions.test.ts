// What a table promises of changes made together, asked of the one in memory and of table storage itself.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { create, put, remove, removeUnchanged, replace } from '../../shared/platform/table.ts'
import { memoryTable } from '../support/memory-table.ts'
import { found, keysOf, startTableStorage, type TableStorage } from '../support/tables.ts'

let storage: TableStorage
beforeAll(async () => {
  storage = await startTableStorage()
})
afterAll(() => storage.close())

describe.each([
  ['in memory', () => memoryTable()],
  ['in table storage', () => storage.table()],
] as const)('a table %s', (_name, newTable) => {
  it('stores changes of one partition together', async () => {
    const table = newTable()
    await table.write('p', [create('old', 1), create('gone', 1)])
    const old = await found(table, 'p', 'old')
    expect(await table.write('p', [create('new', 1), replace(old, 2), put('put', 3), remove('gone')])).toBe('written')
    const rows = await table.range('p', 'a', 'z')
    expect(rows.map(({ key, value }) => [key, value])).toEqual([
      ['new', 1],
      ['old', 2],
      ['put', 3],
    ])
  })

  it.each([
    ['a created row exists', () => create('there', 9)],
    ['a replaced row changed', () => replace({ key: 'there', etag: 'W/"1"' }, 9)],
    ['a replaced row is gone', () => replace({ key: 'nowhere', etag: 'W/"1"' }, 9)],
    ['a deleted row is gone', () => remove('nowhere')],
  ] as const)('stores none of several changes when %s', async (_why, bad) => {
    const table = newTable()
    await table.write('p', [create('there', 0)])
    await table.write('p', [put('there', 1)])
    expect(await table.write('p', [put('first', 1), bad(), put('last', 1)])).toBe('conflict')
    const rows = await table.range('p', ' ', '~')
    expect(rows.map(({ key, value }) => [key, value])).toEqual([['there', 1]])
  })

  it('gives the ETag of a row that changed together with others, so that it can be changed again', async () => {
    const table = newTable()
    const made = await table.writeOne('p', create('a', 1), [put('b', 1)])
    if (made === 'conflict') throw new Error('It was not there.')
    const again = await table.writeOne('p', replace({ key: 'a', ...made }, 2), [remove('b'), put('c', 2)])
    expect(again).toEqual({ etag: (await found(table, 'p', 'a')).etag })
    expect(await table.writeOne('p', replace({ key: 'a', ...made }, 3), [put('d', 3)])).toBe('conflict')
    expect(keysOf(await table.range('p', 'a', 'z'))).toEqual(['a', 'c'])
  })

  it('stores several changes as its very first write', async () => {
    const table = newTable()
    expect(await table.write('p', [create('a', 1), create('b', 2)])).toBe('written')
    expect(keysOf(await table.range('p', 'a', 'z'))).toEqual(['a', 'b'])
  })

  it('takes 100 changes at once and refuses 101 with an error', async () => {
    const table = newTable()
    const changes = Array.from({ length: 101 }, (_, at) => create(`k${at}`, at))
    await expect(table.write('p', changes)).rejects.toThrow()
    expect(await table.range('p', 'k', 'l')).toEqual([])
    expect(await table.write('p', changes.slice(1))).toBe('written')
    expect(await table.range('p', 'k', 'l')).toHaveLength(100)
  })

  it('refuses to change a row twice at once with an error', async () => {
    const table = newTable()
    await expect(table.write('p', [put('a', 1), put('a', 2)])).rejects.toThrow()
    expect(await table.read('p', 'a')).toBeUndefined()
  })

  it('refuses a delete by ETag among other changes', async () => {
    const table = newTable()
    await table.write('p', [create('a', 1)])
    const row = await found(table, 'p', 'a')
    await expect(table.write('p', [removeUnchanged(row), create('b', 1)])).rejects.toThrow()
    expect(keysOf(await table.range('p', 'a', 'z'))).toEqual(['a'])
  })

  it('has nothing to do for no changes', async () => {
    expect(await newTable().write('p', [])).toBe('written')
  })
})
