// Checks that what is deployed is what the app needs: its settings, queues, tables, routes, roles and events.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how the templates spell what they fill in.

import { routes } from '../../functions/routes.ts'
import { settings } from '../../functions/settings.ts'
import type { Setting } from '../../shared/platform/configuration.ts'
import { membersOf, type Node, nodesOf, stringOf, valueAt } from './azure-bicep.ts'
import { type Check, differences, type Files, moduleOf, sources, textOf } from './azure-files.ts'

const table: readonly Setting[] = settings
const code = sources()
const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name = '']) => name)

/** Settings the template works out by itself; all others come from the file of defaults and from who deploys. */
const computed = ['HEADQUARTERS_ACCESS', 'DATAVERSE_TENANT_ID', 'DATAVERSE_CLIENT_ID']
const optional = table.filter((one) => one.default !== undefined && !one.secret && !computed.includes(one.name))

/** What the platform and the connections need beside the table. */
const platform = [
  'AzureWebJobsStorage__credential',
  'AzureWebJobsStorage__clientId',
  'AzureWebJobsStorage__blobServiceUri',
  'AzureWebJobsStorage__tableServiceUri',
  'ServiceBusConnection__credential',
  'ServiceBusConnection__clientId',
  'ServiceBusConnection__fullyQualifiedNamespace',
  'AzureWebJobsDisableHomepage',
  'APPLICATIONINSIGHTS_CONNECTION_STRING',
  'APPLICATIONINSIGHTS_AUTHENTICATION_STRING',
  'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID',
]

/** The settings that the template names, with their values; those of both branches of a choice. */
const namedSettings = (files: Files) => {
  const settingsResource = moduleOf(files, 'function-app').resources.find(({ name }) => name === 'settings')
  const properties = valueAt(settingsResource?.body, 'properties')
  return (properties ? nodesOf(properties, 'object') : []).flatMap((object) => membersOf(object))
}

const stringsIn = (node: Node | undefined): string[] => (node ? nodesOf(node, 'string').map(stringOf) : [])

const settingsMatch: Check = (files) => {
  const named = [...new Set(namedSettings(files).map(({ name }) => name))]
  const own = table.filter((one) => !optional.includes(one)).map(({ name }) => name)
  const defaults = JSON.parse(textOf(files, 'infra/azure/app-settings.json')) as Record<string, string>
  const { parameters } = JSON.parse(textOf(files, 'infra/azure/main.parameters.json')) as {
    parameters: { appSettings: { value: Record<string, string> } }
  }
  const given = parameters.appSettings.value
  const names = optional.map(({ name }) => name)
  return [
    ...differences('settings of the template', named, [...own, ...platform]),
    ...differences('defaults', Object.keys(defaults), names),
    ...optional.filter((one) => defaults[one.name] !== one.default).map(({ name }) => `the default of ${name} differs`),
    ...differences('parameters', Object.keys(given), names),
    ...names
      .filter((name) => given[name] !== `\${${name}}`)
      .map((name) => `${name} does not come from the environment`),
  ]
}

const secretsInVault: Check = (files) => {
  const references = namedSettings(files)
  const script = textOf(files, 'infra/azure/fill-vault.sh')
  const windows = textOf(files, 'infra/azure/fill-vault.ps1')
  return table
    .filter(({ secret }) => secret)
    .flatMap(({ name }) => {
      const inVault = name.replaceAll('_', '-')
      return [
        ...(references.some((one) => one.name === name && one.value.text === `'\${secretAddress}${inVault})'`)
          ? []
          : [`${name} is no reference to the vault`]),
        ...(script.includes(inVault) && windows.includes(inVault) ? [] : [`nothing puts ${inVault} into the vault`]),
      ]
    })
}

const tablesMatch: Check = (files) => {
  const list = moduleOf(files, 'storage').variables.find(({ name }) => name === 'tableNames')?.value
  const opened = [...new Set(found(code, /\bcreateTable\([\w.]+, '(\w+)'\)/g))]
  return [
    ...(opened.length === 0 ? ['no table is opened by the app'] : []),
    ...differences('tables', stringsIn(list), opened),
  ]
}

const covers = (path: string, route: string): boolean =>
  path.endsWith('/*') ? route.startsWith(path.slice(0, -1)) : route === path

const publicRoutes: Check = (files) => {
  const signIn = moduleOf(files, 'authentication').resources.find(({ isExisting }) => !isExisting)?.body
  const paths = stringsIn(valueAt(signIn, 'properties.globalValidation.excludedPaths'))
  const addresses = Object.values(routes).map(({ route, caller }) => ({
    path: route.startsWith('{ignored') ? '/' : `/${route}`,
    isStaffOnly: caller.startsWith('Headquarters.'),
  }))
  const isOpen = (route: string) => paths.some((path) => covers(path, route))
  return [
    ...addresses
      .filter(({ path, isStaffOnly }) => !isStaffOnly && !isOpen(path))
      .map(({ path }) => `${path} asks applicants to sign in`),
    ...addresses
      .filter(({ path, isStaffOnly }) => isStaffOnly && isOpen(path))
      .map(({ path }) => `${path} is open to everybody`),
    ...paths
      .filter((path) => !addresses.some((address) => covers(path, address.path)))
      .map((path) => `${path} is no address of the app`),
  ]
}

const rolesOfStaff: Check = (files) => {
  const given = JSON.parse(textOf(files, 'infra/azure/headquarters-roles.json')) as { value: string; id: string }[]
  const known = [...new Set(found(code, /'(Headquarters\.\w+)'/g))]
  return [
    ...differences(
      'roles of staff',
      given.map(({ value }) => value),
      known,
    ),
    ...(new Set(given.map(({ id }) => id)).size === given.length ? [] : ['two roles of staff share an id']),
  ]
}

const alertsFire: Check = (files) => {
  const { variables, resources } = moduleOf(files, 'alerts')
  const rules = variables.find(({ name }) => name === 'rules')?.value.children ?? []
  const events = rules.flatMap((rule) => stringsIn(valueAt(rule, 'events')))
  const logged = new Set(found(code, /log\.(?:warn|error)\(\s*'([\w-]+)'/g))
  const conditions = resources.flatMap(({ body }) => nodesOf(body, 'object'))
  const metrics = conditions.flatMap((one) => stringsIn(valueAt(one, 'metricName')))
  const values = conditions.flatMap((one) => valueAt(one, 'values')?.text ?? [])
  const queries = conditions.flatMap((one) => stringsIn(valueAt(one, 'query'))).join('\n')
  return [
    ...rules.flatMap((rule) =>
      differences(
        'members of a rule',
        membersOf(rule).map(({ name }) => name),
        ['name', 'severity', 'about', 'events'],
      ),
    ),
    ...(values.includes('rule.events') ? [] : ['the rules do not look for their events']),
    ...events.filter((event) => !logged.has(event)).map((event) => `the app never logs ${event}`),
    ...['bridge-paused', 'catch-up-error', 'message-unreadable', 'dead-letter', 'mail-unknown', 'events-lost']
      .filter((event) => !events.includes(event))
      .map((event) => `nobody is told of ${event}`),
    ...(metrics.includes('DeadletteredMessages') ? [] : ['nobody is told of dead letters']),
    ...(queries.includes('toint(ResultCode) >= 500') ? [] : ['nobody is told of failing requests']),
  ]
}

export const appChecks = {
  settingsMatch,
  secretsInVault,
  tablesMatch,
  publicRoutes,
  rolesOfStaff,
  alertsFire,
}
