// What the template would create, worked out by the genuine compiler and deployment engine for three environments: the
// least that somebody must say, every option, and Sales with a secret.

import { join } from 'node:path'
import { openCompiler } from '../../infra/azure/compiler/compiler.ts'
import { findCompiler } from '../../infra/azure/compiler/find-compiler.ts'
import { root } from './azure-files.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

export type Resource = {
  readonly id: string
  readonly type: string
  readonly name: string
  readonly [member: string]: Json
}

export type Environment = {
  readonly predictedResources: readonly Resource[]
  readonly diagnostics: readonly Json[]
  readonly outputs: { readonly [name: string]: Json }
}

export const environmentNames = ['plain', 'everything', 'secret'] as const
export type EnvironmentName = (typeof environmentNames)[number]

/** The compiled template, as far as it is looked at. */
export type Arm = {
  readonly parameters: Readonly<
    Record<string, { readonly type: string; readonly defaultValue?: Json; readonly allowedValues?: readonly Json[] }>
  >
  readonly outputs: Readonly<Record<string, Json>>
}

export type Estate = Readonly<Record<EnvironmentName, Environment>> & { readonly arm: Arm }

export type EstateCheck = (estate: Estate) => string[]

/** The compiler of this machine, or why there is none. */
export const search = findCompiler()

/** Works out all environments. @throws Error when the template does not compile, or there is no compiler */
export const readEstate = async (): Promise<Estate> => {
  if (!search.compiler) throw new Error(search.reasons.join('; '))
  const compiler = openCompiler(search.compiler.path)
  try {
    const { contents, diagnostics } = await compiler.compile(join(root, 'infra/azure/main.bicep'))
    if (!contents) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
    const read = async (name: EnvironmentName): Promise<Environment> =>
      JSON.parse(
        await compiler.evaluate(join(root, 'tests/fixtures/azure-environments', `${name}.bicepparam`)),
      ) as Environment
    return {
      plain: await read('plain'),
      everything: await read('everything'),
      secret: await read('secret'),
      arm: JSON.parse(contents) as Arm,
    }
  } finally {
    compiler.close()
  }
}

/** The value at a path such as `properties.sku.name`. */
export const at = (value: Json | Resource | undefined, path: string): Json | undefined =>
  path
    .split('.')
    .reduce<Json | undefined>(
      (inner, name) =>
        inner !== null && typeof inner === 'object' && !Array.isArray(inner)
          ? (inner as { readonly [name: string]: Json })[name]
          : undefined,
      value,
    )

/** The strings of a list; none when it is something else. */
export const stringsOf = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []

/** All resources of a type. */
export const allOf = ({ predictedResources }: Environment, type: string): Resource[] =>
  predictedResources.filter((resource) => resource.type === type)

/** The one resource of a type whose id fits. @throws Error when it is missing or there are several */
export const oneOf = (environment: Environment, type: string, fits: RegExp = /./): Resource => {
  const found = allOf(environment, type).filter(({ id }) => fits.test(id))
  const [first] = found
  if (!first || found.length > 1) throw new Error(`${type} ${fits}: ${found.length} of them`)
  return first
}

/** The settings that the app is given. */
export const settingsOf = (environment: Environment): Record<string, string> =>
  Object.fromEntries(
    Object.entries(at(oneOf(environment, 'Microsoft.Web/sites/config', /appsettings$/), 'properties') ?? {}).map(
      ([name, value]) => [name, String(value)],
    ),
  )

/** What Azure would put for what only Azure knows, by the last part of the path that is asked for. */
const answers: Readonly<Record<string, string>> = {
  clientId: 'c0ffee00-0000-4000-8000-000000000001',
  'outputs.clientId.value': 'c0ffee00-0000-4000-8000-000000000001',
  'primaryEndpoints.blob': 'https://stabc.blob.core.windows.net/',
  'primaryEndpoints.table': 'https://stabc.table.core.windows.net/',
  defaultHostName: 'func-abc.azurewebsites.net',
  vaultUri: 'https://kv-abc.vault.azure.net/',
  ConnectionString: 'InstrumentationKey=0;IngestionEndpoint=https://weu.example/',
}

/**
 * An expression that the engine left open, filled in with what Azure would answer.
 * @throws Error when it asks for something that no answer is known for
 */
export const filledIn = (value: string): string => {
  if (!value.startsWith('[')) return value
  let text = value.slice(1, -1).replaceAll(/reference\('[^']*', '[^']*'\)\.([\w.]+)/g, (_, path: string) => {
    const answer = answers[path]
    if (answer === undefined) throw new Error(`nothing is known of ${path}`)
    return `'${answer}'`
  })
  for (let before = ''; before !== text; ) {
    before = text
    text = text.replace(
      /format\('([^']*)', '([^']*)'\)/,
      (_, pattern: string, one: string) => `'${pattern.replace('{0}', () => one)}'`,
    )
  }
  const filled = /^'([^']*)'$/.exec(text)?.[1]
  if (filled === undefined) throw new Error(`cannot be filled in: ${text}`)
  return filled
}
