// The command that writes the packages, as it is typed.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { solutionCommand } from '../../infra/sales/cli/solution-command.ts'
import { packageName, solutionPackage } from '../../infra/sales/package/solution-package.ts'

let folder: string
let lines: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'solution-'))
  lines = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const run = (...args: string[]) =>
  solutionCommand(args, {
    env: {},
    send: () => Promise.reject(new Error('No organization is asked.')),
    now: () => 0,
    say: (line) => lines.push(line),
  })

test('it writes both packages into the folder that is named, makes it where it is missing, and prints what the page shows', async () => {
  const out = join(folder, 'for', 'the wizard')
  expect(await run('--out', out)).toBe(0)
  expect(readdirSync(out).toSorted()).toEqual([packageName(false), packageName(true)])
  expect(readFileSync(join(out, packageName(false))).equals(solutionPackage(false))).toBe(true)
  expect(readFileSync(join(out, packageName(true))).equals(solutionPackage(true))).toBe(true)
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'connect-sales.md'), 'utf8')
  const shown = /```\n\$ npm run sales:solution\n([\s\S]*?)\n```/.exec(page)?.[1]
  expect(lines.join('\n').replaceAll(out, 'dist/sales')).toBe(shown)
})

test('it says what its options are', async () => {
  expect(await run('--help')).toBe(0)
  expect(lines).toEqual([
    'npm run sales:solution -- <options>',
    '  --out  the folder to write to (dist/sales as long as nothing is said)',
    'More: docs/connect-sales.md',
  ])
})

test.each<[string, () => string[], RegExp]>([
  ['an unknown option', () => ['--nonsense'], /--nonsense/],
  [
    'a folder that is a file',
    () => {
      writeFileSync(join(folder, 'file'), '')
      return ['--out', join(folder, 'file')]
    },
    /EEXIST|ENOTDIR/,
  ],
])('%s is told, with exit code 1', async (_, args, expected) => {
  expect(await run(...args())).toBe(1)
  expect(lines.join('\n')).toMatch(expected)
})
