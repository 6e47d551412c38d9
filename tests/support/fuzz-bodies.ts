// Bodies that nobody should send: valid requests with something wrong somewhere, any JSON at all, and plain bytes.

import { hostileStrings } from '../integration/http-hostile-strings.ts'
import { wholeBelow } from './faults/random.ts'
import { type Body, fullBody } from './intake-samples.ts'

export type Fuzzed = {
  readonly kind: 'mutated' | 'any JSON' | 'cut or swapped text' | 'bytes'
  readonly bytes: Uint8Array
}

type Random = () => number
type Holder = Record<string, unknown>

const oddNames = [
  '__proto__',
  'constructor',
  'toString',
  '',
  'a.b',
  'company.name',
  'Requestor',
  ' name',
  'email\u0000',
]
// As JSON, so that each use is a value of its own.
const oddValues = ['null', 'true', 'false', '0', '-1', '1e308', '-0', '[]', '{}', '[[]]', '[null]', '{"$ref":"#"}']

const pick = <T>(random: Random, from: readonly T[], otherwise: T): T =>
  from[wholeBelow(random, from.length)] ?? otherwise

/** Text of any UTF-16 code units, lone surrogates included. */
const anyText = (random: Random, longest: number): string =>
  Array.from({ length: wholeBelow(random, longest) }, () => {
    const units = pick(random, [0x20, 0x80, 0x300, 0x2100, 0x10000], 0x80)
    return String.fromCharCode(wholeBelow(random, units))
  }).join('')

const anyValue = (random: Random, depth: number): unknown => {
  const kind = wholeBelow(random, depth > 0 ? 7 : 4)
  if (kind === 0) return JSON.parse(pick(random, oddValues, 'null')) as unknown
  if (kind === 1) return (random() - 0.5) * 10 ** wholeBelow(random, 300)
  if (kind === 2) return pick(random, hostileStrings, '')
  if (kind === 3) return anyText(random, 40)
  const size = wholeBelow(random, 5)
  if (kind === 4) return Array.from({ length: size }, () => anyValue(random, depth - 1))
  const made: Holder = {}
  for (let member = 0; member < size; member += 1) setMember(made, anyName(random), anyValue(random, depth - 1))
  return made
}

const anyName = (random: Random): string =>
  random() < 0.3 ? pick(random, oddNames, '') : random() < 0.5 ? anyText(random, 12) : `m${wholeBelow(random, 1000)}`

// As JSON.parse does it: __proto__ becomes a member like any other.
const setMember = (holder: Holder, name: string, value: unknown): void => {
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true })
}

const nested = (depth: number): unknown => {
  let value: unknown = 'x'
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value }
  return value
}

/** Every object of a body, the body itself first. */
const holdersIn = (value: unknown): Holder[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? [value as Holder, ...Object.values(value).flatMap(holdersIn)]
    : []

const mutateText = (random: Random, text: string): string => {
  const at = wholeBelow(random, text.length + 1)
  const insert = random() < 0.5 ? pick(random, hostileStrings, '') : anyText(random, 6)
  return random() < 0.5 ? text.slice(0, at) + insert + text.slice(at) : text.slice(0, at) + insert
}

const mutateOnce = (random: Random, body: Body): void => {
  const holder = pick(random, holdersIn(body), body)
  const names = Object.keys(holder)
  const name = pick(random, names, 'company')
  const value = holder[name]
  const way = wholeBelow(random, 7)
  if (way === 0) delete holder[name]
  else if (way === 1) setMember(holder, name, anyValue(random, 2))
  else if (way === 2) setMember(holder, anyName(random), anyValue(random, 2))
  else if (way === 3) setMember(holder, name, pick(random, hostileStrings, ''))
  else if (way === 4) setMember(holder, name, nested(1 + wholeBelow(random, 200)))
  else if (way === 5) {
    delete holder[name]
    setMember(holder, name.toUpperCase(), value)
  } else setMember(holder, name, typeof value === 'string' ? mutateText(random, value) : [value])
}

const mutated = (random: Random): string => {
  const body = fullBody()
  for (let times = 1 + wholeBelow(random, 3); times > 0; times -= 1) mutateOnce(random, body)
  return JSON.stringify(body)
}

const encoder = new TextEncoder()

const garbled = (random: Random): Uint8Array => {
  const bytes = encoder.encode(JSON.stringify(fullBody()))
  for (let times = 1 + wholeBelow(random, 4); times > 0; times -= 1)
    bytes[wholeBelow(random, bytes.length)] = wholeBelow(random, 256)
  return random() < 0.3 ? bytes.subarray(0, wholeBelow(random, bytes.length)) : bytes
}

/** One body of a kind that chance picks. */
export const fuzzedBody = (random: Random): Fuzzed => {
  const chance = random()
  if (chance < 0.6) return { kind: 'mutated', bytes: encoder.encode(mutated(random)) }
  if (chance < 0.8) return { kind: 'any JSON', bytes: encoder.encode(JSON.stringify(anyValue(random, 4))) }
  if (chance < 0.95) return { kind: 'cut or swapped text', bytes: garbled(random) }
  const bytes = Uint8Array.from({ length: wholeBelow(random, 200) }, () => wholeBelow(random, 256))
  return { kind: 'bytes', bytes }
}
