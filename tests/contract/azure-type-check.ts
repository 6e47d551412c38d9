// Checks resources against a snapshot of the types that Microsoft publishes for Bicep: which members an object knows and
// needs, and which values are allowed. https://github.com/Azure/bicep-types-az

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { membersOf, type Node, stringOf } from './azure-bicep.ts'
import { type Check, templatesOf } from './azure-files.ts'

type ObjectType = {
  readonly known: readonly string[]
  readonly required?: readonly string[]
  readonly values?: Readonly<Record<string, readonly string[]>>
}

/** By resource and version, then by the path of the object inside it. */
type Types = Readonly<Record<string, Readonly<Record<string, ObjectType>>>>

const snapshot = JSON.parse(readFileSync(join(import.meta.dirname, 'azure-types.json'), 'utf8')) as Types

const alertMembers = ['criteria', 'enabled', 'evaluationFrequency', 'scopes', 'severity', 'windowSize']
const named = {
  known: ['name', 'location', 'tags', 'kind', 'properties'],
  required: ['name', 'location', 'properties'],
}

/** Written by hand from the reference, because the tool that made the snapshot does not have these. */
const types: Types = {
  ...snapshot,
  'Microsoft.Insights/metricAlerts@2018-03-01': {
    '': named,
    properties: { known: [...alertMembers, 'actions', 'autoMitigate', 'description'], required: alertMembers },
  },
  'Microsoft.Insights/scheduledQueryRules@2023-12-01': {
    '': named,
    properties: { known: [...alertMembers, 'actions', 'autoMitigate', 'description'], required: alertMembers },
  },
  'Microsoft.Insights/actionGroups@2023-01-01': {
    '': named,
    properties: { known: ['enabled', 'groupShortName', 'emailReceivers'], required: ['enabled', 'groupShortName'] },
  },
  'Microsoft.ServiceBus/namespaces/queues/authorizationRules@2024-01-01': {
    '': { known: ['name', 'properties'], required: ['name'] },
    properties: { known: ['rights'], required: ['rights'] },
  },
  'Microsoft.Network/virtualNetworks@2024-07-01': {
    '': { known: ['name', 'location', 'tags', 'properties'], required: ['name', 'location'] },
    properties: { known: ['addressSpace', 'subnets', 'dhcpOptions', 'enableDdosProtection'] },
    'properties.addressSpace': { known: ['addressPrefixes'] },
  },
  'Microsoft.Network/privateEndpoints@2024-07-01': {
    '': { known: ['name', 'location', 'tags', 'properties'], required: ['name', 'location'] },
    properties: {
      known: ['subnet', 'privateLinkServiceConnections', 'customNetworkInterfaceName'],
      required: ['subnet', 'privateLinkServiceConnections'],
    },
    'properties.subnet': { known: ['id'], required: ['id'] },
  },
  'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-07-01': {
    '': { known: ['name', 'properties'], required: ['name'] },
    properties: { known: ['privateDnsZoneConfigs'], required: ['privateDnsZoneConfigs'] },
  },
  'Microsoft.Network/privateDnsZones@2024-06-01': {
    '': { known: ['name', 'location', 'tags', 'properties'], required: ['name', 'location'] },
  },
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01': {
    '': { known: ['name', 'location', 'tags', 'properties'], required: ['name', 'location'] },
    properties: {
      known: ['registrationEnabled', 'virtualNetwork', 'resolutionPolicy'],
      required: ['registrationEnabled', 'virtualNetwork'],
    },
    'properties.virtualNetwork': { known: ['id'], required: ['id'] },
  },
  'Microsoft.Insights/diagnosticSettings@2021-05-01-preview': {
    '': { known: ['name', 'properties'], required: ['name', 'properties'] },
    properties: { known: ['workspaceId', 'logs', 'metrics'] },
  },
}

/** Members that belong to the language and not to the resource. */
const ofLanguage = ['parent', 'scope', 'dependsOn']

const problemsOf = (type: Types[string], body: Node, path: string): string[] => {
  const object = type[path]
  const all = membersOf(body)
  const inner = all.flatMap(({ name, value }) => problemsOf(type, value, path ? `${path}.${name}` : name))
  if (!object || body.kind !== 'object') return inner
  const members = path === '' ? all.filter(({ name }) => !ofLanguage.includes(name)) : all
  const place = path || 'the resource'
  return [
    ...members.filter(({ name }) => !object.known.includes(name)).map(({ name }) => `${place} knows no ${name}`),
    ...(object.required ?? [])
      .filter((name) => !members.some((member) => member.name === name))
      .map((name) => `${place} needs ${name}`),
    ...members
      .filter(({ name, value }) => {
        const values = object.values?.[name]
        return values && value.kind === 'string' && !values.includes(stringOf(value))
      })
      .map(({ name }) => `${place}.${name} has a value that is not allowed`),
    ...inner,
  ]
}

const typesHold: Check = (files) =>
  Object.entries(templatesOf(files)).flatMap(([path, { resources }]) =>
    resources
      .filter(({ isExisting }) => !isExisting)
      .flatMap(({ name, type, body }) => {
        const known = types[type]
        if (!known) return [`${path}: nothing is known of ${type}`]
        return problemsOf(known, body, '').map((problem) => `${path}: ${name}: ${problem}`)
      }),
  )

export const typeChecks = { typesHold }
