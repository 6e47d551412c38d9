// The files that say how the app gets to Azure, as text, so that a test can change one and see whether anybody notices.

import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..', '..')

export type Files = Readonly<Record<string, string>>

const filesUnder = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => join(folder, name))
    .sort()

/** Every file that says what is deployed where, by its path from the root of the project. */
export const readFiles = (): Files =>
  Object.fromEntries(
    [
      'azure.yaml',
      'host.json',
      'package.json',
      '.funcignore',
      'docs/deploy.md',
      ...filesUnder('infra/azure', /\.(bicep|json|sh|ps1)$/),
      ...filesUnder('infra/local/service-bus-emulator', /\.(json|yml)$/),
      ...filesUnder('.github', /\.yml$/),
    ].map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  )

/** The text of one file. @throws Error when it is missing */
export const textOf = (files: Files, path: string): string => {
  const text = files[path]
  if (text === undefined) throw new Error(`${path} is missing`)
  return text
}

/** The app's own sources, joined. */
export const sources = (): string =>
  [...filesUnder('functions', /\.ts$/), ...filesUnder('shared', /\.ts$/)]
    .map((path) => readFileSync(join(root, path), 'utf8'))
    .join('\n')

/** A check of the files: what is wrong, one sentence each; nothing when all is well. */
export type FileCheck = (files: Files) => string[]

/** A mistake planted into one file: which check must notice, what it is, and what is written instead of what. */
export type FileMistake = {
  readonly check: string
  readonly about: string
  readonly path: string
  readonly from: string | RegExp
  readonly to: string
}

/** Mistakes in one file. */
export const inFile =
  (path: string) =>
  (check: string, about: string, from: string | RegExp, to: string): FileMistake => ({ check, about, path, from, to })

/** What is in one list and not in the other, either way round. */
export const differences = (what: string, actual: readonly string[], expected: readonly string[]): string[] => [
  ...expected.filter((one) => !actual.includes(one)).map((one) => `${what}: ${one} is missing`),
  ...actual.filter((one) => !expected.includes(one)).map((one) => `${what}: ${one} should not be there`),
]

/** The sentence unless it holds. */
export const unless = (holds: boolean, problem: string): string[] => (holds ? [] : [problem])
