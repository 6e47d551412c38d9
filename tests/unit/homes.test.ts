import { describe, expect, it } from 'vitest'
import { rememberHomes } from '../../shared/platform/homes.ts'
import { shards } from '../../shared/platform/shards.ts'

const setUp = (limit?: number) => {
  const rows = new Map<string, { readonly name: string }>()
  let reads = 0
  const homes = rememberHomes(limit)
  const find = async (key: string) => {
    reads = 0
    return homes.find(key, async (home) => {
      reads += 1
      return rows.get(`${home} ${key}`)
    })
  }
  return { rows, homes, find, reads: () => reads }
}

describe('a row that is looked for by its key alone', () => {
  it('is asked for in every partition the first time, and where it is from then on', async () => {
    const { rows, find, reads } = setUp()
    rows.set('b one', { name: 'first' })
    expect(await find('one')).toEqual({ name: 'first', home: 'b' })
    expect(reads()).toBe(shards.length)
    rows.set('b one', { name: 'changed' })
    expect(await find('one')).toEqual({ name: 'changed', home: 'b' })
    expect(reads()).toBe(1)
  })

  it('is asked for in every partition as long as it is nowhere', async () => {
    const { rows, find, reads } = setUp()
    for (const _ of [1, 2]) {
      expect(await find('one')).toBeUndefined()
      expect(reads()).toBe(shards.length)
    }
    rows.set('3 one', { name: 'late' })
    expect(await find('one')).toMatchObject({ home: '3' })
  })

  it('is found where it is expected, and elsewhere when it did not come to that', async () => {
    const { rows, homes, find, reads } = setUp()
    homes.expect('one', 'a')
    rows.set('a one', { name: 'made' })
    expect(await find('one')).toMatchObject({ home: 'a' })
    expect(reads()).toBe(1)
    homes.expect('two', 'a')
    rows.set('c two', { name: 'made by another' })
    expect(await find('two')).toMatchObject({ home: 'c' })
    expect(reads()).toBe(1 + shards.length)
    await find('two')
    expect(reads()).toBe(1)
  })

  it('is gone where it was removed', async () => {
    const { rows, find } = setUp()
    rows.set('a one', { name: 'made' })
    await find('one')
    rows.delete('a one')
    expect(await find('one')).toBeUndefined()
  })

  it('is forgotten when many others were found since', async () => {
    const { rows, find, reads } = setUp(2)
    for (const key of ['one', 'two', 'three']) rows.set(`a ${key}`, { name: key })
    for (const key of ['one', 'two', 'three']) await find(key)
    await find('three')
    expect(reads()).toBe(1)
    await find('one')
    expect(reads()).toBe(shards.length)
  })
})
