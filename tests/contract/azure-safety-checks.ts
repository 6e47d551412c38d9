// Checks of what makes the deployment safe: no keys, narrow roles, encrypted transport, nothing secret in the open.

import { type Check, differences, modulePath, templatesOf, textOf } from './azure-files.ts'

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
  const text = textOf(files, modulePath('roles'))
  const named = [...text.matchAll(/^ {2}(\w+): '([0-9a-f-]{36})'$/gm)].map(([, name, id]) => `${name} ${id}`)
  const expected = Object.entries(roles).map(([name, id]) => `${name} ${id}`)
  const unused = Object.keys(roles).filter((name) => !text.includes(`roleIds.${name}`))
  const elsewhere = Object.entries(files)
    .filter(([path]) => path.endsWith('.bicep') && path !== modulePath('roles'))
    .flatMap(([path, other]) => [...other.matchAll(guid)].map(([id]) => `${path}: ${id} stands outside the roles`))
  const assignments = text.split(/^resource /m).filter((part) => part.includes('roleAssignments@'))
  const wide = assignments
    .filter((part) => !/\n {2}scope: (storage|serviceBus|vault|insights)\n/.test(part))
    .map((part) => `${part.split(' ')[0]} is not limited to one resource`)
  return [
    ...differences('roles', named, expected),
    ...unused.map((name) => `${name} is never given`),
    ...elsewhere,
    ...wide,
  ]
}

/** What must stand in a file, and why. */
const required: readonly (readonly [module: string, line: RegExp, why: string])[] = [
  ['storage', /^ {4}allowSharedKeyAccess: false$/m, 'storage must not accept keys'],
  ['storage', /^ {4}allowBlobPublicAccess: false$/m, 'blobs must not be public'],
  ['storage', /^ {4}allowCrossTenantReplication: false$/m, 'data must stay in the tenant'],
  ['storage', /^ {4}minimumTlsVersion: 'TLS1_2'$/m, 'storage needs TLS 1.2'],
  ['storage', /^ {4}supportsHttpsTrafficOnly: true$/m, 'storage must be HTTPS only'],
  ['storage', /publicAccess: 'None'/, 'the package must not be public'],
  ['service-bus', /^ {4}disableLocalAuth: true$/m, 'Service Bus must not accept keys'],
  ['service-bus', /^ {4}minimumTlsVersion: '1\.2'$/m, 'Service Bus needs TLS 1.2'],
  ['service-bus', /^ {4}deadLetteringOnMessageExpiration: true$/m, 'an expired message must not vanish'],
  ['service-bus', /diagnosticSettings@[\s\S]*scope: namespace\n/, 'Service Bus must be logged'],
  ['key-vault', /^ {4}enableRbacAuthorization: true$/m, 'the vault must be opened by roles'],
  ['key-vault', /^ {4}enableSoftDelete: true$/m, 'a deleted secret must be recoverable'],
  ['key-vault', /diagnosticSettings@[\s\S]*scope: vault\n/, 'the vault must be logged'],
  ['monitoring', /^ {4}DisableLocalAuth: true$/m, 'telemetry must not accept keys'],
  ['monitoring', /workspaceCapping: \{ dailyQuotaGb: dailyQuotaGb \}/, 'logs need a daily limit'],
  ['function-app', /^ {4}httpsOnly: true$/m, 'the app must be HTTPS only'],
  ['function-app', /^ {6}minTlsVersion: '1\.2'$/m, 'the app needs TLS 1.2'],
  ['function-app', /^ {6}ftpsState: 'Disabled'$/m, 'FTP must be off'],
  ['function-app', /^ {4}keyVaultReferenceIdentity: identityId$/m, 'references must be read as the app’s identity'],
  ['function-app', /type: 'UserAssignedIdentity'/, 'the package must be read as the app’s identity'],
  ['authentication', /^ {6}requireAuthentication: true$/m, 'headquarters must ask who it is'],
  ['authentication', /^ {4}httpSettings: \{ requireHttps: true \}$/m, 'signing in must be HTTPS only'],
]

const hardened: Check = (files) =>
  required.flatMap(([module, line, why]) => (line.test(textOf(files, modulePath(module))) ? [] : [`${module}: ${why}`]))

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
  const text = textOf(files, modulePath('function-app'))
  const found = Object.entries(files)
    .filter(([path]) => /\.(bicep|yml|yaml)$|app-settings/.test(path))
    .flatMap(([path, other]) => {
      const setting = notOnFlex.exec(other)?.[0]
      return setting ? [`${path}: ${setting} is refused by Flex Consumption`] : []
    })
  const needed = [
    "{ name: 'FC1', tier: 'FlexConsumption' }",
    "{ name: 'node', version: '24' }",
    "type: 'blobContainer'",
  ]
  return [...found, ...needed.filter((part) => !text.includes(part)).map((part) => `function-app: ${part} is missing`)]
}

export const safetyChecks = { narrowRoles, hardened, noKeys, flexOnly }
