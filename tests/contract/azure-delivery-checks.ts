// Checks of how the app gets to Azure: azure.yaml, the workflows, host.json and what is left out.

import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Check, type Files, main, mainOf, modulePath, root, textOf } from './azure-files.ts'

const unless = (holds: boolean, problem: string): string[] => (holds ? [] : [problem])

const developerCli: Check = (files) => {
  const text = textOf(files, 'azure.yaml')
  const service = /^services:\n {2}([\w-]+):\n/m.exec(text)?.[1] ?? ''
  const folder = /^ {2}path: (\S+)$/m.exec(text)?.[1] ?? ''
  const scripts = [...text.matchAll(/^ {6}run: (\S+)$/gm)].map(([, path = '']) => path)
  const commands = (JSON.parse(textOf(files, 'package.json')) as { scripts: Record<string, string> }).scripts
  return [
    ...unless(
      textOf(files, modulePath('function-app')).includes(`'azd-service-name': '${service}'`),
      `no app is tagged ${service}`,
    ),
    ...unless(mainOf(files).outputs.includes(`SERVICE_${service.toUpperCase()}_NAME`), 'the app’s name is no output'),
    ...unless(
      textOf(files, main).includes("'azd-env-name': environmentName"),
      'resources are not tagged with the environment',
    ),
    ...unless(main.startsWith(`${folder}/`), `${folder} holds no template`),
    ...unless(/^ {4}host: function$/m.test(text), 'the service is no function app'),
    ...unless(/^ {4}dist: dist\/package$/m.test(text) && 'package' in commands, 'what is deployed is not the package'),
    ...unless(/^ {4}remoteBuild: false$/m.test(text), 'Azure would build anew what was tested here'),
    ...unless(scripts.length === 2, 'the vault is not filled on both kinds of systems'),
    ...scripts.filter((path) => !(path in files)).map((path) => `${path} does not exist`),
  ]
}

const hostFile: Check = (files) => {
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
    // Alerts and the story of an onboarding need every line.
    ...unless(kept.includes('Trace') && kept.includes('Request'), 'lines of the log are left out when there are many'),
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

export const deliveryChecks = { developerCli, hostFile, leftOut }
