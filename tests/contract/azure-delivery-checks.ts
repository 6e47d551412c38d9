// Checks of how the app gets to Azure: azure.yaml, the parameters, host.json, what is left out, and what people are given.

import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type QueueSettings, queueSettings } from '../../functions/queues.ts'
import { settings } from '../../functions/settings.ts'
import type { Setting } from '../../shared/platform/configuration.ts'
import { differences, type FileCheck, type Files, root, sources, textOf, unless } from './azure-files.ts'

const main = 'infra/azure/main.bicep'
const table: readonly Setting[] = settings
const code = sources()

const developerCli: FileCheck = (files) => {
  const text = textOf(files, 'azure.yaml')
  const service = /^services:\n {2}([\w-]+):\n/m.exec(text)?.[1] ?? ''
  const folder = /^ {2}path: (\S+)$/m.exec(text)?.[1] ?? ''
  const scripts = [...text.matchAll(/^ {6}run: (\S+)$/gm)].map(([, path = '']) => path)
  const commands = (JSON.parse(textOf(files, 'package.json')) as { scripts: Record<string, string> }).scripts
  const template = textOf(files, main)
  return [
    ...unless(
      textOf(files, 'infra/azure/modules/function-app.bicep').includes(`'azd-service-name': '${service}'`),
      `no app is tagged ${service}`,
    ),
    ...unless(template.includes(`output SERVICE_${service.toUpperCase()}_NAME string`), 'the app’s name is no output'),
    ...unless(template.includes("'azd-env-name': environmentName"), 'resources are not tagged with the environment'),
    ...unless(main.startsWith(`${folder}/`), `${folder} holds no template`),
    ...unless(/^ {4}host: function$/m.test(text), 'the service is no function app'),
    ...unless(/^ {4}dist: dist\/package$/m.test(text) && 'package' in commands, 'what is deployed is not the package'),
    ...unless(/^ {4}remoteBuild: false$/m.test(text), 'Azure would build anew what was tested here'),
    ...unless(scripts.length === 2, 'the vault is not filled on both kinds of systems'),
    ...scripts.filter((path) => !(path in files)).map((path) => `${path} does not exist`),
  ]
}

/** The parameters come from the environment, and are those that the template has. */
const parametersFile: FileCheck = (files) => {
  const declared = [...textOf(files, main).matchAll(/^param (\w+) \w+( =)?/gm)]
  const { parameters } = JSON.parse(textOf(files, 'infra/azure/main.parameters.json')) as {
    parameters: Record<string, { value: unknown }>
  }
  const given = Object.keys(parameters)
  const names = declared.map(([, name = '']) => name)
  return [
    ...declared
      .filter(([, name = '', hasDefault]) => !hasDefault && !given.includes(name))
      .map(([, name]) => `${name} is not given`),
    ...given.filter((name) => !names.includes(name)).map((name) => `${name} is no parameter`),
    ...Object.entries(parameters)
      .filter(([, { value }]) => typeof value === 'string' && !/^\$\{[A-Z_]+(=\w+)?\}$/.test(value))
      .map(([name]) => `${name} does not come from the environment`),
  ]
}

const hostFile: FileCheck = (files) => {
  const host = JSON.parse(textOf(files, 'host.json')) as Record<string, never> & {
    version?: string
    functionTimeout?: string
    extensionBundle?: { id: string; version: string }
    logging?: { applicationInsights?: { samplingSettings?: { excludedTypes?: string } } }
    extensions?: { http?: { routePrefix?: string }; serviceBus?: Record<string, unknown> }
  }
  const bus = host.extensions?.serviceBus
  const kept = host.logging?.applicationInsights?.samplingSettings?.excludedTypes?.split(';') ?? []
  return [
    ...unless(host.version === '2.0', 'host.json must be version 2.0'),
    ...unless(host.extensionBundle?.version === '[4.*, 5.0.0)', 'the bundle of extensions is another one'),
    ...unless(
      host.extensionBundle?.id === 'Microsoft.Azure.Functions.ExtensionBundle',
      'the bundle of extensions is another one',
    ),
    ...unless(/^00:0[1-9]:00$/.test(host.functionTimeout ?? ''), 'a function may run without end'),
    ...unless(host.extensions?.http?.routePrefix === '', 'routes would get a prefix'),
    // Alerts, security events and the story of an onboarding need every line, errors above all; of requests, which strangers
    // can make as many of as they like, a sample is enough (docs/decisions/a-flood-of-the-log.md).
    ...['Exception', 'Trace']
      .filter((kind) => !kept.includes(kind))
      .map((kind) => `${kind}: lines of the log are left out when there are many`),
    ...unless(bus?.['prefetchCount'] === 0, 'locks of messages fetched ahead would run out'),
    ...unless(bus?.['autoCompleteMessages'] === true, 'finished messages would come again'),
  ]
}

const deployedByHand = ['host.json', 'package.json', 'dist']

/** Whether a line of .funcignore leaves out a file or folder at the root. Only the forms used there are understood. */
const leavesOut = (line: string, name: string): boolean => {
  const pattern = line.replace(/^\//, '').replaceAll('.', '\\.').replaceAll('*', '.*')
  return new RegExp(`^${pattern}$`).test(name)
}

const leftOut = (files: Files): string[] => {
  const lines = textOf(files, '.funcignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  const isOut = (name: string) => lines.some((line) => leavesOut(line, name))
  const there = [...readdirSync(root), 'local.settings.json', 'dist/main.cjs.map'.split('/').at(-1) ?? '']
  return [
    ...there
      .filter((name) => !deployedByHand.includes(name) && !isOut(name))
      .map((name) => `${name} would be deployed`),
    ...[...deployedByHand, 'main.cjs'].filter(isOut).map((name) => `${name} would be missing`),
    ...lines
      .filter((line) => line.startsWith('/') && !line.includes('dist') && !existsSync(join(root, line)))
      .filter((line) => !['/docs', '/local.settings.json', '/LICENSE'].includes(line))
      .map((line) => `${line} is left out and does not exist`),
  ]
}

/** Every secret of the table is put into the vault by both scripts. */
const vaultFilled: FileCheck = (files) =>
  table
    .filter(({ secret }) => secret)
    .map(({ name }) => name.replaceAll('_', '-'))
    .filter((name) => ['sh', 'ps1'].some((ending) => !textOf(files, `infra/azure/fill-vault.${ending}`).includes(name)))
    .map((name) => `nothing puts ${name} into the vault`)

const rolesOfStaff: FileCheck = (files) => {
  const given = JSON.parse(textOf(files, 'infra/azure/headquarters-roles.json')) as { value: string; id: string }[]
  const known = [...new Set([...code.matchAll(/'((?:Headquarters|Channel)\.[A-Z]\w+)'/g)].map(([, role = '']) => role))]
  return [
    ...differences(
      'roles of staff',
      given.map(({ value }) => value),
      known,
    ),
    ...unless(new Set(given.map(({ id }) => id)).size === given.length, 'two roles of staff share an id'),
  ]
}

const guids = (text: string): string[] => [...new Set(text.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [])]

/** Who deploys may give the roles that the template gives, and no others; what it may do to the subscription is little. */
const deployerLimited: FileCheck = (files) => {
  const condition = textOf(files, 'docs/deploy.md')
    .split('\n')
    .filter((line) => line.startsWith('((!(ActionMatches'))
  const template = Object.entries(files)
    .filter(([path]) => path.endsWith('.bicep'))
    .map(([, text]) => text)
  const halves = condition.join('').split(' AND ')
  const role = JSON.parse(textOf(files, 'infra/azure/deployer-role.json')) as Record<string, readonly string[]>
  const few =
    /^Microsoft\.Resources\/(deployments|subscriptions)\/([\w/]*\/)?(read|write|validate\/action|whatIf\/action)$/
  return [
    ...unless(halves.length === 2, 'giving or taking roles has no condition'),
    ...halves.flatMap((half) => differences('roles that may be given', guids(half), guids(template.join('\n')))),
    ...(role['Actions'] ?? [])
      .filter((action) => !few.test(action) || /resourceGroups\/write/.test(action))
      .map((action) => `${action} is more than starting a deployment`),
    ...unless(role['DataActions']?.length === 0, 'the deployer reads data'),
  ]
}

/** What the emulator is told of a queue: it takes no more than an hour of life and ten deliveries. */
const emulated = ({ name, lockDuration, maxDeliveryCount }: QueueSettings) => ({
  Name: name,
  Properties: {
    DeadLetteringOnMessageExpiration: true,
    DefaultMessageTimeToLive: 'PT1H',
    LockDuration: lockDuration,
    MaxDeliveryCount: Math.min(maxDeliveryCount, 10),
    RequiresDuplicateDetection: false,
    RequiresSession: false,
  },
})

const folder = 'infra/local/service-bus-emulator'

/** https://github.com/Azure/azure-service-bus-emulator-installer: one namespace of a fixed name; topics must be named. */
const emulatorMatches: FileCheck = (files) => {
  const expected = {
    UserConfig: {
      Namespaces: [{ Name: 'sbemulatorns', Queues: queueSettings.map(emulated), Topics: [] }],
      Logging: { Type: 'Console' },
    },
  }
  const given: unknown = JSON.parse(textOf(files, `${folder}/config.json`))
  const compose = textOf(files, `${folder}/docker-compose.yml`)
  const needed = ['./config.json:/ServiceBus_Emulator/ConfigFiles/Config.json:ro', '127.0.0.1:5672:5672']
  return [
    ...unless(JSON.stringify(given) === JSON.stringify(expected), 'the emulator’s queues differ from the table'),
    ...needed.filter((part) => !compose.includes(part)).map((part) => `docker-compose: ${part} is missing`),
    ...unless(!/PASSWORD: (?!\$\{)/.test(compose), 'docker-compose: a password stands in the repository'),
  ]
}

export const deliveryChecks = {
  developerCli,
  parametersFile,
  hostFile,
  leftOut,
  vaultFilled,
  rolesOfStaff,
  deployerLimited,
  emulatorMatches,
}
