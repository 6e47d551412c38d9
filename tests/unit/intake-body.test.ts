// The shape of the body: unknown members, hostile names, and what is stored in the end.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accept, accepted, type Body, bodyWith, errorsOf, fullBody, valueAt } from '../support/intake-samples.ts'

describe('a body', () => {
  it.each([[undefined], [null], [''], ['text'], [7], [true], [[]], [[{}]]])('that is %j is refused', (body) => {
    expect(errorsOf(body)).toEqual([['', 'type']])
  })

  it.each(['company', 'company.address', 'requestor'])('in which %s is no object is refused', (path) => {
    for (const value of ['text', 7, [], false]) expect(errorsOf(bodyWith(path, value))).toContainEqual([path, 'type'])
  })

  it.each(['company', 'company.address', 'requestor'])('in which %s is null lacks its members', (path) => {
    const errors = errorsOf(bodyWith(path, null))
    expect(errors.length).toBeGreaterThan(0)
    expect(errors.every(([at, code]) => at.startsWith(`${path}.`) && code === 'required')).toBe(true)
  })

  it.each(['__proto__', '', 'x'.repeat(41), 'a b', '1', '<b>', 'company.name', 'address.city', 'name.x', 'ключ'])(
    'with the member %j is refused at every level, and a name that is no plain one is not repeated',
    (name) => {
      for (const base of ['', 'company', 'company.address', 'requestor']) {
        const body = fullBody()
        const target = base
          .split('.')
          .reduce<Body>((value, part) => (part === '' ? value : (value[part] as Body)), body)
        Object.defineProperty(target, name, { value: { deep: 1 }, enumerable: true, configurable: true })
        expect(errorsOf(body)).toEqual([[base, 'unknown-member']])
      }
    },
  )

  it.each(['extra', 'Company', 'constructor', 'toString', 'hasOwnProperty', 'vat_id-2', 'x'.repeat(40)])(
    'with the member %j is refused at every level, and the member is named',
    (name) => {
      for (const base of ['', 'company', 'company.address', 'requestor']) {
        const body = fullBody()
        const target = (base === '' ? body : valueAt(body, base)) as Body
        Object.defineProperty(target, name, { value: { deep: 1 }, enumerable: true, configurable: true })
        expect(errorsOf(body)).toEqual([[base === '' ? name : `${base}.${name}`, 'unknown-member']])
      }
    },
  )

  it('names every unknown member, up to twenty', () => {
    const named = (errors: unknown[][]) => errors.map(([path]) => path)
    expect(named(errorsOf({ ...fullBody(), one: 1, two: 2, '3': 3 }))).toEqual(['', 'one', 'two'])
    const many = Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`m${at}`, 1]))
    expect(errorsOf({ ...fullBody(), ...many })).toHaveLength(20)
  })

  it('takes no member from a prototype', () => {
    const inherited = Object.create(fullBody()) as Body
    expect(errorsOf(inherited)).toEqual(errorsOf({}))
    const { company, ...rest } = fullBody()
    expect(errorsOf({ ...rest, company: Object.create(company as Body) as Body })).toContainEqual([
      'company.name',
      'required',
    ])
  })

  it('leaves the prototype of objects alone', () => {
    accept(
      JSON.parse('{"__proto__":{"polluted":1},"company":{"__proto__":{"name":"x"}},"attributes":{"__proto__":"x"}}'),
    )
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
    expect(errorsOf(JSON.parse('{"__proto__":{"channel":"default"}}'))).toContainEqual(['', 'unknown-member'])
  })
})

describe('what is accepted', () => {
  it('has every member in one fixed order', () => {
    expect(JSON.stringify(accepted(fullBody()))).toBe(JSON.stringify(fullBody()))
  })

  const reversed = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([name, member]) => [name, reversed(member)]),
        )
      : value
  const texts =
    (change: (text: string) => string) =>
    (value: unknown): unknown =>
      typeof value === 'string'
        ? change(value)
        : Object.fromEntries(Object.entries(value as Body).map(([name, member]) => [name, texts(change)(member)]))

  it.each([
    ['in another order', reversed],
    ['with white space around', texts((text) => `\t ${text}\r\n`)],
    ['in decomposed characters', texts((text) => text.normalize('NFD'))],
    ['with other line ends', texts((text) => text.replaceAll('\n', '\r\n'))],
  ])('is the same when it is sent %s', (_how, change) => {
    expect(JSON.stringify(accepted(change(fullBody())))).toBe(JSON.stringify(accepted(fullBody())))
  })

  it.each([[''], ['  '], [null], [undefined]])('is the same whether an optional member is absent or %j', (value) => {
    const paths = ['company.website', 'company.address.line2', 'requestor.jobTitle', 'comments']
    const without = paths.reduce((body, path) => bodyWith(path, undefined, body), fullBody())
    const empty = paths.reduce((body, path) => bodyWith(path, value, body), fullBody())
    expect(JSON.stringify(accepted(empty))).toBe(JSON.stringify(accepted(without)))
  })

  it('is accepted again and stays the same', () => {
    const request = accepted(fullBody())
    expect(accepted(request)).toEqual(request)
  })
})

describe('whatever is sent', () => {
  const marks = fc.constantFrom('SECRET', 'SECRET\u0000', 'SECRET<b>', 'http://SECRET', `SECRET${'x'.repeat(2000)}`)
  const members = fc.dictionary(fc.constantFrom('SECRET', 'name', 'address', 'email', 'industry', '__proto__'), marks)
  const bodies = fc.oneof(
    fc.record({
      company: fc.oneof(marks, members),
      requestor: members,
      attributes: members,
      SECRET: marks,
      language: marks,
    }),
    fc.jsonValue(),
    fc.anything(),
  )

  it('is answered without an exception, and no message repeats any of it', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const result = accept(body)
        if (result.outcome === 'accepted') return
        expect(result.errors.length).toBeGreaterThan(0)
        expect(result.errors.map(({ message }) => message).join('\n')).not.toContain('SECRET')
      }),
      { numRuns: 500 },
    )
  })

  it('has messages from a fixed list only', () => {
    const messages = new Set<string>()
    fc.assert(
      fc.property(bodies, (body) => {
        const result = accept(body)
        if (result.outcome === 'refused') for (const { message } of result.errors) messages.add(message)
      }),
      { numRuns: 300 },
    )
    for (const message of messages) expect(message).toMatch(/^(This |There |Enter |The body )[ -~]+\.$/)
  })
})
