// Checks of what makes the deployment safe: no keys, narrow roles, encrypted transport, nothing secret in the open.

import { membersOf, nodesOf, stringOf, valueAt } from './azure-bicep.ts'
import { type Check, differences, moduleOf, modulePath, templatesOf, textOf } from './azure-files.ts'

/** https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const roles: Readonly<Record<string, string>> = {
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3',
  serviceBusDataSender: '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39',
  serviceBusDataReceiver: '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0',
  keyVaultSecretsUser: '4633458b-17de-408a-b874-0445c86b69e6',
  keyVaultSecretsOfficer: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7',
  monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb',
}

const guid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

const narrowRoles: Check = (files) => {
  const { variables, resources, root } = moduleOf(files, 'roles')
  const table = membersOf(variables.find(({ name }) => name === 'roleIds')?.value)
  const used = nodesOf(root, 'member_expression').map(({ text }) => text)
  const elsewhere = Object.keys(templatesOf(files))
    .filter((path) => path !== modulePath('roles'))
    .flatMap((path) => [...textOf(files, path).matchAll(guid)].map(([id]) => `${path}: ${id} stands outside the roles`))
  const own = resources.filter(({ isExisting }) => isExisting).map(({ name }) => name)
  const wide = resources
    .filter(({ type }) => type.startsWith('Microsoft.Authorization/roleAssignments@'))
    .filter(({ body }) => !own.includes(valueAt(body, 'scope')?.text ?? ''))
    .map(({ name }) => `${name} is not limited to one resource`)
  return [
    ...differences(
      'roles',
      table.map(({ name, value }) => `${name} ${stringOf(value)}`),
      Object.entries(roles).map(([name, id]) => `${name} ${id}`),
    ),
    ...Object.keys(roles)
      .filter((name) => !used.includes(`roleIds.${name}`))
      .map((name) => `${name} is never given`),
    ...elsewhere,
    ...wide,
  ]
}

const publicOrNot = "isPublic ? 'Enabled' : 'Disabled'"

/** What must stand where, and why: module, resource, path of the member, its value as it is written. */
const required: readonly (readonly [module: string, resource: string, path: string, value: string, why: string])[] = [
  ['storage', 'account', 'properties.allowSharedKeyAccess', 'false', 'storage must not accept keys'],
  ['storage', 'account', 'properties.allowBlobPublicAccess', 'false', 'blobs must not be public'],
  ['storage', 'account', 'properties.allowCrossTenantReplication', 'false', 'data must stay in the tenant'],
  ['storage', 'account', 'properties.minimumTlsVersion', "'TLS1_2'", 'storage needs TLS 1.2'],
  ['storage', 'account', 'properties.supportsHttpsTrafficOnly', 'true', 'storage must be HTTPS only'],
  ['storage', 'package', 'properties.publicAccess', "'None'", 'the package must not be public'],
  ['service-bus', 'namespace', 'properties.disableLocalAuth', '!localAuth', 'Service Bus must not accept keys'],
  ['service-bus', 'namespace', 'properties.minimumTlsVersion', "'1.2'", 'Service Bus needs TLS 1.2'],
  ['service-bus', 'queue', 'properties.deadLetteringOnMessageExpiration', 'true', 'an expired message must not vanish'],
  ['service-bus', 'salesKey', 'properties.rights', "['Send']", 'the key of Sales may only send'],
  ['service-bus', 'namespace', 'properties.publicNetworkAccess', publicOrNot, 'a network must close Service Bus'],
  ['storage', 'account', 'properties.publicNetworkAccess', publicOrNot, 'a network must close storage'],
  [
    'storage',
    'account',
    'properties.networkAcls.defaultAction',
    "isPublic ? 'Allow' : 'Deny'",
    'a network must close storage',
  ],
  ['network', 'links', 'properties.registrationEnabled', 'false', 'the zones hold the endpoints only'],
  ['service-bus', 'diagnostics', 'scope', 'namespace', 'Service Bus must be logged'],
  ['key-vault', 'vault', 'properties.enableRbacAuthorization', 'true', 'the vault must be opened by roles'],
  ['key-vault', 'vault', 'properties.enableSoftDelete', 'true', 'a deleted secret must be recoverable'],
  ['key-vault', 'diagnostics', 'scope', 'vault', 'the vault must be logged'],
  ['monitoring', 'insights', 'properties.DisableLocalAuth', 'true', 'telemetry must not accept keys'],
  ['monitoring', 'workspace', 'properties.workspaceCapping.dailyQuotaGb', 'dailyQuotaGb', 'logs need a daily limit'],
  ['function-app', 'app', 'properties.httpsOnly', 'true', 'the app must be HTTPS only'],
  ['function-app', 'app', 'properties.siteConfig.minTlsVersion', "'1.2'", 'the app needs TLS 1.2'],
  ['function-app', 'app', 'properties.siteConfig.ftpsState', "'Disabled'", 'FTP must be off'],
  [
    'function-app',
    'app',
    'properties.keyVaultReferenceIdentity',
    'identityId',
    'the app’s identity must open the vault',
  ],
  [
    'function-app',
    'app',
    'properties.functionAppConfig.deployment.storage.authentication.type',
    "'UserAssignedIdentity'",
    'the package must be read as the app’s identity',
  ],
  ['authentication', 'authentication', 'properties.platform.enabled', 'true', 'headquarters must ask who it is'],
  [
    'authentication',
    'authentication',
    'properties.globalValidation.requireAuthentication',
    'true',
    'headquarters must ask who it is',
  ],
  ['authentication', 'authentication', 'properties.httpSettings.requireHttps', 'true', 'signing in must be HTTPS only'],
]

const hardened: Check = (files) =>
  required
    .filter(([module, resource, path, value]) => {
      const { resources } = moduleOf(files, module)
      return valueAt(resources.find(({ name }) => name === resource)?.body, path)?.text !== value
    })
    .map(([module, , , , why]) => `${module}: ${why}`)

const forbidden: readonly (readonly [what: RegExp, why: string])[] = [
  [/\blist(Keys|AccountSas|ServiceSas|Secrets)?\(/i, 'keys must not be read'],
  [/\bAccountKey\b|SharedAccessKey|DefaultEndpointsProtocol/i, 'connection strings must not be made'],
  [/\bbr[:/]/, 'modules of a registry cannot be checked here'],
  [/@secure\(\)/, 'secrets go straight to the vault, not through the template'],
  [/vaults\/secrets@/, 'secrets go straight to the vault, not through the template'],
]

const noKeys: Check = (files) =>
  Object.entries(templatesOf(files)).flatMap(([path, { outputs, parameters }]) => [
    ...forbidden.filter(([what]) => what.test(textOf(files, path))).map(([, why]) => `${path}: ${why}`),
    ...outputs
      .filter((name) => /secret|password|connection|key(?!_?vault)/i.test(name))
      .map((name) => `${path}: the output ${name} would be readable by everybody who sees deployments`),
    ...parameters
      .filter(({ name }) => /secret|password|apikey/i.test(name))
      .map(({ name }) => `${path}: the parameter ${name} would be readable in the deployment`),
  ])

/** https://learn.microsoft.com/azure/azure-functions/functions-app-settings#flex-consumption-plan-deprecations */
const notOnFlex =
  /FUNCTIONS_WORKER_RUNTIME|FUNCTIONS_EXTENSION_VERSION|WEBSITE_(RUN_FROM_PACKAGE|CONTENT\w*|NODE_DEFAULT_VERSION|TIME_ZONE)|SCM_DO_BUILD\w*|ENABLE_ORYX_BUILD|linuxFxVersion|basicPublishingCredentialsPolicies|\bTZ\b/

const flexOnly: Check = (files) => {
  const { resources } = moduleOf(files, 'function-app')
  const at = (resource: string, path: string) => valueAt(resources.find(({ name }) => name === resource)?.body, path)
  const needed: readonly (readonly [resource: string, path: string, value: string])[] = [
    ['plan', 'sku.tier', "'FlexConsumption'"],
    ['plan', 'sku.name', "'FC1'"],
    ['app', 'properties.functionAppConfig.runtime.name', "'node'"],
    ['app', 'properties.functionAppConfig.runtime.version', "'24'"],
    ['app', 'properties.functionAppConfig.deployment.storage.type', "'blobContainer'"],
  ]
  const found = Object.entries(files)
    .filter(([path]) => /\.(bicep|yml|yaml)$|app-settings/.test(path))
    .flatMap(([path, other]) => {
      const setting = notOnFlex.exec(other)?.[0]
      return setting ? [`${path}: ${setting} is refused by Flex Consumption`] : []
    })
  return [
    ...found,
    ...needed
      .filter(([resource, path, value]) => at(resource, path)?.text !== value)
      .map(([resource, path]) => `function-app: ${path} of the ${resource} is another one`),
  ]
}

export const safetyChecks = { narrowRoles, hardened, noKeys, flexOnly }
