// The files that describe the deployment, as text, so that a test can change one and see whether anybody notices.

import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readTemplate, type Template } from './azure-bicep.ts'

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
      ...filesUnder('infra/azure', /\.(bicep|json|sh|ps1)$/),
      ...filesUnder('infra/local/service-bus-emulator', /\.(json|yml)$/),
      ...filesUnder('.github/workflows', /\.yml$/),
    ].map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  )

/** The text of one file. @throws Error when it is missing */
export const textOf = (files: Files, path: string): string => {
  const text = files[path]
  if (text === undefined) throw new Error(`${path} is missing`)
  return text
}

/** All templates by path. @throws Error that names the file which cannot be read */
export const templatesOf = (files: Files): Record<string, Template> =>
  Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => path.endsWith('.bicep'))
      .map(([path, text]) => {
        try {
          return [path, readTemplate(text)]
        } catch (cause) {
          throw new Error(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
        }
      }),
  )

/** The app's own sources, joined. */
export const sources = (): string =>
  [...filesUnder('functions', /\.ts$/), ...filesUnder('shared', /\.ts$/)]
    .map((path) => readFileSync(join(root, path), 'utf8'))
    .join('\n')

export type Check = (files: Files) => string[]

/** What is in one list and not in the other, either way round. */
export const differences = (what: string, actual: readonly string[], expected: readonly string[]): string[] => [
  ...expected.filter((one) => !actual.includes(one)).map((one) => `${what}: ${one} is missing`),
  ...actual.filter((one) => !expected.includes(one)).map((one) => `${what}: ${one} should not be there`),
]

export const main = 'infra/azure/main.bicep'
export const modulePath = (name: string): string => `infra/azure/modules/${name}.bicep`

/** One template by its path. @throws Error when it is missing or cannot be read */
export const templateOf = (files: Files, path: string): Template => readTemplate(textOf(files, path))
export const mainOf = (files: Files): Template => templateOf(files, main)
/** The template of one module. */
export const moduleOf = (files: Files, name: string): Template => templateOf(files, modulePath(name))
