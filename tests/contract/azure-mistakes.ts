// Mistakes planted one at a time into what would be deployed; the named check must notice each.

import type { EnvironmentName, Estate, Json } from './azure-estate.ts'

export type Mistake = { readonly check: string; readonly about: string; readonly plant: (estate: Estate) => Estate }

type Editable = { [name: string]: Json | Editable }

/** A copy of the estate in which one resource of one environment was changed. @throws Error when nothing fits */
const inResource =
  (environment: EnvironmentName, type: string, fits: RegExp, change: (resource: Editable) => void) =>
  (estate: Estate): Estate => {
    const copy = structuredClone(estate) as Record<EnvironmentName, { predictedResources: Editable[] }> & Estate
    const found = copy[environment].predictedResources.find(
      (resource) => resource['type'] === type && fits.test(String(resource['id'])),
    )
    if (!found) throw new Error(`${type} ${fits} is not there`)
    change(found)
    return copy
  }

/** Writes a value at a path such as `properties.sku.name`; undefined takes the member away. */
const put = (path: string, value: Json | undefined) => (resource: Editable) => {
  const names = path.split('.')
  const last = names.pop() ?? ''
  const inner = names.reduce<Editable>((at, name) => at[name] as Editable, resource)
  if (value === undefined) delete inner[last]
  else inner[last] = value
}

const set = (
  check: string,
  about: string,
  environment: EnvironmentName,
  type: string,
  fits: RegExp,
  path: string,
  value: Json | undefined,
): Mistake => ({ check, about, plant: inResource(environment, type, fits, put(path, value)) })

/** Replaces a text anywhere in one environment. */
const written = (check: string, about: string, environment: EnvironmentName, from: string, to: string): Mistake => ({
  check,
  about,
  plant: (estate) => {
    const text = JSON.stringify(estate[environment])
    if (!text.includes(from)) throw new Error(`${from} is not there`)
    return { ...estate, [environment]: JSON.parse(text.replace(from, () => to)) }
  },
})

const dropped = (check: string, about: string, environment: EnvironmentName, fits: RegExp): Mistake => ({
  check,
  about,
  plant: (estate) => ({
    ...estate,
    [environment]: {
      ...estate[environment],
      predictedResources: estate[environment].predictedResources.filter(({ id }) => !fits.test(id)),
    },
  }),
})

const inArm = (check: string, about: string, change: (arm: Editable) => void): Mistake => ({
  check,
  about,
  plant: (estate) => {
    const copy = structuredClone(estate)
    change(copy.arm as unknown as Editable)
    return copy
  },
})

const account = 'Microsoft.Storage/storageAccounts'
const bus = 'Microsoft.ServiceBus/namespaces'
const vault = 'Microsoft.KeyVault/vaults'
const app = 'Microsoft.Web/sites'
const config = 'Microsoft.Web/sites/config'
const any = /./

export const mistakes: readonly Mistake[] = [
  set('settingsMatch', 'a setting left out', 'plain', config, /appsettings/, 'properties.MAIL_FROM', undefined),
  set('settingsMatch', 'a setting nobody knows', 'secret', config, /appsettings/, 'properties.SITE_TITLE', 'x'),
  set('choicesArrive', 'another default', 'plain', config, /appsettings/, 'properties.LIMIT_IN_ALL', '60'),
  set('choicesArrive', 'a choice that is lost', 'everything', config, /appsettings/, 'properties.SITE_NAME', 'x'),
  set('secretsInVault', 'a secret in the open', 'plain', config, /appsettings/, 'properties.SENDGRID_API_KEY', 'SG.a'),
  written('secretsInVault', 'a secret of another name', 'secret', 'CLIENT-SECRET)', 'SECRET)'),
  dropped('tablesMatch', 'a table left out', 'plain', /tables\/DualWrite$/),
  dropped('queuesMatch', 'a queue left out', 'plain', /queues\/mail$/),
  set('queuesMatch', 'another lock', 'secret', `${bus}/queues`, /mail$/, 'properties.lockDuration', 'PT5M'),
  inArm('queuesMatch', 'a tier left out', put('parameters.serviceBusSku.allowedValues', ['Standard', 'Premium'])),
  written('publicRoutes', 'a webhook that must sign in', 'everything', '"/api/sales/events"', '"/api/health"'),
  written('publicRoutes', 'headquarters open to everybody', 'everything', '"/assets/*"', '"/headquarters/*"'),
  written('publicRoutes', 'an address that does not exist', 'everything', '"/assets/*"', '"/assets/*","/old"'),
  set(
    'publicRoutes',
    'headquarters open without sign-in',
    'plain',
    config,
    /app/,
    'properties.HEADQUARTERS_ACCESS',
    'local',
  ),
  written('alertsFire', 'an event the app never logs', 'everything', '"events-lost"', '"events-missing"'),
  written('alertsFire', 'an event nobody is told of', 'everything', ',"mail-unknown"', ''),
  written('alertsFire', 'dead letters nobody sees', 'everything', 'DeadletteredMessages', 'ActiveMessages'),
  written('alertsFire', 'mails that do not arrive', 'everything', 'undelivered * 10 >= mails', 'undelivered > mails'),
  written('alertsFire', 'a full log that nobody notices', 'everything', 'OverQuota', 'Quota'),
  written('alertsFire', 'a limit of the log that is another one', 'everything', '> 1600', '> 800'),
  written('alertsFire', 'a line that is never written', 'everything', 'jobs-look\\"', 'jobs-looked\\"'),
  set(
    'alertsFire',
    'an alert for nobody',
    'everything',
    'Microsoft.Insights/scheduledQueryRules',
    /bridge/,
    'properties.actions',
    {},
  ),
  written('alertsFire', 'a rule over what is sampled', 'everything', '\\"jobs-look\\"', 'AppRequests'),
  written('alertsFire', 'a broken audit trail that nobody is told of', 'everything', '"audit-broken",', ''),
  written('securityAlertsFire', 'a kind that nobody is told of', 'plain', '"poison"', '"key"'),
  written('securityAlertsFire', 'a kind that is never logged', 'plain', '"token"', '"tokens"'),
  written('securityAlertsFire', 'a full log that blinds all', 'secret', 'OnDemandFunctionExecutionCount', 'Requests'),
  set(
    'securityAlertsFire',
    'a flood that fills a mailbox',
    'plain',
    'Microsoft.Insights/scheduledQueryRules',
    /\/flood/,
    'properties.autoMitigate',
    false,
  ),
  written('securityAlertsFire', 'a flood that counts as twenty', 'plain', '"metricMeasureColumn":"refused",', ''),
  written(
    'narrowRoles',
    'a wider role',
    'plain',
    '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39',
    '090c5cfd-751d-490a-894a-3ce6f1109419',
  ),
  dropped('narrowRoles', 'a role left out', 'plain', /components\/appi-.*roleAssignments/),
  written(
    'narrowRoles',
    'a role for the whole account',
    'plain',
    '/blobServices/default/containers/azure-webjobs-hosts/providers',
    '/providers',
  ),
  set('hardened', 'storage with keys', 'plain', account, /Accounts\/st/, 'properties.allowSharedKeyAccess', true),
  set('hardened', 'backups with keys', 'plain', account, /Accounts\/bk/, 'properties.allowSharedKeyAccess', true),
  set(
    'hardened',
    'storage with old encryption',
    'secret',
    account,
    /Accounts\/st/,
    'properties.minimumTlsVersion',
    'TLS1_0',
  ),
  set(
    'hardened',
    'storage without encryption',
    'plain',
    account,
    /Accounts\/st/,
    'properties.supportsHttpsTrafficOnly',
    false,
  ),
  set(
    'hardened',
    'backups that can be overwritten',
    'plain',
    `${account}/blobServices`,
    /Accounts\/bk/,
    'properties.isVersioningEnabled',
    false,
  ),
  set('hardened', 'a vault that can be emptied', 'plain', vault, any, 'properties.enablePurgeProtection', undefined),
  set('hardened', 'a vault without roles', 'plain', vault, any, 'properties.enableRbacAuthorization', false),
  set(
    'hardened',
    'a public package',
    'plain',
    `${account}/blobServices/containers`,
    /package/,
    'properties.publicAccess',
    'Blob',
  ),
  set(
    'hardened',
    'messages that vanish',
    'plain',
    `${bus}/queues`,
    /mail/,
    'properties.deadLetteringOnMessageExpiration',
    false,
  ),
  dropped('hardened', 'Service Bus without logs', 'plain', /sb-.*diagnosticSettings/),
  set(
    'hardened',
    'telemetry with keys',
    'plain',
    'Microsoft.Insights/components',
    any,
    'properties.DisableLocalAuth',
    false,
  ),
  set('hardened', 'an app without encryption', 'plain', app, any, 'properties.httpsOnly', false),
  set('hardened', 'references read as nobody', 'plain', app, any, 'properties.keyVaultReferenceIdentity', undefined),
  set(
    'hardened',
    'headquarters without sign-in',
    'secret',
    config,
    /auth/,
    'properties.globalValidation.requireAuthentication',
    false,
  ),
  set(
    'hardened',
    'a session without end',
    'secret',
    config,
    /auth/,
    'properties.login.cookieExpiration.convention',
    'IdentityProviderDerived',
  ),
  written('hardened', 'a strength that nobody asks for', 'everything', '\\"value\\":\\"c1\\"', '\\"value\\":\\"c2\\"'),
  inArm('noKeys', 'a secret as a parameter', put('parameters.mailSecret', { type: 'securestring' })),
  inArm('noKeys', 'a key as an output', put('outputs.STORAGE_KEY', 'x')),
  written('noKeys', 'a key that is read', 'plain', 'reference(', 'listKeys('),
  set('flexOnly', 'a setting that Flex refuses', 'plain', config, /app/, 'properties.FUNCTIONS_WORKER_RUNTIME', 'node'),
  inArm('closedByDefault', 'keys unless refused', put('parameters.serviceBusLocalAuth.defaultValue', true)),
  set('closedByDefault', 'a network without its tier', 'everything', bus, any, 'sku.name', 'Standard'),
  set(
    'closedByDefault',
    'storage open beside its network',
    'everything',
    account,
    /Accounts\/st/,
    'properties.publicNetworkAccess',
    'Enabled',
  ),
  set(
    'closedByDefault',
    'a key that may read',
    'everything',
    `${bus}/queues/authorizationRules`,
    any,
    'properties.rights',
    ['Send', 'Listen'],
  ),
  set(
    'closedByDefault',
    'an app outside of its network',
    'everything',
    app,
    any,
    'properties.virtualNetworkSubnetId',
    null,
  ),
  set(
    'networkWorks',
    'a name that does not resolve',
    'everything',
    'Microsoft.Network/privateDnsZones',
    /servicebus/,
    'name',
    'privatelink.bus',
  ),
  written(
    'networkWorks',
    'a subnet for something else',
    'everything',
    'Microsoft.App/environments',
    'Microsoft.Web/serverFarms',
  ),
  dropped('networkWorks', 'a zone nobody asks', 'everything', /servicebus.*virtualNetworkLinks/),
]
