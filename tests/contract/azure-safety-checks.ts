// Checks of what makes the deployment safe: no keys, narrow roles, encrypted transport, what is deleted comes back.

import { everywhere } from './azure-app-checks.ts'
import { allOf, at, type EstateCheck, type Json, oneOf, settingsOf } from './azure-estate.ts'
import { differences, unless } from './azure-files.ts'

/** https://learn.microsoft.com/azure/role-based-access-control/built-in-roles, by the resource that each is given on. */
const roles: Readonly<Record<string, readonly string[]>> = {
  'storageAccounts/st': ['0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3 Storage Table Data Contributor'],
  'containers/azure-webjobs-hosts': ['ba92f5b4-2d11-453d-a403-e96b0029c9fe Storage Blob Data Contributor'],
  'containers/azure-webjobs-secrets': ['ba92f5b4-2d11-453d-a403-e96b0029c9fe Storage Blob Data Contributor'],
  'containers/app-package-': ['ba92f5b4-2d11-453d-a403-e96b0029c9fe Storage Blob Data Contributor'],
  'namespaces/sb-': [
    '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39 Azure Service Bus Data Sender',
    '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0 Azure Service Bus Data Receiver',
  ],
  'vaults/kv-': ['4633458b-17de-408a-b874-0445c86b69e6 Key Vault Secrets User'],
  'components/appi-': ['3913510d-42f4-4e42-8a64-420c390055eb Monitoring Metrics Publisher'],
}

/** What is asked for on top, for people and for hosts that need more. */
const onTop: Readonly<Record<string, readonly string[]>> = {
  'storageAccounts/st': ['b7e6dc6d-f1e8-4753-8033-0f276bb0955b Storage Blob Data Owner'],
  'vaults/kv-': ['b86a8fe4-44ce-4948-aee5-eccb2c155cd7 Key Vault Secrets Officer'],
  'containers/backups': ['ba92f5b4-2d11-453d-a403-e96b0029c9fe Storage Blob Data Contributor'],
}

const listed = (all: Readonly<Record<string, readonly string[]>>): string[] =>
  Object.entries(all).flatMap(([scope, ids]) => ids.map((id) => `${scope} ${id.split(' ')[0]}`))

/** Each role by what it is given on, without the part of a name that every environment has of its own. */
const given = (assignments: readonly { id: string; [member: string]: Json }[]): string[] =>
  assignments.map((assignment) => {
    const scope = assignment.id.split('/providers/Microsoft.Authorization')[0]?.replace(/^\[extensionResourceId\('/, '')
    const on = scope?.split("'")[0]?.split('/').slice(-2).join('/') ?? ''
    const role = String(at(assignment, 'properties.roleDefinitionId')).split('/').at(-1)
    return `${on.replace(/(\/(?:st|bk|sb-|kv-|appi-|app-package-))[a-z0-9]{13}$/, '$1')} ${role}`
  })

const narrowRoles: EstateCheck = ({ plain, everything }) => {
  const type = 'Microsoft.Authorization/roleAssignments'
  return [
    ...differences('roles', given(allOf(plain, type)), listed(roles)),
    ...differences('roles with all options', given(allOf(everything, type)), [...listed(roles), ...listed(onTop)]),
  ]
}

type Wanted = readonly [type: string, fits: RegExp, path: string, value: Json, why: string]

const account = 'Microsoft.Storage/storageAccounts'
const app = 'Microsoft.Web/sites'
const signIn = 'Microsoft.Web/sites/config'
const both = (path: string, value: Json, why: string): Wanted[] =>
  [/\/st[a-z0-9]{13}$/, /\/bk[a-z0-9]{13}$/].map((fits) => [account, fits, path, value, why])

/** What must hold in every environment. */
const required: readonly Wanted[] = [
  ...both('properties.allowSharedKeyAccess', false, 'storage must not accept keys'),
  ...both('properties.allowBlobPublicAccess', false, 'blobs must not be public'),
  ...both('properties.allowCrossTenantReplication', false, 'data must stay in the tenant'),
  ...both('properties.minimumTlsVersion', 'TLS1_2', 'storage needs TLS 1.2'),
  ...both('properties.supportsHttpsTrafficOnly', true, 'storage must be HTTPS only'),
  [
    `${account}/blobServices`,
    /Accounts\/st/,
    'properties.containerDeleteRetentionPolicy.enabled',
    true,
    'a deleted container must come back',
  ],
  [
    `${account}/blobServices`,
    /Accounts\/bk/,
    'properties.containerDeleteRetentionPolicy.enabled',
    true,
    'a deleted container must come back',
  ],
  [
    `${account}/blobServices`,
    /Accounts\/bk/,
    'properties.deleteRetentionPolicy.enabled',
    true,
    'a deleted backup must come back',
  ],
  [
    `${account}/blobServices`,
    /Accounts\/bk/,
    'properties.isVersioningEnabled',
    true,
    'an overwritten backup must come back',
  ],
  ['Microsoft.ServiceBus/namespaces', /./, 'properties.minimumTlsVersion', '1.2', 'Service Bus needs TLS 1.2'],
  ['Microsoft.KeyVault/vaults', /./, 'properties.enableRbacAuthorization', true, 'the vault must be opened by roles'],
  ['Microsoft.KeyVault/vaults', /./, 'properties.enableSoftDelete', true, 'a deleted secret must be recoverable'],
  ['Microsoft.KeyVault/vaults', /./, 'properties.enablePurgeProtection', true, 'nobody may delete a secret for good'],
  [
    'Microsoft.KeyVault/vaults',
    /./,
    'properties.softDeleteRetentionInDays',
    90,
    'a deleted secret must be recoverable',
  ],
  ['Microsoft.Insights/components', /./, 'properties.DisableLocalAuth', true, 'telemetry must not accept keys'],
  ['Microsoft.Web/serverfarms', /./, 'sku.tier', 'FlexConsumption', 'the plan is another one'],
  [app, /./, 'properties.httpsOnly', true, 'the app must be HTTPS only'],
  [app, /./, 'properties.siteConfig.minTlsVersion', '1.2', 'the app needs TLS 1.2'],
  [app, /./, 'properties.siteConfig.scmMinTlsVersion', '1.2', 'deployment needs TLS 1.2'],
  [app, /./, 'properties.siteConfig.ftpsState', 'Disabled', 'FTP must be off'],
  [app, /./, 'properties.functionAppConfig.runtime.name', 'node', 'the runtime is another one'],
  [app, /./, 'properties.functionAppConfig.runtime.version', '24', 'the runtime is another one'],
  [
    app,
    /./,
    'properties.functionAppConfig.deployment.storage.authentication.type',
    'UserAssignedIdentity',
    'the package must be read as the app’s identity',
  ],
]

/** What must hold where headquarters is open. */
const whenOpen: readonly Wanted[] = [
  [signIn, /auth/, 'properties.platform.enabled', true, 'headquarters must ask who it is'],
  [signIn, /auth/, 'properties.globalValidation.requireAuthentication', true, 'headquarters must ask who it is'],
  [
    signIn,
    /auth/,
    'properties.globalValidation.unauthenticatedClientAction',
    'RedirectToLoginPage',
    'people must be asked to sign in',
  ],
  [signIn, /auth/, 'properties.httpSettings.requireHttps', true, 'signing in must be HTTPS only'],
  [signIn, /auth/, 'properties.login.tokenStore.enabled', false, 'no tokens of people are kept'],
  [signIn, /auth/, 'properties.login.cookieExpiration.convention', 'FixedTime', 'a session must end'],
  [signIn, /auth/, 'properties.login.routes.logoutEndpoint', '/.auth/logout', 'people must be able to sign out'],
]

const hardened: EstateCheck = (estate) => [
  ...everywhere((environment) =>
    required
      .filter(([type, fits, path, value]) => at(oneOf(environment, type, fits), path) !== value)
      .map(([, , , , why]) => why),
  )(estate),
  ...whenOpen
    .filter(([type, fits, path, value]) => at(oneOf(estate.secret, type, fits), path) !== value)
    .map(([, , , , why]) => why),
  ...unless(
    at(oneOf(estate.everything, signIn, /auth/), 'properties.login.cookieExpiration.timeToExpiration') === '04:00:00',
    'a session does not end when it should',
  ),
  ...unless(
    JSON.stringify(oneOf(estate.everything, signIn, /auth/)).includes(
      '\\"acrs\\":{\\"essential\\":true,\\"value\\":\\"c1\\"}',
    ),
    'the strength that is demanded is not asked for when somebody signs in',
  ),
  ...everywhere((environment) => [
    ...allOf(environment, `${account}/blobServices/containers`)
      .filter((container) => at(container, 'properties.publicAccess') !== 'None')
      .map(({ name }) => `${name} is public`),
    ...allOf(environment, 'Microsoft.ServiceBus/namespaces/queues')
      .filter((queue) => at(queue, 'properties.deadLetteringOnMessageExpiration') !== true)
      .map(({ name }) => `an expired message of ${name} vanishes`),
    ...['namespaces/sb-', 'vaults/kv-']
      .filter(
        (part) => !allOf(environment, 'Microsoft.Insights/diagnosticSettings').some(({ id }) => id.includes(part)),
      )
      .map((part) => `${part} is not logged`),
    ...unless(
      String(at(oneOf(environment, app), 'properties.keyVaultReferenceIdentity')).includes(
        '/userAssignedIdentities/id-',
      ),
      'the app’s identity must open the vault',
    ),
  ])(estate),
]

const noKeys: EstateCheck = ({ arm, ...environments }) => [
  ...Object.keys(arm.outputs)
    .filter((name) => /secret|password|connection|key(?!_?vault)/i.test(name))
    .map((name) => `the output ${name} would be readable by everybody who sees deployments`),
  ...Object.entries(arm.parameters)
    .filter(([name, { type }]) => /secret|password|apikey/i.test(name) || type.startsWith('secure'))
    .map(([name]) => `the parameter ${name}: secrets go straight to the vault, not through the template`),
  ...Object.entries(environments).flatMap(([name, environment]) => [
    ...unless(!/\blist\w*\(/i.test(JSON.stringify(environment)), `${name}: keys must not be read`),
    ...unless(
      !/AccountKey|SharedAccessKey|DefaultEndpointsProtocol/i.test(JSON.stringify(environment)),
      `${name}: connection strings must not be made`,
    ),
    ...allOf(environment, 'Microsoft.KeyVault/vaults/secrets').map(
      (one) => `${name}: ${one.name} goes through the template`,
    ),
  ]),
]

/** https://learn.microsoft.com/azure/azure-functions/functions-app-settings#flex-consumption-plan-deprecations */
const notOnFlex =
  /^(FUNCTIONS_WORKER_RUNTIME|FUNCTIONS_EXTENSION_VERSION|WEBSITE_(RUN_FROM_PACKAGE|CONTENT\w*|NODE_DEFAULT_VERSION|TIME_ZONE)|SCM_DO_BUILD\w*|ENABLE_ORYX_BUILD|TZ)$/

const flexOnly = everywhere((environment) => [
  ...Object.keys(settingsOf(environment))
    .filter((name) => notOnFlex.test(name))
    .map((name) => `${name} is refused by Flex Consumption`),
  ...unless(at(oneOf(environment, app), 'properties.siteConfig.linuxFxVersion') === undefined, 'Flex refuses it'),
])

export const safetyChecks = { narrowRoles, hardened, noKeys, flexOnly }
