// What makes a customer and its account or contact equal, field by field.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { convergeFields, type SharedField } from '../../shared/domain/customer-convergence.ts'
import {
  type CustomerPath,
  type CustomerType,
  customerFields,
  membersOf,
  type Values,
  valuesOf,
  withValues,
} from '../../shared/domain/customer-fields.ts'
import { truncate } from '../../shared/domain/text.ts'
import { fieldLabels } from '../../shared/languages/staff/en/fields.ts'
import { customerTables, fieldMap, mappedColumns } from '../../shared/sales/field-map.ts'

const fields: readonly SharedField[] = [
  { path: 'name', mayBeCut: true },
  { path: 'phone', mayBeCut: false },
  { path: 'email', mayBeCut: false },
]
const nothing = { write: {}, taken: [], settled: [], cut: [], tooLong: [] }

type Given = {
  ours?: Values
  unwritten?: readonly CustomerPath[]
  theirs?: Values
  lengths?: Record<string, number>
  keep?: CustomerPath[]
}
/** Sales says of every field what it has: a text, or that there is none. */
const converge = ({ ours = {}, unwritten = [], theirs = {}, lengths = {}, keep = [] }: Given) => {
  const readings = Object.fromEntries(fields.map(({ path }) => [path, theirs[path] ?? null]))
  return convergeFields(fields, ours, unwritten, readings, lengths, keep)
}

describe('a field', () => {
  it('that is equal on both sides needs nothing', () => {
    expect(converge({ ours: { name: 'A' }, theirs: { name: 'A' } })).toEqual({ ...nothing, next: { name: 'A' } })
  })

  it('changed in Sales comes from there', () => {
    expect(converge({ ours: { name: 'A' }, theirs: { name: 'B' } })).toEqual({
      ...nothing,
      next: { name: 'B' },
      taken: ['name'],
    })
  })

  it('of a single dot line in Sales is not ours cut short', () => {
    expect(converge({ ours: { name: 'Fabrikam' }, theirs: { name: '…' } })).toMatchObject({
      next: { name: '…' },
      taken: ['name'],
    })
  })

  it('emptied in Sales is emptied here, and one filled there is filled here', () => {
    const result = converge({ ours: { phone: '1' }, theirs: { email: 'a@b.example' } })
    expect(result).toEqual({ ...nothing, next: { email: 'a@b.example' }, taken: ['phone', 'email'] })
  })

  it('changed here goes to Sales, whatever Sales says', () => {
    const result = converge({ ours: { name: 'A' }, unwritten: ['name'], theirs: { name: 'B' } })
    expect(result).toEqual({ ...nothing, next: { name: 'A' }, write: { name: 'A' }, settled: ['name'] })
  })

  it('emptied here is emptied in Sales', () => {
    const result = converge({ unwritten: ['phone'], theirs: { phone: '1' } })
    expect(result).toEqual({ ...nothing, next: {}, write: { phone: null }, settled: ['phone'] })
  })

  it('changed here that Sales has already is settled without a write', () => {
    const result = converge({ ours: { name: 'A' }, unwritten: ['name'], theirs: { name: 'A' } })
    expect(result).toEqual({ ...nothing, next: { name: 'A' }, settled: ['name'] })
  })

  it('changed here does not keep other fields from coming from Sales', () => {
    const result = converge({ ours: { name: 'A', phone: '1' }, unwritten: ['name'], theirs: { name: 'B', phone: '2' } })
    expect(result).toMatchObject({ next: { name: 'A', phone: '2' }, write: { name: 'A' }, taken: ['phone'] })
  })

  it('that cannot be taken stays as it is on both sides', () => {
    const result = converge({ ours: { email: 'a@b.example' }, theirs: { email: 'c@d.example' }, keep: ['email'] })
    expect(result).toEqual({ ...nothing, next: { email: 'a@b.example' } })
  })

  it('that no column holds is not touched', () => {
    const result = converge({ ours: { taxId: 'DE1' }, theirs: {} })
    expect(result).toEqual({ ...nothing, next: { taxId: 'DE1' } })
  })
})

describe('where the column is shorter', () => {
  const long = 'Fabrikam International Trading'

  it('a name is written cut, which is reported, and headquarters keeps all of it', () => {
    const result = converge({ ours: { name: long }, unwritten: ['name'], theirs: {}, lengths: { name: 10 } })
    expect(result).toEqual({
      ...nothing,
      next: { name: long },
      write: { name: 'Fabrikam …' },
      settled: ['name'],
      cut: ['name'],
    })
  })

  it('a phone number is not written, stays unwritten and is reported', () => {
    const result = converge({
      ours: { phone: '12345' },
      unwritten: ['phone'],
      theirs: { phone: '1' },
      lengths: { phone: 4 },
    })
    expect(result).toEqual({ ...nothing, next: { phone: '12345' }, tooLong: ['phone'] })
  })

  it('a name that Sales holds cut is equal to ours; one that a seller shortened is not', () => {
    expect(converge({ ours: { name: long }, theirs: { name: 'Fabrikam …' } })).toEqual({
      ...nothing,
      next: { name: long },
    })
    expect(converge({ ours: { name: long }, theirs: { name: 'Fabrikam' } }).taken).toEqual(['name'])
  })

  it('what a seller cuts of a phone number is a change', () => {
    expect(converge({ ours: { phone: '12345' }, theirs: { phone: '12…' } }).taken).toEqual(['phone'])
  })

  it('a cut never splits a character, and is recognized all the same', () => {
    const ours = `1234567${'𝄞'.repeat(5)}`
    for (const room of [8, 9, 10, 11]) {
      const { write } = converge({ ours: { name: ours }, unwritten: ['name'], lengths: { name: room } })
      expect(String(write['name']).isWellFormed()).toBe(true)
      expect(converge({ ours: { name: ours }, theirs: { name: String(write['name']) } })).toEqual({
        ...nothing,
        next: { name: ours },
      })
    }
  })
})

const text = fc.constantFrom('', 'a', 'b', 'cd', 'a longer text', 'another longer text')
const values = fc
  .record({ name: text, phone: text, email: text })
  .map((record): Values => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== '')))
const subset = fc.subarray<CustomerPath>(['name', 'phone', 'email'])
const lengths = fc.record({ name: fc.constantFrom(5, 100), phone: fc.constant(100), email: fc.constant(100) })

/** What Sales says once the write is done. */
const afterWrite = (theirs: Values, write: Readonly<Record<string, string | null>>): Values =>
  Object.fromEntries(
    Object.entries({ ...theirs, ...write }).filter((entry): entry is [string, string] => entry[1] !== null),
  )

describe('whatever the two sides say', () => {
  it('doing it again finds nothing left to do', () => {
    fc.assert(
      fc.property(values, subset, values, lengths, (ours, unwritten, theirs, room) => {
        const first = converge({ ours, unwritten, theirs, lengths: room })
        const again = converge({
          ours: first.next,
          unwritten: first.tooLong,
          theirs: afterWrite(theirs, first.write),
          lengths: room,
        })
        expect(again).toEqual({ ...nothing, next: first.next })
      }),
    )
  })

  it('only what differs is written, and only what was changed here', () => {
    fc.assert(
      fc.property(values, subset, values, lengths, (ours, unwritten, theirs, room) => {
        const { write, taken, settled } = converge({ ours, unwritten, theirs, lengths: room })
        for (const path of Object.keys(write) as CustomerPath[]) {
          expect(unwritten).toContain(path)
          expect(write[path] ?? '').not.toBe(theirs[path] ?? '')
        }
        expect(taken.filter((path) => unwritten.includes(path))).toEqual([])
        expect([...settled].sort()).toEqual([...unwritten].sort())
      }),
    )
  })

  const step = fc.oneof(
    fc.record({
      by: fc.constantFrom('seller', 'clerk'),
      path: fc.constantFrom<CustomerPath[]>('name', 'phone', 'email'),
      value: text,
    }),
    fc.constant('look' as const),
  )

  it('in whatever order people change them and the bridge looks, both sides end alike and each last change stands', () => {
    fc.assert(
      fc.property(values, fc.array(step, { maxLength: 20 }), lengths, (start, steps, room) => {
        let [ours, theirs, unwritten] = [start, start, new Set<CustomerPath>()]
        const last = new Map<CustomerPath, Map<string, string>>()
        let writes = 0
        const set = (side: Values, path: string, value: string): Values =>
          Object.fromEntries(Object.entries({ ...side, [path]: value }).filter(([, one]) => one !== ''))
        const look = () => {
          const result = converge({ ours, unwritten: [...unwritten], theirs, lengths: room })
          if (Object.keys(result.write).length > 0) writes += 1
          theirs = afterWrite(theirs, result.write)
          ours = result.next
          unwritten = new Set(result.tooLong)
        }
        for (const each of steps) {
          if (each === 'look') {
            look()
            continue
          }
          const { by, path, value } = each
          last.set(path, new Map([...(last.get(path) ?? []), [by, value]]))
          if (by === 'seller') theirs = set(theirs, path, value)
          else if ((ours[path] ?? '') !== value) {
            ours = set(ours, path, value)
            unwritten.add(path)
          }
        }
        look()
        for (const { path, mayBeCut } of fields) {
          const mine = ours[path] ?? ''
          expect([mine, mayBeCut ? truncate(mine, room.name) : mine]).toContain(theirs[path] ?? '')
        }
        expect(writes).toBeLessThanOrEqual(steps.filter((each) => each !== 'look' && each.by === 'clerk').length)
        for (const [path, ends] of last)
          if (ends.size === 1 && ends.has('clerk')) expect(ours[path] ?? '').toBe(ends.get('clerk'))
      }),
    )
  })
})

describe('the table of fields and the map to columns', () => {
  const types = Object.keys(customerFields) as CustomerType[]

  it.each(types)('%s: every field but headquarters’ own has one column, and no column serves two', (type) => {
    const shared = customerFields[type].filter(({ own }) => !own).map(({ path }) => path)
    expect(fieldMap[type].map(({ path }) => path).sort()).toEqual([...shared].sort())
    expect(new Set(mappedColumns(type)).size).toBe(mappedColumns(type).length)
    expect(customerTables[type].set).toBe(`${customerTables[type].table}s`)
  })

  it('texts become members and come back', () => {
    const texts = { name: 'Fabrikam', 'address.city': 'Bonn', 'address.country': 'DE' }
    expect(membersOf(texts)).toEqual({ name: 'Fabrikam', address: { city: 'Bonn', country: 'DE' } })
    expect(valuesOf('Organization', membersOf(texts))).toEqual(texts)
  })

  it('a customer with other texts keeps all that is no text, and a person is named anew', () => {
    const common = { customerId: 'c', number: 'C-1', createdAt: 'a', changedAt: 'b', prospectId: 'p' }
    const person = {
      ...common,
      type: 'Person',
      name: 'Ada Roth',
      firstName: 'Ada',
      lastName: 'Roth',
      phone: '1',
      invoiceAccount: 'o',
      language: 'nl',
    } as const
    expect(withValues(person, { lastName: 'Berg' })).toEqual({
      ...common,
      type: 'Person',
      name: 'Berg',
      firstName: '',
      lastName: 'Berg',
      invoiceAccount: 'o',
      language: 'nl',
    })
  })

  it('fields are named in the order of the table', () => {
    expect(fieldLabels.labelsOf('Organization', ['address.city', 'name'])).toBe('Name, City')
  })
})
