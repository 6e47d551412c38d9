// Moments as people read them, tables that are opened late, and schemas of members listed by path.

import { describe, expect, it } from 'vitest'
import { timeElement } from '../../shared/platform/date-text.ts'
import { joinedSchema, nestedSchema } from '../../shared/platform/nested-schema.ts'
import { lazyTable } from '../../shared/platform/table.ts'
import { memoryTable } from '../support/memory-table.ts'

describe('a moment', () => {
  it.each([
    ['en', 'long', 'November 21, 2026 at 07:38 UTC'],
    ['en', 'medium', 'Nov 21, 2026, 07:38 UTC'],
    ['nl', 'long', '21 november 2026 om 07:38 UTC'],
    ['ru', 'medium', '21 нояб. 2026 г., 07:38 UTC'],
  ] as const)('in %s, %s, is %s', (locale, style, words) => {
    // Twice, because what formats it is kept.
    for (let time = 0; time < 2; time += 1)
      expect(timeElement('2026-11-21T08:38:00+01:00', locale, style).toString()).toBe(
        `<time datetime="2026-11-21T07:38:00.000Z">${words}</time>`,
      )
  })

  it('is told at length unless asked otherwise, and from midnight on as hour 0', () => {
    expect(timeElement('2026-11-21T00:05:00Z', 'en').toString()).toContain('November 21, 2026 at 00:05 UTC')
  })

  it('that is none is shown as it stands', () => {
    expect(timeElement('<soon>', 'en').toString()).toBe('<span>&lt;soon&gt;</span>')
  })
})

describe('a table that is opened late', () => {
  it('is opened by its first use, once', async () => {
    let opened = 0
    const table = lazyTable(async () => {
      opened += 1
      return memoryTable()
    })
    expect(opened).toBe(0)
    expect(await table.write('p', [{ op: 'create', key: 'a', value: 1 }])).toBe('written')
    expect((await table.read('p', 'a'))?.value).toBe(1)
    expect((await table.range('p', 'a', 'b', 1)).map(({ value }) => value)).toEqual([1])
    expect(opened).toBe(1)
  })

  it('is opened again after it could not be', async () => {
    let tries = 0
    const table = lazyTable(async () => {
      tries += 1
      if (tries === 1) throw new Error('not yet')
      return memoryTable()
    })
    await expect(table.read('p', 'a')).rejects.toThrow('not yet')
    expect(await table.read('p', 'a')).toBeUndefined()
  })
})

describe('a schema of members by path', () => {
  const text = { type: 'string' }
  const object = (required: string[], properties: object) => ({
    type: 'object',
    additionalProperties: false,
    required,
    properties,
  })

  it('has an object for each step, required when something in it is', () => {
    expect(
      nestedSchema([
        { path: 'name', required: true, schema: text },
        { path: 'address.city', required: true, schema: text },
        { path: 'address.line2', required: false, schema: text },
        { path: 'more.deep.down', required: false, schema: text },
        { path: 'named', required: false, schema: text },
      ]),
    ).toEqual(
      object(['name', 'address'], {
        name: text,
        address: object(['city'], { city: text, line2: text }),
        more: object([], { deep: object([], { down: text }) }),
        named: text,
      }),
    )
  })

  it('joins another with all members of both', () => {
    const of = (path: string, required: boolean) => nestedSchema([{ path, required, schema: text }])
    expect(joinedSchema(of('a', true), of('b', true))).toEqual(object(['a', 'b'], { a: text, b: text }))
  })
})
