// Checks that what would be deployed is what the app needs: its settings, queues, tables, routes and events.

import { queueSettings } from '../../functions/queues.ts'
import { routes } from '../../functions/routes.ts'
import { settings } from '../../functions/settings.ts'
import { securityEvents } from '../../shared/domain/security-events.ts'
import type { Setting } from '../../shared/platform/configuration.ts'
import {
  allOf,
  at,
  type Environment,
  type EstateCheck,
  environmentNames,
  filledIn,
  oneOf,
  type Resource,
  settingsOf,
  stringsOf,
} from './azure-estate.ts'
import { differences, sources, unless } from './azure-files.ts'

const table: readonly Setting[] = settings
const code = sources()
const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name = '']) => name)

/** Runs a check for each environment, and says which one a problem is in. */
export const everywhere =
  (check: (environment: Environment) => string[]): EstateCheck =>
  (estate) =>
    environmentNames.flatMap((name) => check(estate[name]).map((problem) => `${name}: ${problem}`))

/** What the platform and the connections need beside the table of settings. */
const platform = [
  'AzureWebJobsStorage__credential',
  'AzureWebJobsStorage__clientId',
  'AzureWebJobsStorage__blobServiceUri',
  'AzureWebJobsStorage__tableServiceUri',
  'ServiceBusConnection__credential',
  'ServiceBusConnection__clientId',
  'ServiceBusConnection__fullyQualifiedNamespace',
  'AzureWebJobsDisableHomepage',
  'AzureFunctionsJobHost__logging__logLevel__Function',
  'APPLICATIONINSIGHTS_CONNECTION_STRING',
  'APPLICATIONINSIGHTS_AUTHENTICATION_STRING',
]

/** Settings that only some environments need. */
const sometimes = [
  'SITE_KEYS',
  'SITE_EVENT_SECRETS',
  'HEADQUARTERS_TENANT_ID',
  'DATAVERSE_TENANT_ID',
  'DATAVERSE_CLIENT_SECRET',
  'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID',
]

const settingsMatch = everywhere((environment) =>
  differences(
    'settings',
    Object.keys(settingsOf(environment)).filter((name) => !sometimes.includes(name)),
    [...table.map(({ name }) => name).filter((name) => !sometimes.includes(name)), ...platform],
  ),
)

/** What nobody chose has the default of the table, and what is chosen gets through. */
const choicesArrive: EstateCheck = ({ plain, everything }) => {
  const untouched = settingsOf(plain)
  const chosen = settingsOf(everything)
  return [
    ...table
      .filter((one) => one.default !== undefined && !one.secret && !one.name.startsWith('DATAVERSE_CLIENT'))
      .filter(
        ({ name }) => !sometimes.includes(name) && untouched[name] !== table.find((one) => one.name === name)?.default,
      )
      .map(({ name }) => `${name} is not its default`),
    ...unless(chosen['SITE_NAME'] === 'Contoso', 'what somebody chose does not get through'),
    ...unless(chosen['LIMIT_IN_ALL'] === untouched['LIMIT_IN_ALL'], 'an empty choice takes the default away'),
    ...unless(chosen['PUBLIC_URL'] === 'https://partners.contoso.example', 'the own domain does not get through'),
  ]
}

const secretsInVault: EstateCheck = (estate) =>
  everywhere((environment) =>
    Object.entries(settingsOf(environment))
      .filter(([name]) => table.some((one) => one.name === name && one.secret))
      .filter(
        ([name, value]) =>
          filledIn(value) !==
          `@Microsoft.KeyVault(SecretUri=https://kv-abc.vault.azure.net/secrets/${name.replaceAll('_', '-')})`,
      )
      .map(([name]) => `${name} is no reference to the vault`),
  )(estate)

const tablesMatch = everywhere((environment) => {
  const opened = [...new Set(found(code, /\bcreateTable\([\w.]+, '(\w+)'\)/g))]
  const made = allOf(environment, 'Microsoft.Storage/storageAccounts/tableServices/tables')
  return [
    ...unless(opened.length > 0, 'no table is opened by the app'),
    ...differences(
      'tables',
      made.map(({ name }) => name.split('/').at(-1) ?? ''),
      opened,
    ),
  ]
})

const queuesMatch: EstateCheck = (estate) => [
  ...everywhere((environment) => {
    const made = allOf(environment, 'Microsoft.ServiceBus/namespaces/queues')
    return [
      ...differences(
        'queues',
        made.map(({ name }) => name.split('/').at(-1) ?? ''),
        queueSettings.map(({ name }) => name),
      ),
      ...queueSettings.flatMap(({ name, ...expected }) => {
        const queue = made.find((one) => one.name.endsWith(`/${name}`))
        return Object.entries(expected)
          .filter(([property, value]) => at(queue, `properties.${property}`) !== value)
          .map(([property]) => `${property} of ${name} is another one`)
      }),
    ]
  })(estate),
  ...differences('tiers', stringsOf(estate.arm.parameters['serviceBusSku']?.allowedValues), [
    'Basic',
    'Standard',
    'Premium',
  ]),
  // https://learn.microsoft.com/azure/service-bus-messaging/message-expiration: Basic ends every message after 14 days.
  ...unless(
    queueSettings.every(({ defaultMessageTimeToLive: life }) => Number(/^P(\d+)D$/.exec(life)?.[1] ?? Infinity) <= 14),
    'the tier Basic does not keep messages that long',
  ),
]

const covers = (path: string, route: string): boolean =>
  path.endsWith('/*') ? route.startsWith(path.slice(0, -1)) : route === path

const publicRoutes: EstateCheck = ({ everything, plain }) => {
  const signIn = oneOf(everything, 'Microsoft.Web/sites/config', /authsettingsV2$/)
  const paths = stringsOf(at(signIn, 'properties.globalValidation.excludedPaths'))
  const addresses = Object.values(routes).map(({ route, caller }) => ({
    path: route.startsWith('{ignored') ? '/' : `/${route}`,
    isStaffOnly: caller.startsWith('Headquarters.'),
  }))
  const isOpen = (route: string) => paths.some((path) => covers(path, route))
  const isClosed = settingsOf(plain)['HEADQUARTERS_ACCESS'] === 'closed'
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
    ...unless(isClosed, 'headquarters is open although nobody can sign in'),
  ]
}

const alertType = 'Microsoft.Insights/scheduledQueryRules'

/** Events of which somebody must be told. */
const important = [
  'bridge-paused',
  'catch-up-error',
  'message-unreadable',
  'dead-letter',
  'mail-unknown',
  'events-lost',
  'audit-broken',
  'audit-not-ended',
]

type Condition = Environment['outputs']

const conditionsOf = (rule: Resource): Condition[] =>
  ((at(rule, 'properties.criteria.allOf') ?? []) as readonly Condition[]).filter((one) => one !== null)

/** The values that a rule looks for in a column of what its query finds. */
const valuesIn = (conditions: readonly Condition[], column: string): string[] =>
  conditions
    .flatMap((one) => (at(one, 'dimensions') ?? []) as Condition[])
    .filter((dimension) => dimension['name'] === column)
    .flatMap((dimension) => stringsOf(at(dimension, 'values')))

const alertsFire: EstateCheck = ({ everything }) => {
  const rules = allOf(everything, alertType)
  const conditions = rules.flatMap(conditionsOf)
  const events = valuesIn(conditions, 'Event')
  const logged = new Set(found(code, /log\.(?:warn|error)\(\s*'([\w-]+)'/g))
  const queries = conditions.map((one) => String(at(one, 'query'))).join('\n')
  const groups = allOf(everything, 'Microsoft.Insights/actionGroups')
  const metric = oneOf(everything, 'Microsoft.Insights/metricAlerts', /dead-letters/)
  return [
    ...events.filter((event) => !logged.has(event)).map((event) => `the app never logs ${event}`),
    ...important.filter((event) => !events.includes(event)).map((event) => `nobody is told of ${event}`),
    ...unless(JSON.stringify(metric).includes('DeadletteredMessages'), 'nobody is told of dead letters'),
    ...unless(queries.includes("event == 'request-failed'"), 'nobody is told of failing requests'),
    ...unless(queries.includes('undelivered * 10 >= mails'), 'nobody is told that mails have stopped arriving'),
    ...unless(queries.includes('Detail contains "OverQuota"'), 'nobody is told that nothing is logged any more'),
    ...unless(queries.includes('Megabytes > 1600'), 'nobody is told in time that the log fills up'),
    ...unless(
      rules.every((rule) => {
        const told = stringsOf(at(rule, 'properties.actions.actionGroups'))
        return told.length > 0 && told.every((id) => groups.some((group) => group.id === id))
      }),
      'an alert reaches nobody',
    ),
    ...groups
      .filter((group) => !/"emailAddress":"(operations|security)@contoso\.example"/.test(JSON.stringify(group)))
      .map(({ name }) => `what goes to ${name} reaches nobody`),
    // Requests may be sampled away in a flood, so no rule may listen for them.
    ...unless(!queries.includes('AppRequests'), 'a rule counts requests, of which most are left out in a flood'),
    // The events that the rules of silence listen for.
    ...[...found(queries, /event\) in \(([^)]*)\)/g), ...found(queries, /startswith '\{"event":("[\w-]+")'/g)]
      .flatMap((names) => found(names, /"([\w-]+)"/g))
      .filter((name) => !code.includes(`log.info('${name}'`))
      .map((name) => `the app never logs ${name}`),
  ]
}

/** The rules over security events, by name: which kinds each tells of, and how many may be refused before. */
export const securityRules = (environment: Environment) =>
  allOf(environment, alertType)
    .filter((rule) => JSON.stringify(at(rule, 'properties.criteria')).includes('security-left-out'))
    .map((rule) => {
      const [condition] = conditionsOf(rule)
      return {
        rule,
        condition,
        name: rule.name.replace(/-[a-z0-9]{13}$/, ''),
        kinds: valuesIn(condition ? [condition] : [], 'kind'),
        most: Number(condition?.['threshold']),
      }
    })

/**
 * Every kind of security event is told of by one rule, apart from the others of it; once until it is over; and to others than
 * those who get the rest, so that no flood hides another kind or fills a mailbox in which something else arrives.
 */
const securityAlertsFire = everywhere((environment) => {
  const rules = securityRules(environment)
  const others = allOf(environment, alertType).filter((rule) => rule.name.startsWith('bridge'))
  const groupsOf = (rule: Resource) => stringsOf(at(rule, 'properties.actions.actionGroups'))
  const watched = JSON.stringify(allOf(environment, 'Microsoft.Insights/metricAlerts'))
  return [
    ...differences('kinds', rules.flatMap(({ kinds }) => kinds).sort(), Object.keys(securityEvents).sort()),
    ...rules.flatMap(({ kinds }) => kinds).filter((kind, index, all) => all.indexOf(kind) !== index),
    ...rules.flatMap(({ name, rule, condition }) => [
      ...unless(condition?.['timeAggregation'] === 'Total', `${name} counts lines, not refusals`),
      ...unless(condition?.['metricMeasureColumn'] === 'refused', `${name} counts lines, not refusals`),
      ...unless(at(rule, 'properties.autoMitigate') === true, `${name} is told again and again`),
      ...groupsOf(rule)
        .filter((id) => others.some((other) => groupsOf(other).includes(id)))
        .map(() => `${name} is told among everything else`),
    ]),
    ...['OnDemandFunctionExecutionCount', 'Http5xx', 'Http401', 'Http4xx']
      .filter((metric) => !watched.includes(metric))
      .map((metric) => `nobody looks at ${metric} when the log is full`),
  ]
})

export const appChecks = {
  settingsMatch,
  choicesArrive,
  secretsInVault,
  tablesMatch,
  queuesMatch,
  publicRoutes,
  alertsFire,
  securityAlertsFire,
}
