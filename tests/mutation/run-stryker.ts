// One run of Stryker over one folder: every drawn change, asked of the fast tests.

import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Change, changeAt, changeKey, isDrawn, type Position } from './changes.ts'
import type { Folder } from './folders.ts'

export type Tried = Change & { readonly start: Position; readonly end: Position; readonly noticed: boolean }

/** https://github.com/stryker-mutator/mutation-testing-elements/tree/master/packages/report-schema */
type Report = {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly source: string
        readonly mutants: readonly {
          readonly replacement: string
          readonly status: string
          readonly location: { readonly start: Position; readonly end: Position }
        }[]
      }
    >
  >
}

const work = '.mutation'
/** A change that makes the tests fail, hang or not even load is noticed. */
const noticed = ['Killed', 'Timeout', 'RuntimeError']
const unnoticed = ['Survived', 'NoCoverage']

const settings = (folder: Folder, report: string) => ({
  plugins: ['@stryker-mutator/vitest-runner', './tests/mutation/stryker-plugins.ts'],
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.ts', related: true },
  checkers: ['drawn'],
  ignorers: ['words-of-errors', 'values-of-names'],
  mutate: folder.files,
  ignorePatterns: ['dist', '.local', work, 'tests/output'],
  // Stryker would rewrite it with the interface of an older compiler; nothing in its copy reads it.
  tsconfigFile: 'none',
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 10_000,
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: report },
  tempDirName: `${work}/sandbox`,
  cleanTempDir: 'always',
  allowEmpty: true,
})

const ended = (root: string, config: string, env: Readonly<Record<string, string>>): Promise<number> =>
  new Promise((resolve, reject) => {
    const stryker = join(root, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js')
    const child = spawn(process.execPath, [stryker, 'run', config], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 2, 2],
    })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })

const readReport = (path: string, { share }: Folder): Tried[] => {
  const { files }: Report = JSON.parse(readFileSync(path, 'utf8'))
  return Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants
      .filter(({ status }) => noticed.includes(status) || unnoticed.includes(status))
      .map(({ status, location: { start, end }, replacement }) => {
        const change = changeAt(file, source, { start, end }, replacement)
        return { ...change, start, end, noticed: noticed.includes(status) }
      })
      .filter((change) => isDrawn(change, share)),
  )
}

/**
 * Tries the changes of a folder.
 * @param again only those that went unnoticed the last time; the others are taken from there
 * @throws when Stryker cannot, for instance because the tests fail as they are
 */
export const runStryker = async (root: string, folder: Folder, again: boolean): Promise<Tried[]> => {
  mkdirSync(join(root, work), { recursive: true })
  const base = `${work}/${folder.name.replaceAll(/\W/g, '-')}`
  const [config, first, second, keys] = ['config.json', 'json', 'again.json', 'keys.json'].map(
    (ending) => `${base}.${ending}`,
  ) as [string, string, string, string]
  const before = again ? readReport(join(root, first), folder) : []
  const left = before.filter((change) => !change.noticed).map(changeKey)
  writeFileSync(join(root, keys), JSON.stringify(left))
  const report = again ? second : first
  writeFileSync(join(root, config), JSON.stringify(settings(folder, report), undefined, 2))
  const env = { MUTATION_SHARE: String(folder.share), ...(again ? { MUTATION_KEYS: join(root, keys) } : {}) }
  const code = await ended(root, config, env)
  if (code !== 0) throw new Error(`Stryker ended with ${code} in ${folder.name}.`)
  if (!again) return readReport(join(root, first), folder)
  return [...before.filter((change) => change.noticed), ...readReport(join(root, second), folder)]
}
