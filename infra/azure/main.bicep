// Everything the app needs on Azure, in one resource group: azd provision, or az deployment sub create. Plain resources
// only, no registry modules, so that every line can be read and checked here.
targetScope = 'subscription'

@minLength(1)
@maxLength(40)
@description('Names the environment; the names of all resources are derived from it.')
param environmentName string

@description('Region; one that offers Flex Consumption.')
param location string

@description('Object id of who deploys and may then fill the vault. Empty = nobody gets that right here.')
param principalId string = ''

@allowed(['User', 'ServicePrincipal'])
param principalType string = 'User'

@description('Address of the Dynamics 365 Sales organization, such as https://contoso.crm.dynamics.com. Empty where headquarters decides (APPROVAL_DESK).')
param dataverseUrl string = ''

@allowed(['managedIdentity', 'clientSecret'])
@description('How the app signs in to Sales. With clientSecret the vault must hold DATAVERSE-CLIENT-SECRET.')
param dataverseAuth string = 'managedIdentity'

@description('Client id of the application user when it signs in with a secret.')
param dataverseClientId string = ''

@description('Sender of the mails to applicants; verified with SendGrid.')
param mailFrom string

@description('Address under which applicants reach the app when it has a domain of its own. Empty = the default host name.')
param publicUrl string = ''

@description('Client id of the app registration by which staff sign in to headquarters. Empty = headquarters stays closed.')
param headquartersClientId string = ''

@description('Whether sites prove themselves by keys. Then the vault must hold SITE-KEYS.')
param sitesHaveKeys bool = false

@description('Whether sites are told of changes at their eventsUrl. Then the vault must hold SITE-EVENT-SECRETS.')
param sitesAreTold bool = false

@description('Other settings of the app by name; empty values leave the default.')
param appSettings object = {}

@allowed(['Basic', 'Standard', 'Premium'])
@description('Basic does all the app needs, with no more than 100 connections. vnetEnabled makes it Premium.')
param serviceBusSku string = 'Standard'

@description('Lets Sales put its events onto the queue sales-changes with a key that can do nothing else.')
param serviceBusLocalAuth bool = false

@description('Puts storage and Service Bus (then Premium) behind private addresses in a network of the app.')
param vnetEnabled bool = false

@description('Storage Blob Data Owner on the whole storage account, which is what the documentation of Functions asks for, instead of contributor rights on the three containers that the host uses.')
param wideStorageRoles bool = false

@minValue(1)
@maxValue(24)
@description('Hours after which staff must sign in to headquarters again.')
param sessionHours int = 8

@description('Whether a front door or another proxy stands before the app; signing in then answers with its host name.')
param isBehindFrontDoor bool = false

@description('Object id of the group that may write backups of the tables and read them. Empty = nobody gets that right here.')
param backupPrincipalId string = ''

@allowed([512, 2048, 4096])
param instanceMemoryMB int = 512

@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 100

@minValue(0)
@description('Instances for HTTP that are always warm; 0 = scale to zero.')
param alwaysReadyHttp int = 0

@description('Address that gets the alerts. Empty = alerts show in the portal only.')
param alertEmail string = ''

@description('Address that gets the alerts over security events and the audit trail. Empty = alertEmail.')
param securityEmail string = ''

@minValue(1)
@description('Gigabytes of logs a day after which no more are taken in.')
param dailyQuotaGb int = 1

@description('Monthly amount in the currency of the subscription at which alertEmail is told; 0 = no budget.')
param budgetAmount int = 0

@description('First day of a month from which the budget counts, such as 2026-12-01.')
param budgetStart string = ''

// Where headquarters decides there is no Sales: none of its settings, secrets and alerts.
var isWithSales = (appSettings.?APPROVAL_DESK ?? '') != 'headquarters'
var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
var packageContainer = 'app-package-${token}'
// Names are worked out here and not taken from what a module gives back, so that a preview (what-if) can follow them.
var names = {
  identity: 'id-${token}'
  workspace: 'log-${token}'
  insights: 'appi-${token}'
  storage: 'st${token}'
  backup: 'bk${token}'
  serviceBus: 'sb-${token}'
  keyVault: 'kv-${token}'
  app: 'func-${token}'
}

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: { name: names.identity, location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: { workspaceName: names.workspace, insightsName: names.insights, location: location, tags: tags, dailyQuotaGb: dailyQuotaGb }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: { name: names.storage, location: location, tags: tags, packageContainer: packageContainer, isPublic: !vnetEnabled }
}

module serviceBus 'modules/service-bus.bicep' = {
  scope: group
  params: {
    name: names.serviceBus
    location: location
    tags: tags
    sku: vnetEnabled ? 'Premium' : serviceBusSku
    localAuth: serviceBusLocalAuth
    // Sales is outside of the network.
    isPublic: !vnetEnabled || serviceBusLocalAuth
    workspaceId: monitoring.outputs.workspaceId
  }
}

module backup 'modules/backup.bicep' = {
  scope: group
  params: { name: names.backup, location: location, tags: tags, operatorId: backupPrincipalId }
}

module keyVault 'modules/key-vault.bicep' = {
  scope: group
  params: { name: names.keyVault, location: location, tags: tags, workspaceId: monitoring.outputs.workspaceId }
}

module network 'modules/network.bicep' = if (vnetEnabled) {
  scope: group
  params: { token: token, location: location, tags: tags, storageId: storage.outputs.id, serviceBusId: serviceBus.outputs.id }
}

module roles 'modules/roles.bicep' = {
  scope: group
  dependsOn: [identity, monitoring, storage, serviceBus, keyVault]
  params: {
    identityName: names.identity
    deployerId: principalId
    deployerType: principalType
    storageName: names.storage
    packageContainer: packageContainer
    hasWideStorageRoles: wideStorageRoles
    serviceBusName: names.serviceBus
    keyVaultName: names.keyVault
    insightsName: names.insights
  }
}

module app 'modules/function-app.bicep' = {
  scope: group
  // The platform reads the package and the vault as the app's identity from the first moment on.
  dependsOn: [roles]
  params: {
    name: names.app
    planName: 'plan-${token}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageName: names.storage
    packageContainer: packageContainer
    serviceBusName: names.serviceBus
    keyVaultName: names.keyVault
    insightsName: names.insights
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyHttp: alwaysReadyHttp
    subnetId: vnetEnabled ? network!.outputs.appSubnetId : ''
    publicUrl: publicUrl
    isWithSales: isWithSales
    dataverseUrl: dataverseUrl
    dataverseAuth: dataverseAuth
    sitesHaveKeys: sitesHaveKeys
    sitesAreTold: sitesAreTold
    dataverseClientId: dataverseClientId
    mailFrom: mailFrom
    isHeadquartersOpen: !empty(headquartersClientId)
    appSettings: appSettings
  }
}

module authentication 'modules/authentication.bicep' = if (!empty(headquartersClientId)) {
  scope: group
  dependsOn: [app]
  params: {
    appName: names.app
    clientId: headquartersClientId
    sessionHours: sessionHours
    isBehindFrontDoor: isBehindFrontDoor
    signInStrength: appSettings.?HEADQUARTERS_SIGN_IN_STRENGTH ?? ''
  }
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: { token: token, location: location, tags: tags, email: alertEmail, workspaceId: monitoring.outputs.workspaceId, serviceBusId: serviceBus.outputs.id, dailyQuotaGb: dailyQuotaGb, isWithSales: isWithSales }
}

module securityAlerts 'modules/security-alerts.bicep' = {
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    email: empty(securityEmail) ? alertEmail : securityEmail
    workspaceId: monitoring.outputs.workspaceId
    appId: app.outputs.id
  }
}

module budget 'modules/budget.bicep' = if (budgetAmount > 0 && !empty(alertEmail)) {
  scope: group
  params: { name: 'budget-${token}', amount: budgetAmount, startDate: budgetStart, email: alertEmail }
}

output AZURE_TENANT_ID string = tenant().tenantId
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_KEY_VAULT_NAME string = keyVault.outputs.name
output AZURE_SERVICE_BUS_NAME string = serviceBus.outputs.name
output AZURE_STORAGE_NAME string = storage.outputs.name
output AZURE_BACKUP_URL string = backup.outputs.url
output SERVICE_APP_NAME string = app.outputs.name
output SERVICE_APP_URL string = app.outputs.url
output IDENTITY_CLIENT_ID string = identity.outputs.clientId
output IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
