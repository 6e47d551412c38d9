// What a table promises of its rows, asked of the one in memory and of table storage itself.

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
  it('gives nothing and lists nothing before its first write', async () => {
    const table = newTable()
    expect(await table.read('p', 'a')).toBeUndefined()
    expect(await table.range('p', 'a', 'z')).toEqual([])
  })

  it('gives back what was created, as JSON has it', async () => {
    const table = newTable()
    const value = { text: 'Größe 🏪 \u0000\n"\'', list: [1, null, { deep: true }], absent: undefined }
    expect(await table.write('p', [create('a', value)])).toBe('written')
    const row = await found(table, 'p', 'a')
    expect(row).toEqual({ key: 'a', etag: expect.stringMatching(/./), value: JSON.parse(JSON.stringify(value)) })
    expect(Object.keys(row.value as object)).toEqual(['text', 'list'])
  })

  it('keeps a value apart from the object that was written and from the ones that were read', async () => {
    const table = newTable()
    const value = { list: [1] }
    await table.write('p', [create('a', value)])
    value.list.push(2)
    const first = (await found(table, 'p', 'a')).value as typeof value
    first.list.push(3)
    expect((await found(table, 'p', 'a')).value).toEqual({ list: [1] })
  })

  it('does not mix up partitions', async () => {
    const table = newTable()
    await table.write('p', [create('a', 1)])
    expect(await table.read('q', 'a')).toBeUndefined()
    expect(await table.range('q', 'a', 'z')).toEqual([])
    expect(await table.write('q', [create('a', 2)])).toBe('written')
    expect((await found(table, 'p', 'a')).value).toBe(1)
  })

  it('refuses to create a row that exists and leaves it as it is', async () => {
    const table = newTable()
    await table.write('p', [create('a', 1)])
    expect(await table.write('p', [create('a', 2)])).toBe('conflict')
    expect((await found(table, 'p', 'a')).value).toBe(1)
  })

  it('lets exactly one of several creators win', async () => {
    const table = newTable()
    const outcomes = await Promise.all([1, 2, 3, 4, 5].map((value) => table.write('p', [create('a', value)])))
    expect(outcomes.filter((outcome) => outcome === 'written')).toHaveLength(1)
    expect((await found(table, 'p', 'a')).value).toBe(outcomes.indexOf('written') + 1)
  })

  it('replaces a row once per ETag, and each replacement has a new one', async () => {
    const table = newTable()
    await table.write('p', [create('a', 1)])
    const before = await found(table, 'p', 'a')
    expect(await table.write('p', [replace(before, 2)])).toBe('written')
    const after = await found(table, 'p', 'a')
    expect(after.value).toBe(2)
    expect(after.etag).not.toBe(before.etag)
    expect(await table.write('p', [replace(before, 3)])).toBe('conflict')
    expect((await found(table, 'p', 'a')).value).toBe(2)
  })

  it('refuses to replace a row that is gone', async () => {
    const table = newTable()
    await table.write('p', [create('a', 1)])
    const row = await found(table, 'p', 'a')
    await table.write('p', [remove('a')])
    expect(await table.write('p', [replace(row, 2)])).toBe('conflict')
    expect(await table.read('p', 'a')).toBeUndefined()
  })

  it('puts a row whether or not there is one, and nothing of the one before stays', async () => {
    const table = newTable()
    expect(await table.write('p', [put('a', { one: 1 })])).toBe('written')
    const before = await found(table, 'p', 'a')
    expect(await table.write('p', [put('a', { two: 2 })])).toBe('written')
    expect((await found(table, 'p', 'a')).value).toEqual({ two: 2 })
    expect(await table.write('p', [replace(before, {})])).toBe('conflict')
  })

  it('deletes a row whatever its state, and refuses to delete one that is gone', async () => {
    const table = newTable()
    await table.write('p', [create('a', 1)])
    await table.write('p', [put('a', 2)])
    expect(await table.write('p', [remove('a')])).toBe('written')
    expect(await table.write('p', [remove('a')])).toBe('conflict')
  })

  it('deletes an unchanged row only while it is unchanged', async () => {
    const table = newTable()
    await table.write('p', [create('a', 1)])
    const old = await found(table, 'p', 'a')
    await table.write('p', [put('a', 2)])
    expect(await table.write('p', [removeUnchanged(old)])).toBe('conflict')
    expect((await found(table, 'p', 'a')).value).toBe(2)
    expect(await table.write('p', [removeUnchanged(await found(table, 'p', 'a'))])).toBe('written')
    expect(await table.write('p', [removeUnchanged(old)])).toBe('conflict')
  })

  it('lists in ordinal order from the first key up to but without the second', async () => {
    const table = newTable()
    const keys = ['a', 'B', 'a|1', 'a|2', 'a}', 'a~', 'b', '0', 'é', "o'b", 'a|10']
    for (const key of keys) await table.write('p', [create(key, key)])
    expect(keysOf(await table.range('p', '0', '\uffff'))).toEqual([...keys].sort())
    expect(keysOf(await table.range('p', 'a|', 'a}'))).toEqual(['a|1', 'a|10', 'a|2'])
    expect(keysOf(await table.range('p', 'a|1', 'a|2'))).toEqual(['a|1', 'a|10'])
    expect(keysOf(await table.range('p', "o'", "o'c"))).toEqual(["o'b"])
    expect(await table.range('p', 'z', 'a')).toEqual([])
  })

  it('lists no more rows than asked for, each as a read gives it', async () => {
    const table = newTable()
    await table.write('p', [create('a', 1), create('b', 2), create('c', 3)])
    const rows = await table.range('p', 'a', 'z', 2)
    expect(rows).toEqual([await found(table, 'p', 'a'), await found(table, 'p', 'b')])
    expect(
      await table.write(
        'p',
        rows.map((row) => replace(row, 0)),
      ),
    ).toBe('written')
  })

  it.each([100, 31_990, 32_000, 32_768, 65_536, 300_000, 479_000])(
    'keeps a text of %d characters as it is',
    async (length) => {
      const table = newTable()
      // Two halves each, so that some of them stand where a text is parted, whichever way it begins.
      for (const start of ['', 'x']) {
        const text = `${start}${'🏪'.repeat(length / 2)}`
        expect(await table.write('p', [put('a', { text }), put('b', 1)])).toBe('written')
        expect((await found(table, 'p', 'a')).value).toEqual({ text })
        expect(await table.range('p', 'a', 'b')).toEqual([await found(table, 'p', 'a')])
      }
      // Nothing of the longer one stays behind a shorter one.
      await table.write('p', [put('a', 'short')])
      expect((await found(table, 'p', 'a')).value).toBe('short')
    },
  )

  it('refuses a row that is larger than there is room for, and keeps the one there is', async () => {
    const table = newTable()
    await table.write('p', [put('a', 1)])
    await expect(table.write('p', [put('a', 'x'.repeat(480_000))])).rejects.toThrow()
    expect((await found(table, 'p', 'a')).value).toBe(1)
  })

  it.each(['a/b', 'a\\b', 'a#b', 'a?b', 'a\u0000b', 'a\nb', 'a\u0085b', 'k'.repeat(513)])(
    'refuses the key %j with an error',
    async (key) => {
      await expect(newTable().write('p', [put(key, 1)])).rejects.toThrow()
    },
  )
})
