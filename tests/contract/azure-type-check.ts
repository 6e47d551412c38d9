// Checks resources against a snapshot of the types that Microsoft publishes for Bicep: which members an object knows and
// needs, and which values are allowed. https://github.com/Azure/bicep-types-az

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { blockAt, type Token } from './azure-bicep.ts'
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
  'Microsoft.Insights/diagnosticSettings@2021-05-01-preview': {
    '': { known: ['name', 'properties'], required: ['name', 'properties'] },
    properties: { known: ['workspaceId', 'logs', 'metrics'] },
  },
}

/** Members that belong to the language and not to the resource. */
const ofLanguage = ['parent', 'scope', 'dependsOn']

type Member = { readonly name: string; readonly value: Token | undefined; readonly at: number }

const membersIn = (block: readonly Token[]): Member[] => {
  const found: Member[] = []
  let depth = 0
  for (const [at, { kind, text, line }] of block.entries()) {
    const isKey = kind === 'name' || kind === 'text'
    const startsHere = at === 0 || block[at - 1]?.line !== line || block[at - 1]?.text === ','
    if (depth === 0 && isKey && startsHere && block[at + 1]?.text === ':')
      found.push({ name: text, value: block[at + 2], at: at + 2 })
    if (kind === 'sign') depth += '{[('.includes(text) ? 1 : '}])'.includes(text) ? -1 : 0
  }
  return found
}

const problemsOf = (type: Types[string], block: readonly Token[], path: string): string[] => {
  const object = type[path]
  const all = membersIn(block)
  const inner = all.flatMap(({ name, value, at }) =>
    value?.text === '{' ? problemsOf(type, blockAt(block, at), path ? `${path}.${name}` : name) : [],
  )
  if (!object) return inner
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
        return values && value?.kind === 'text' && !values.includes(value.text)
      })
      .map(({ name }) => `${place}.${name} has a value that is not allowed`),
    ...inner,
  ]
}

const typesHold: Check = (files) =>
  Object.entries(templatesOf(files)).flatMap(([path, { tokens, resources }]) =>
    resources.flatMap(({ name, type }) => {
      const at = tokens.findIndex(({ text }, place) => text === name && tokens[place - 1]?.text === 'resource')
      if (tokens[at + 2]?.text === 'existing') return []
      const known = types[type]
      if (!known) return [`${path}: nothing is known of ${type}`]
      return problemsOf(known, blockAt(tokens, at), '').map((problem) => `${path}: ${name}: ${problem}`)
    }),
  )

export const typeChecks = { typesHold }
