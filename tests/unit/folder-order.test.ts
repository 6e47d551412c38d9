// The folders of the Sales installer and of the stand-in of Sales depend one way, and no files there import each other in
// a circle.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative, sep } from 'node:path'
import { describe, expect, test } from 'vitest'

/** The files that each file imports, by their paths. */
type Imports = ReadonlyMap<string, readonly string[]>

const installer = ['wanted', 'package', 'organization', 'plan', 'readings', 'verify', 'doctor', 'cli']
const standIn = [
  'base',
  'schema',
  'store',
  'organization',
  'cells',
  'expressions',
  'security',
  'fetch-xml',
  'rules',
  'events',
  'rows',
  'addresses',
  'actions',
  'definitions',
  'solutions',
  'web-api',
  'webhooks',
  'http',
  'pages',
  '.',
]

const readImports = (root: string): Imports => {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  return new Map(
    files.map((name) => {
      const path = join(root, name)
      const names = [...readFileSync(path, 'utf8').matchAll(/(?:from|import\() ?'(\.[^']+)'/g)]
      return [path, names.map(([, to = '']) => normalize(join(dirname(path), to)))]
    }),
  )
}

const folderOf = (root: string, file: string): string => relative(root, file).split(sep).slice(0, -1)[0] ?? '.'

/** Imports that lead from a folder to a later one, or from or to a folder that has no place in the order. */
const backwards = (root: string, order: readonly string[], imports: Imports): string[] =>
  [...imports].flatMap(([file, targets]) =>
    targets
      .filter((target) => imports.has(target))
      .filter((target) => {
        const [from, to] = [order.indexOf(folderOf(root, file)), order.indexOf(folderOf(root, target))]
        return from < 0 || to < 0 || to > from
      })
      .map((target) => `${file} imports ${target}`),
  )

/** The files of a circle, if there is one. */
const circle = (imports: Imports): readonly string[] => {
  const done = new Set<string>()
  const follow = (file: string, way: readonly string[]): readonly string[] => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file]
    if (done.has(file)) return []
    for (const target of imports.get(file) ?? []) {
      const found = follow(target, [...way, file])
      if (found.length > 0) return found
    }
    done.add(file)
    return []
  }
  for (const file of imports.keys()) {
    const found = follow(file, [])
    if (found.length > 0) return found
  }
  return []
}

describe.each([
  ['infra/sales', installer],
  ['infra/local/sales', standIn],
])('in %s', (root, order) => {
  test('a folder imports only folders before it', () => {
    expect(backwards(root, order, readImports(root))).toEqual([])
  })

  test('an import that leads back is noticed', () => {
    const imports = readImports(root)
    const [lowest = '', highest = ''] = [order[0], order.at(-1)]
    const above = [...imports.keys()].find((file) => folderOf(root, file) === highest) ?? ''
    const below = [...imports.keys()].find((file) => folderOf(root, file) === lowest) ?? ''
    const planted = new Map([...imports, [below, [above]]])
    expect(backwards(root, order, planted)).toEqual([`${below} imports ${above}`])
  })
})

test.each(['infra/sales', 'infra/local', 'shared/sales'])('no files of %s import each other in a circle', (root) => {
  expect(circle(readImports(root))).toEqual([])
})

test('a circle is found', () => {
  const imports = new Map([
    ['a', ['b']],
    ['b', ['c', 'd']],
    ['c', []],
    ['d', ['b']],
  ])
  expect(circle(imports)).toEqual(['b', 'd', 'b'])
})
