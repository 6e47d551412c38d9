// Mistakes planted one at a time into the templates; the named check must notice each.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how the templates spell what they fill in.

import { main, modulePath } from './azure-files.ts'

export type Mistake = {
  readonly check: string
  readonly about: string
  readonly path: string
  readonly from: string
  readonly to: string
}

/** Mistakes in one file: which check must notice, what it is, and what is written instead of what. */
export const inFile =
  (path: string) =>
  (check: string, about: string, from: string, to: string): Mistake => ({ check, about, path, from, to })

const template = inFile(main)
const app = inFile(modulePath('function-app'))
const storage = inFile(modulePath('storage'))
const bus = inFile(modulePath('service-bus'))
const vault = inFile(modulePath('key-vault'))
const roles = inFile(modulePath('roles'))
const signIn = inFile(modulePath('authentication'))
const alerts = inFile(modulePath('alerts'))
const monitoring = inFile(modulePath('monitoring'))
const parameters = inFile('infra/azure/main.parameters.json')
const network = inFile(modulePath('network'))
const emulator = inFile('infra/local/service-bus-emulator/config.json')

export const mistakes: readonly Mistake[] = [
  template('namesResolve', 'a misspelled variable', "name: 'id-${token}'", "name: 'id-${tokn}'"),
  app('namesResolve', 'a parameter that was removed', 'param mailFrom string\n', ''),
  app(
    'everythingUsed',
    'a parameter nobody reads',
    'param mailFrom string\n',
    'param mailFrom string\nparam idle string\n',
  ),
  storage('versions', 'another version of an interface', 'tables@2025-01-01', 'tables@2026-04-01'),
  template('modulesFit', 'a module that does not exist', "'modules/alerts.bicep'", "'modules/alarms.bicep'"),
  template('modulesFit', 'a parameter that is not given', '    mailFrom: mailFrom\n', ''),
  template('modulesFit', 'a parameter that does not exist', 'tags, email: alertEmail', 'tags, mail: alertEmail'),
  template('modulesFit', 'an output that does not exist', 'keyVault.outputs.name\n', 'keyVault.outputs.title\n'),
  bus('typesHold', 'a misspelled property', 'requiresSession: false', 'requireSession: false'),
  bus('typesHold', 'a property of another resource', "minimumTlsVersion: '1.2'", "minTlsVersion: '1.2'"),
  vault('typesHold', 'a property left out that must be given', '    tenantId: tenant().tenantId\n', ''),
  vault('typesHold', 'a value that does not exist', "name: 'standard'", "name: 'standart'"),
  app('typesHold', 'a misspelled inner property', 'instanceMemoryMB: instanceMemoryMB', 'memoryMB: instanceMemoryMB'),
  signIn('typesHold', 'an action that does not exist', "'RedirectToLoginPage'", "'RedirectToLogin'"),
  alerts(
    'typesHold',
    'an alert without a severity',
    '    severity: 2\n    enabled: true\n    scopes: [serviceBusId]',
    '    enabled: true\n    scopes: [serviceBusId]',
  ),
  parameters('parametersFile', 'a required parameter left out', '"mailFrom"', '"mailTo"'),
  parameters(
    'parametersFile',
    'a value that stands in the repository',
    '"${DATAVERSE_URL}"',
    '"https://contoso.crm.dynamics.com"',
  ),
  roles('narrowRoles', 'a wrong role', '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39', '090c5cfd-751d-490a-894a-3ce6f1109419'),
  roles('narrowRoles', 'a role for the whole resource group', '  scope: vault\n', ''),
  roles('narrowRoles', 'a role that is named and not given', '[roleIds.serviceBusDataSender, ', '['),
  storage('hardened', 'storage with keys', 'allowSharedKeyAccess: false', 'allowSharedKeyAccess: true'),
  storage('hardened', 'storage with old encryption', "'TLS1_2'", "'TLS1_0'"),
  storage(
    'hardened',
    'storage without encryption',
    'supportsHttpsTrafficOnly: true',
    'supportsHttpsTrafficOnly: false',
  ),
  bus('hardened', 'Service Bus with keys', 'disableLocalAuth: !localAuth', 'disableLocalAuth: false'),
  bus('hardened', 'Service Bus without logs', '  scope: namespace\n', ''),
  bus('hardened', 'messages that vanish when they expire', 'OnMessageExpiration: true', 'OnMessageExpiration: false'),
  vault('hardened', 'a vault without roles', 'enableRbacAuthorization: true', 'enableRbacAuthorization: false'),
  monitoring('hardened', 'telemetry with keys', 'DisableLocalAuth: true', 'DisableLocalAuth: false'),
  app('hardened', 'an app without encryption', 'httpsOnly: true', 'httpsOnly: false'),
  app('hardened', 'an app with old encryption', "      minTlsVersion: '1.2'", "      minTlsVersion: '1.0'"),
  app('hardened', 'references read as nobody', '    keyVaultReferenceIdentity: identityId\n', ''),
  signIn('hardened', 'headquarters without signing in', 'requireAuthentication: true', 'requireAuthentication: false'),
  bus('hardened', 'a key that may read', "rights: ['Send']", "rights: ['Send', 'Listen']"),
  storage('hardened', 'storage open beside its network', "isPublic ? 'Enabled' : 'Disabled'", "'Enabled'"),
  template(
    'closedByDefault',
    'keys unless refused',
    'serviceBusLocalAuth bool = false',
    'serviceBusLocalAuth bool = true',
  ),
  template('closedByDefault', 'a network without its tier', "vnetEnabled ? 'Premium' : serviceBusSku", 'serviceBusSku'),
  template('closedByDefault', 'an app outside of its network', "vnetEnabled ? network!.outputs.appSubnetId : ''", "''"),
  network('networkWorks', 'a name that does not resolve', 'privatelink.blob', 'privatelink.blobs'),
  network('networkWorks', 'a subnet for something else', 'Microsoft.App/environments', 'Microsoft.Web/serverFarms'),
  network('typesHold', 'an endpoint without a subnet', "    subnet: { id: '${network.id}/subnets/endpoints' }\n", ''),
  network('namesResolve', 'a loop without its number', '(endpoint, index) in', '(endpoint, place) in'),
  storage(
    'noKeys',
    'a key as an output',
    'output name',
    'output key string = account.listKeys().keys[0].value\noutput name',
  ),
  template('noKeys', 'a secret as a parameter', 'param mailFrom string', 'param mailSecret string'),
  template('noKeys', 'a module of a registry', "'modules/alerts.bicep'", "'br/public:avm/res/insights/alert:0.1.0'"),
  app(
    'flexOnly',
    'a setting that Flex refuses',
    "AzureWebJobsDisableHomepage: 'true'",
    "FUNCTIONS_WORKER_RUNTIME: 'node'",
  ),
  app('flexOnly', 'another plan', "tier: 'FlexConsumption'", "tier: 'Dynamic'"),
  app('settingsMatch', 'a misspelled setting', 'MAIL_FROM:', 'MAIL_FORM:'),
  app('settingsMatch', 'a setting left out', "    AzureWebJobsDisableHomepage: 'true'\n", ''),
  inFile('infra/azure/app-settings.json')(
    'settingsMatch',
    'another default',
    '"LIMIT_IN_ALL": "6000"',
    '"LIMIT_IN_ALL": "60"',
  ),
  parameters(
    'settingsMatch',
    'a setting nobody can change',
    '"SITE_NAME": "${SITE_NAME}"',
    '"SITE_TITLE": "${SITE_TITLE}"',
  ),
  app('secretsInVault', 'a secret in the open', "'${secretAddress}SENDGRID-API-KEY)'", "'SG.abc'"),
  inFile('infra/azure/fill-vault.sh')(
    'secretsInVault',
    'a secret nobody writes',
    'ask SENDGRID-API-KEY',
    'ask SENDGRID',
  ),
  inFile('infra/azure/queues.json')('queuesMatch', 'another queue', '"sales-writes"', '"sales-write"'),
  inFile('infra/azure/queues.json')(
    'queuesMatch',
    'fewer deliveries',
    '"maxDeliveryCount": 10',
    '"maxDeliveryCount": 1',
  ),
  bus('queuesMatch', 'a fixed lock', 'settings.lockDuration', "'PT5M'"),
  template('queuesMatch', 'a tier nobody looked at', "['Basic', 'Standard', 'Premium']", "['Standard', 'Premium']"),
  emulator('emulatorMatches', 'another lock', '"LockDuration": "PT1M"', '"LockDuration": "PT5M"'),
  emulator('emulatorMatches', 'a queue left out', '"Name": "mail"', '"Name": "mails"'),
  inFile('infra/local/service-bus-emulator/docker-compose.yml')(
    'emulatorMatches',
    'a password in the repository',
    '${MSSQL_SA_PASSWORD:?choose one}',
    'Passw0rd',
  ),
  storage('tablesMatch', 'a table left out', ", 'DualWrite'", ''),
  signIn('publicRoutes', 'a webhook that must sign in', "        '/api/sales/events'\n", ''),
  signIn('publicRoutes', 'headquarters open to everybody', "'/assets/*'", "'/headquarters/*'"),
  signIn('publicRoutes', 'an address that does not exist', "'/assets/*'", "'/assets/*'\n        '/old'"),
  inFile('infra/azure/headquarters-roles.json')(
    'rolesOfStaff',
    'a role the app does not know',
    'Headquarters.Admin',
    'Headquarters.Boss',
  ),
  alerts('alertsFire', 'an event the app never logs', "['events-lost']", "['events-missing']"),
  alerts('alertsFire', 'an event nobody is told of', ", 'mail-unknown']", ']'),
  alerts('alertsFire', 'rules that look for everything', 'values: rule.events', "values: ['*']"),
  alerts('alertsFire', 'dead letters nobody sees', 'DeadletteredMessages', 'ActiveMessages'),
]
