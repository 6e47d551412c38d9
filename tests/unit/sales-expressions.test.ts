// `$filter` expressions of the Sales stand-in: how they are read, and what they mean.
import { expect, test } from 'vitest'
import type { Plain, ValueKind } from '../../infra/local/sales/cells/plain-values.ts'
import { compileFilter, compileTest, type Resolver } from '../../infra/local/sales/expressions/compile.ts'
import { parseExpression } from '../../infra/local/sales/expressions/parse.ts'

type Item = { readonly cells: Readonly<Record<string, Plain>>; readonly notes: readonly Item[] }

const kinds: Readonly<Record<string, ValueKind>> = { name: 'string', size: 'number', done: 'boolean', at: 'date' }

const resolver: Resolver<Item> = {
  property: (path) => {
    const kind = kinds[path]
    if (!kind) throw new Error(`There is no ${path}.`)
    return { kind, get: (item) => item.cells[path] ?? null }
  },
  collection: (path, body, every) => {
    if (path !== 'notes') throw new Error(`There is no ${path}.`)
    const meets = compileTest(resolver, body)
    return ({ notes }) => (every ? notes.every(meets) : notes.some(meets))
  },
  queryFunction: (name, parameters) => (item) =>
    name.endsWith('.In') && (parameters['Values'] ?? []).includes(String(item.cells[parameters['Name']?.[0] ?? ''])),
}

const item = (cells: Readonly<Record<string, Plain>>, ...notes: Item[]): Item => ({ cells, notes })
const items: readonly Item[] = [
  item(
    { name: 'A', size: 1, done: true, at: '2026-11-01T00:00:00Z' },
    item({ name: 'n', size: 1 }),
    item({ name: 'm', size: 2 }),
  ),
  item({ name: "O'Hara", size: 5, done: false, at: '2026-11-02T00:00:00Z' }, item({ name: 'n', size: 9 })),
  item({ name: null, size: null, done: null, at: null }),
]

const found = (text: string): number[] => {
  const test = compileFilter(resolver, text)
  return items.flatMap((candidate, at) => (test(candidate) ? [at] : []))
}

test.each([
  ["name eq 'a'", [0]],
  ["name eq 'o''hara'", [1]],
  ['name eq null', [2]],
  ['size ne 1', [1, 2]],
  ['size lt 5', [0]],
  ['size ge 1', [0, 1]],
  ['done', [0]],
  ['not done', [1, 2]],
  ['at ge 2026-11-02T01:00:00+01:00', [1]],
  ["startswith(name,'o') or endswith(name,'A') and size eq 2", [1]],
  ["(startswith(name,'o') or endswith(name,'A')) and size eq 1", [0]],
  ['not (size eq 1 or size eq 5)', [2]],
  ["contains(name,'ha')", [1]],
  ["notes/any(n:n/name eq 'n' and n/size eq 1)", [0]],
  ["notes/all(n:n/name eq 'n')", [1, 2]],
  ["notes/any(n:not (n/name eq 'n/name') and n/size gt 1)", [0, 1]],
  ["Microsoft.Dynamics.CRM.In(Name='size',Values=['1','5'])", [0, 1]],
  ["Microsoft.Dynamics.CRM.In(Name='size',Values='5')", [1]],
])('%s', (text, expected) => {
  expect(found(text)).toEqual(expected)
})

test.each([
  ['name eq', "unexpected '' at position 7"],
  ["name eq 'a' name", "unexpected 'name' at position 12"],
  ["(name eq 'a'", "unexpected '' at position 12"],
  ['name', "unexpected '' at position 4"],
  ["contains(name 'a')", "unexpected ''a'' at position 14"],
  ['notes/any(n name)', "unexpected 'name' at position 12"],
  ["length(name) eq 'a'", "An unknown function with name 'length' was found."],
  ["size eq 'a'", "incompatible types was detected. Found operand types 'Edm.Int32' and 'Edm.String'"],
])('%s is refused', (text, message) => {
  expect(() => found(text)).toThrow(message)
})

test('a name is not asked for before the whole expression can be read', () => {
  expect(() => parseExpression("unknown eq 'a' and")).toThrow('Syntax error')
  expect(() => found("unknown eq 'a'")).toThrow('There is no unknown.')
})
