// The site's own form fields in a request.

import { describe, expect, it } from 'vitest'
import { attributeLimits } from '../../shared/domain/onboarding-fields.ts'
import { accepted, bodyWith, errorsOf } from '../support/intake-samples.ts'

const attributes = (value: unknown, allowed?: readonly string[]) =>
  errorsOf(bodyWith('attributes', value), allowed ? { attributes: allowed } : {})

describe('attributes', () => {
  it.each([[undefined], [null], [{}]])('may be %j', (value) => {
    expect(accepted(bodyWith('attributes', value)).attributes).toEqual({})
  })

  it.each([['text'], [7], [[]], [['x']], [true]])('are not %j', (value) => {
    expect(attributes(value)).toEqual([['attributes', 'type']])
  })

  it('are normalized, sorted by name, and empty ones are left out', () => {
    const body = bodyWith('attributes', { zeta: ' a\u0308 ', Beta: '  ', alpha: 'x' })
    expect(Object.entries(accepted(body).attributes)).toEqual([
      ['alpha', 'x'],
      ['zeta', 'ä'],
    ])
  })

  it('may have any name of the right form when none are declared', () => {
    for (const name of ['a', 'Number-of_shops2', 'x'.repeat(40), 'constructor', 'toString'])
      expect(accepted(bodyWith('attributes', { [name]: 'x' })).attributes).toEqual({ [name]: 'x' })
  })

  it.each(['', '1st', '_x', 'a b', 'a.b', 'ä', '<b>', 'x'.repeat(41), '__proto__'])(
    'have no name such as %j, and it is not repeated',
    (name) => {
      expect(attributes(JSON.parse(`{${JSON.stringify(name)}:"x"}`))).toEqual([['attributes', 'unknown-member']])
    },
  )

  it('must be declared ones when there is a list of them', () => {
    expect(attributes({ industry: 'x' }, ['industry', 'shops'])).toEqual([])
    const unknown = (name: string) => [[`attributes.${name}`, 'unknown-member']]
    expect(attributes({ industry: 'x', other: 'y' }, ['industry'])).toEqual(unknown('other'))
    expect(attributes({ constructor: 'x' }, ['industry'])).toEqual(unknown('constructor'))
    expect(attributes({ industry: 'x' }, [])).toEqual(unknown('industry'))
  })

  it.each([[7], [true], [null], [['x']], [{ x: 'x' }]])('have no value such as %j', (value) => {
    expect(attributes({ industry: value }, ['industry'])).toEqual([['attributes.industry', 'type']])
    expect(attributes({ 'Call-me-0800-EVIL': value })).toEqual([['attributes', 'type']])
  })

  it.each([
    ['x'.repeat(attributeLimits.valueLength + 1), 'too-long'],
    ['a\nb', 'control-characters'],
    ['a\ufffdb', 'malformed'],
    ['a\ud800', 'malformed'],
    ['a\uffff', 'malformed'],
  ] as const)('have no value such as %j', (value, code) => {
    expect(attributes({ industry: value }, ['industry'])).toEqual([['attributes.industry', code]])
    expect(attributes({ industry: value })).toEqual([['attributes', code]])
  })

  it('have values of at most 200 characters and number at most 20', () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`a${at}`, 'x'.repeat(200)]))
    expect(attributes(many(20))).toEqual([])
    expect(attributes(many(21))).toEqual([['attributes', 'too-many']])
  })
})
