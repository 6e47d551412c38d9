// Rows as they are stored: their version, earlier ones carried forward, and what is refused.

import { describe, expect, it } from 'vitest'
import { createRowFormat, createRows } from '../../shared/platform/row-format.ts'
import { listOf, number, objectOf, oneOf, recordOf, text, variantsOf } from '../../shared/platform/shape.ts'
import { create, settingAside } from '../../shared/platform/table.ts'
import { UnreadableRow, unlessUnreadable } from '../../shared/platform/unreadable-row.ts'
import { memoryTable } from '../support/memory-table.ts'

type Thing = { readonly name: string; readonly size: 'small' | 'large'; readonly note?: string }

const read = objectOf<Thing>({ name: text, size: oneOf<Thing['size']>({ small: true, large: true }) }, { note: text })
/** The second version has a size; the third calls `title` by another name. */
const format = createRowFormat(read, [
  (stored) => ({ ...stored, size: 'small' }),
  ({ title, ...stored }) => ({ ...stored, name: title }),
])

describe('a stored row', () => {
  it('says its version, and gives back what was stored', () => {
    const stored = format.pack({ name: 'a', size: 'large' })
    expect(stored).toEqual({ v: 3, name: 'a', size: 'large' })
    expect(format.unpack(stored, 'row')).toEqual({ name: 'a', size: 'large' })
  })

  it('of the time before versions is carried through every later one', () => {
    expect(format.unpack({ title: 'a', note: 'n' }, 'row')).toEqual({ name: 'a', size: 'small', note: 'n' })
  })

  it('of a version in between is carried from there on', () => {
    expect(format.unpack({ v: 2, title: 'a', size: 'large' }, 'row')).toEqual({ name: 'a', size: 'large' })
  })

  it('keeps members that a later app put there without a new version', () => {
    expect(format.unpack({ v: 3, name: 'a', size: 'small', colour: 'red' }, 'row')).toEqual({
      name: 'a',
      size: 'small',
      colour: 'red',
    })
  })

  it.each([
    ['a later version', { v: 4, name: 'a', size: 'small' }],
    ['no version', { v: 0, name: 'a', size: 'small' }],
    ['a version that is no whole number', { v: 2.5, title: 'a', size: 'small' }],
    ['a version that is text', { v: '3', name: 'a', size: 'small' }],
    ['a missing member', { v: 3, name: 'a' }],
    ['a member of another type', { v: 3, name: 1, size: 'small' }],
    ['an unknown value', { v: 3, name: 'a', size: 'huge' }],
    ['an optional member of another type', { v: 3, name: 'a', size: 'small', note: null }],
    ['a list', []],
    ['text', 'cut-off {"v":3,"na'],
    ['nothing', null],
  ])('is refused with %s, by its name and without what stands in it', (_what, stored) => {
    const unpack = () => format.unpack(stored, 'thing|1')
    expect(unpack).toThrow(UnreadableRow)
    expect(unpack).toThrow('The row thing|1 cannot be read.')
  })

  it('is found with its key and ETag, and replaced only unchanged', async () => {
    const table = memoryTable()
    const rows = createRows(table, format)
    await table.write('p', [create('k', { title: 'old' })])
    const stored = await rows.read('p', 'k')
    expect(stored?.value).toEqual({ name: 'old', size: 'small' })
    if (!stored) return
    expect(await table.write('p', [rows.replace(stored, { name: 'new', size: 'large' })])).toBe('written')
    expect(await table.write('p', [rows.replace(stored, { name: 'newer', size: 'large' })])).toBe('conflict')
    expect((await rows.range('p', 'a', 'z')).map(({ value }) => value.name)).toEqual(['new'])
    expect(await rows.read('p', 'other')).toBeUndefined()
  })
})

describe('rows among which some cannot be read', () => {
  /** Five rows, of which the second and the third are of no use. */
  const setUp = async () => {
    const noted: string[] = []
    const memory = memoryTable()
    const table = settingAside(memory, async (partition, key) => void noted.push(`${partition}/${key}`))
    const rows = createRows(table, format)
    const good = (key: string) => rows.create(key, { name: key, size: 'small' })
    const broken = [create('b', '{"cut'), create('c', { v: 99, name: 'c', size: 'small' })]
    await memory.write('p', [good('a'), ...broken, good('d'), good('e')])
    return { rows, noted }
  }
  const namesOf = (found: readonly { readonly value: { readonly name: string } }[]) =>
    found.map(({ value }) => value.name)

  it('are listed without them, and with as many others as were asked for', async () => {
    const { rows, noted } = await setUp()
    expect(namesOf(await rows.range('p', 'a', 'z'))).toEqual(['a', 'd', 'e'])
    expect(namesOf(await rows.range('p', 'a', 'z', 1))).toEqual(['a'])
    expect(namesOf(await rows.range('p', 'a', 'z', 2))).toEqual(['a', 'd'])
    expect(namesOf(await rows.range('p', 'a', 'z', 3))).toEqual(['a', 'd', 'e'])
    expect(namesOf(await rows.range('p', 'b', 'd', 1))).toEqual([])
    expect(noted).toEqual(['p/b', 'p/c'])
  })

  it('throw where such a row is asked for by its key, and note it as well', async () => {
    const { rows, noted } = await setUp()
    await expect(rows.read('p', 'c')).rejects.toThrow(UnreadableRow)
    expect([noted, await unlessUnreadable(rows.read('p', 'c'), 'nothing')]).toEqual([['p/c'], 'nothing'])
    await expect(unlessUnreadable(Promise.reject(new Error('another failure')), 'nothing')).rejects.toThrow('another')
  })

  it('are noted again by the next one who passes while the note could not be kept', async () => {
    let notes = 0
    const memory = memoryTable()
    const table = settingAside(memory, async () => {
      notes += 1
      if (notes === 1) throw new Error('out of reach')
    })
    await memory.write('p', [create('b', '{"cut')])
    const rows = createRows(table, format)
    await expect(rows.range('p', 'a', 'z')).rejects.toThrow('out of reach')
    for (let run = 0; run < 3; run += 1) expect(await rows.range('p', 'a', 'z')).toEqual([])
    expect(notes).toBe(2)
  })
})

describe('readers of shapes', () => {
  const at = 'row'

  it('name the member that does not fit', () => {
    const list = objectOf<{ readonly items: readonly { readonly n: number }[] }>({
      items: listOf(objectOf<{ readonly n: number }>({ n: number })),
    })
    expect(() => list({ items: [{ n: 1 }, { n: '2' }] }, at)).toThrow('row.items[1].n is not a number.')
    expect(() => list({ items: {} }, at)).toThrow('row.items is not a list.')
  })

  it('read records whose members are alike', () => {
    expect(recordOf(text)({ a: 'b' }, at)).toEqual({ a: 'b' })
    expect(() => recordOf(text)({ a: 1 }, at)).toThrow('row.a is not text.')
    expect(() => recordOf(text)(['a'], at)).toThrow('row is not an object.')
  })

  it('tell variants apart by their tag, and know no inherited one', () => {
    type Shape = { readonly kind: 'dot' } | { readonly kind: 'line'; readonly length: number }
    const shape = variantsOf<Shape, 'kind'>('kind', {
      dot: objectOf<{ readonly kind: 'dot' }>({ kind: oneOf<'dot'>({ dot: true }) }),
      line: objectOf<{ readonly kind: 'line'; readonly length: number }>({
        kind: oneOf<'line'>({ line: true }),
        length: number,
      }),
    })
    expect(shape({ kind: 'line', length: 2 }, at)).toEqual({ kind: 'line', length: 2 })
    expect(() => shape({ kind: 'line' }, at)).toThrow('row.length is not a number.')
    expect(() => shape({ kind: 'constructor' }, at)).toThrow('row.kind is not a value that is known.')
    expect(() => shape('dot', at)).toThrow('row.kind is not a value that is known.')
  })
})
