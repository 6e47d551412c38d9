// Checks of the templates' own consistency: names that resolve, modules that exist, parameters that fit, API versions.

import { posix } from 'node:path'
import type { Token } from './azure-bicep.ts'
import { type Check, differences, type Files, main, templatesOf, textOf } from './azure-files.ts'

/** Versions that were read in the published types: https://github.com/Azure/bicep-types-az */
const apiVersions: Readonly<Record<string, string>> = {
  'Microsoft.Resources/resourceGroups': '2025-04-01',
  'Microsoft.ManagedIdentity/userAssignedIdentities': '2024-11-30',
  'Microsoft.OperationalInsights/workspaces': '2025-02-01',
  'Microsoft.Insights/components': '2020-02-02',
  'Microsoft.Insights/actionGroups': '2023-01-01',
  'Microsoft.Insights/scheduledQueryRules': '2023-12-01',
  'Microsoft.Insights/metricAlerts': '2018-03-01',
  'Microsoft.Insights/diagnosticSettings': '2021-05-01-preview',
  'Microsoft.Storage/storageAccounts': '2025-01-01',
  'Microsoft.Storage/storageAccounts/blobServices': '2025-01-01',
  'Microsoft.Storage/storageAccounts/blobServices/containers': '2025-01-01',
  'Microsoft.Storage/storageAccounts/tableServices': '2025-01-01',
  'Microsoft.Storage/storageAccounts/tableServices/tables': '2025-01-01',
  'Microsoft.ServiceBus/namespaces': '2024-01-01',
  'Microsoft.ServiceBus/namespaces/queues': '2024-01-01',
  'Microsoft.KeyVault/vaults': '2024-11-01',
  'Microsoft.Authorization/roleAssignments': '2022-04-01',
  'Microsoft.Web/serverfarms': '2024-11-01',
  'Microsoft.Web/sites': '2024-11-01',
  'Microsoft.Web/sites/config': '2024-11-01',
  'Microsoft.Consumption/budgets': '2024-08-01',
}

const words = new Set(
  [
    'targetScope param var resource module output existing if for in true false string int bool object array',
    'description minLength maxLength minValue maxValue allowed subscription tenant environment resourceGroup',
    'toLower uniqueString empty guid union filter items toObject loadJsonContent subscriptionResourceId',
  ].flatMap((line) => line.split(' ')),
)

const perFile = (files: Files, check: (path: string) => string[]): string[] =>
  Object.keys(templatesOf(files)).flatMap((path) => check(path).map((problem) => `${path}: ${problem}`))

/** Whether a name is a member's: what stands before a colon, unless the colon ends a loop's head or parts a choice. */
const isKey = (tokens: readonly Token[], at: number): boolean => {
  const [before, token, after] = [tokens[at - 1]?.text ?? '', tokens[at], tokens[at + 1]]
  return after?.text === ':' && after.line === token?.line && before !== 'in' && before !== '?'
}

/** A name means something when it is declared, or a member, or a word of the language. */
const namesResolve: Check = (files) => {
  const templates = templatesOf(files)
  return perFile(files, (path) => {
    const { tokens, parameters, variables, resources, modules, outputs } = templates[path] ?? never(path)
    const local = tokens.flatMap(({ text }, at) =>
      tokens[at - 1]?.text === 'for' || tokens[at + 1]?.text === '=>' ? [text] : [],
    )
    const declared = [...parameters, ...resources, ...modules].map(({ name }) => name)
    const known = new Set([...declared, ...variables, ...outputs, ...local])
    return tokens.flatMap(({ kind, text, line }, at) => {
      const isMember = tokens[at - 1]?.text === '.' || isKey(tokens, at)
      return kind !== 'name' || isMember || known.has(text) || words.has(text)
        ? []
        : [`line ${line}: ${text} is unknown`]
    })
  })
}

const never = (path: string): never => {
  throw new Error(`${path} was not read`)
}

/** What is declared is used: in an expression, or, for resources and modules, by being there. */
const everythingUsed: Check = (files) => {
  const templates = templatesOf(files)
  return perFile(files, (path) => {
    const { tokens, parameters, variables } = templates[path] ?? never(path)
    const isRead = (name: string) =>
      tokens.some(
        ({ kind, text }, at) =>
          kind === 'name' &&
          text === name &&
          !['param', 'var', '.'].includes(tokens[at - 1]?.text ?? '') &&
          !isKey(tokens, at),
      )
    return [...parameters.map(({ name }) => name), ...variables]
      .filter((name) => !isRead(name))
      .map((name) => `${name} is declared and never used`)
  })
}

const versions: Check = (files) =>
  perFile(files, (path) =>
    (templatesOf(files)[path]?.resources ?? []).flatMap(({ type }) => {
      const [name = '', version] = type.split('@')
      return apiVersions[name] === version ? [] : [`${type} is not the version that was checked`]
    }),
  )

const modulesFit: Check = (files) => {
  const templates = templatesOf(files)
  const { modules, tokens } = templates[main] ?? never(main)
  const problems = modules.flatMap(({ name, path, passed }) => {
    const target = templates[posix.join('infra/azure', path)]
    if (!target) return [`${name}: ${path} does not exist`]
    const declared = target.parameters.map((parameter) => parameter.name)
    const required = target.parameters.filter((parameter) => parameter.required).map((parameter) => parameter.name)
    const asked = tokens.flatMap(({ text }, at) =>
      text === name && tokens[at + 1]?.text === '.' && tokens[at + 2]?.text === 'outputs'
        ? [tokens[at + 4]?.text ?? '']
        : [],
    )
    return [
      ...required.filter((one) => !passed.includes(one)).map((one) => `${name}: ${one} is not given`),
      ...passed.filter((one) => !declared.includes(one)).map((one) => `${name}: ${one} is no parameter`),
      ...asked.filter((one) => !target.outputs.includes(one)).map((one) => `${name}: ${one} is no output`),
    ]
  })
  const used = modules.map(({ path }) => posix.join('infra/azure', path))
  const all = Object.keys(templates).filter((path) => path !== main)
  return [...problems, ...differences('modules', used, all)]
}

const parametersFile: Check = (files) => {
  const declared = templatesOf(files)[main]?.parameters ?? []
  const { parameters } = JSON.parse(textOf(files, 'infra/azure/main.parameters.json')) as {
    parameters: Record<string, { value: unknown }>
  }
  const given = Object.keys(parameters)
  const names = declared.map(({ name }) => name)
  return [
    ...declared
      .filter(({ name, required }) => required && !given.includes(name))
      .map(({ name }) => `${name} is not given`),
    ...given.filter((name) => !names.includes(name)).map((name) => `${name} is no parameter`),
    ...Object.entries(parameters)
      .filter(([, { value }]) => typeof value === 'string' && !/^\$\{[A-Z_]+(=\w+)?\}$/.test(value))
      .map(([name]) => `${name} does not come from the environment`),
  ]
}

export const structureChecks = { namesResolve, everythingUsed, versions, modulesFit, parametersFile }
