// Checks of the templates' own consistency: names that resolve, modules that exist, parameters that fit, API versions.

import { posix } from 'node:path'
import { membersOf, type Node, nodesOf, type Template, valueAt } from './azure-bicep.ts'
import { type Check, differences, type Files, main, mainOf, templatesOf, textOf } from './azure-files.ts'

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
  'Microsoft.ServiceBus/namespaces/queues/authorizationRules': '2024-01-01',
  'Microsoft.Network/virtualNetworks': '2024-07-01',
  'Microsoft.Network/privateEndpoints': '2024-07-01',
  'Microsoft.Network/privateEndpoints/privateDnsZoneGroups': '2024-07-01',
  'Microsoft.Network/privateDnsZones': '2024-06-01',
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks': '2024-06-01',
  'Microsoft.KeyVault/vaults': '2024-11-01',
  'Microsoft.Authorization/roleAssignments': '2022-04-01',
  'Microsoft.Web/serverfarms': '2024-11-01',
  'Microsoft.Web/sites': '2024-11-01',
  'Microsoft.Web/sites/config': '2024-11-01',
  'Microsoft.Consumption/budgets': '2024-08-01',
}

/** Functions and decorators of the language that the templates use. */
const functions = new Set(
  [
    'description minLength maxLength minValue maxValue allowed subscription tenant environment resourceGroup',
    'toLower uniqueString empty guid union filter items toObject loadJsonContent subscriptionResourceId',
  ].flatMap((line) => line.split(' ')),
)

const perFile = (files: Files, check: (template: Template) => string[]): string[] =>
  Object.entries(templatesOf(files)).flatMap(([path, template]) =>
    check(template).map((problem) => `${path}: ${problem}`),
  )

type Use = { readonly name: string; readonly line: number; readonly isCall: boolean }

/** Every place where a name is read, with what loops and lambdas around it call their own left out. */
const usesIn = (node: Node, own: readonly string[] = []): Use[] => {
  const [first, ...others] = node.children
  switch (node.kind) {
    case 'identifier':
      return own.includes(node.text) ? [] : [{ name: node.text, line: node.line, isCall: false }]
    case 'call_expression':
      return [
        ...(first ? usesIn(first, own).map((use) => ({ ...use, isCall: first.kind === 'identifier' })) : []),
        ...others.flatMap((child) => usesIn(child, own)),
      ]
    case 'object_property':
      // A name before the colon is the member's; a string there may be filled in.
      return (first?.kind === 'identifier' ? others : node.children).flatMap((child) => usesIn(child, own))
    case 'for_statement':
    case 'lambda_expression': {
      const last = node.kind === 'for_statement' ? node.children.length - 2 : node.children.length - 1
      const names = nodesOfNames(node.children.slice(0, last))
      return node.children.slice(last).flatMap((child) => usesIn(child, [...own, ...names]))
    }
    case 'parameter_declaration':
    case 'variable_declaration':
    case 'resource_declaration':
    case 'module_declaration':
    case 'output_declaration':
      return others.flatMap((child) => usesIn(child, own))
    default:
      return node.children.flatMap((child) => usesIn(child, own))
  }
}

/** What a loop or a lambda names: `item`, or `(item, index)`. */
const nodesOfNames = (nodes: readonly Node[]): string[] =>
  nodes.flatMap((node) =>
    ['identifier', 'loop_variable', 'loop_enumerator'].flatMap((kind) => nodesOf(node, kind).map(({ text }) => text)),
  )

/** A name means something when it is declared; what is called must be a function of the language. */
const namesResolve: Check = (files) =>
  perFile(files, ({ root, parameters, variables, resources, modules }) => {
    const declared = new Set([...parameters, ...variables, ...resources, ...modules].map(({ name }) => name))
    return usesIn(root)
      .filter(({ name, isCall }) => !(isCall ? functions : declared).has(name))
      .map(({ name, line }) => `line ${line}: ${name} is unknown`)
  })

/** Parameters and variables are read somewhere; resources, modules and outputs are there for their own sake. */
const everythingUsed: Check = (files) =>
  perFile(files, ({ root, parameters, variables, resources }) => {
    const read = new Set(usesIn(root).map(({ name }) => name))
    return [...parameters, ...variables, ...resources.filter(({ isExisting }) => isExisting)]
      .filter(({ name }) => !read.has(name))
      .map(({ name }) => `${name} is declared and never used`)
  })

const versions: Check = (files) =>
  perFile(files, ({ resources }) =>
    resources.flatMap(({ type }) => {
      const [name = '', version] = type.split('@')
      return apiVersions[name] === version ? [] : [`${type} is not the version that was checked`]
    }),
  )

const outputOf = /^(\w+)\.outputs\.(\w+)$/

const modulesFit: Check = (files) => {
  const templates = templatesOf(files)
  const { modules, root } = mainOf(files)
  const asked = nodesOf(root, 'member_expression').flatMap(({ text }) => {
    const [, module, output = ''] = outputOf.exec(text.replaceAll(/[?!]/g, '')) ?? []
    return module ? [{ module, output }] : []
  })
  const problems = modules.flatMap(({ name, type: path, body }) => {
    const target = templates[posix.join('infra/azure', path)]
    if (!target) return [`${name}: ${path} does not exist`]
    const passed = membersOf(valueAt(body, 'params')).map((member) => member.name)
    const declared = target.parameters.map((parameter) => parameter.name)
    const required = target.parameters
      .filter((parameter) => parameter.default === undefined)
      .map((parameter) => parameter.name)
    return [
      ...required.filter((one) => !passed.includes(one)).map((one) => `${name}: ${one} is not given`),
      ...passed.filter((one) => !declared.includes(one)).map((one) => `${name}: ${one} is no parameter`),
      ...asked
        .filter(({ module, output }) => module === name && !target.outputs.includes(output))
        .map(({ output }) => `${name}: ${output} is no output`),
    ]
  })
  const used = modules.map(({ type }) => posix.join('infra/azure', type))
  const all = Object.keys(templates).filter((path) => path !== main)
  return [...problems, ...differences('modules', used, all)]
}

const parametersFile: Check = (files) => {
  const declared = mainOf(files).parameters
  const { parameters } = JSON.parse(textOf(files, 'infra/azure/main.parameters.json')) as {
    parameters: Record<string, { value: unknown }>
  }
  const given = Object.keys(parameters)
  const names = declared.map(({ name }) => name)
  return [
    ...declared
      .filter((one) => one.default === undefined && !given.includes(one.name))
      .map(({ name }) => `${name} is not given`),
    ...given.filter((name) => !names.includes(name)).map((name) => `${name} is no parameter`),
    ...Object.entries(parameters)
      .filter(([, { value }]) => typeof value === 'string' && !/^\$\{[A-Z_]+(=\w+)?\}$/.test(value))
      .map(([name]) => `${name} does not come from the environment`),
  ]
}

export const structureChecks = { namesResolve, everythingUsed, versions, modulesFit, parametersFile }
