// The app on a Flex Consumption plan. Every setting that the app knows is given here by name, so that nothing depends on
// what a person remembered to type in.
param name string
param planName string
param location string
param tags object
param identityId string
param identityClientId string
param storageName string
param packageContainer string
param serviceBusName string
param keyVaultName string
param insightsName string
param instanceMemoryMB int
param maximumInstanceCount int
param alwaysReadyHttp int
param subnetId string
param publicUrl string
param isWithSales bool
param dataverseUrl string
param dataverseAuth string
param sitesHaveKeys bool
param sitesAreTold bool
param dataverseClientId string
param mailFrom string
param isHeadquartersOpen bool
param appSettings object

var usesSecret = dataverseAuth == 'clientSecret'
var secretAddress = '@Microsoft.KeyVault(SecretUri=${vault.properties.vaultUri}secrets/'
var defaults = loadJsonContent('../app-settings.json')
var given = toObject(filter(items(appSettings), item => !empty(item.value)), item => item.key, item => item.value)

resource storage 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storageName
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: keyVaultName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'app' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    // Without this the references are read as the system's identity, which this app does not have.
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storage.properties.primaryEndpoints.blob}${packageContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: { name: 'node', version: '24' }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyHttp > 0 ? [{ name: 'http', instanceCount: alwaysReadyHttp }] : []
      }
    }
  }
}

resource settings 'Microsoft.Web/sites/config@2024-11-01' = {
  parent: app
  name: 'appsettings'
  properties: union(defaults, given, !isWithSales ? {} : usesSecret ? {
    DATAVERSE_TENANT_ID: tenant().tenantId
    DATAVERSE_CLIENT_ID: dataverseClientId
    DATAVERSE_CLIENT_SECRET: '${secretAddress}DATAVERSE-CLIENT-SECRET)'
  } : {
    DATAVERSE_CLIENT_ID: identityClientId
  }, isWithSales ? {
    DATAVERSE_URL: dataverseUrl
    SALES_EVENT_KEYS: '${secretAddress}SALES-EVENT-KEYS)'
  } : {}, sitesHaveKeys ? {
    SITE_KEYS: '${secretAddress}SITE-KEYS)'
  } : {}, sitesAreTold ? {
    SITE_EVENT_SECRETS: '${secretAddress}SITE-EVENT-SECRETS)'
  } : {}, isHeadquartersOpen ? {
    HEADQUARTERS_ACCESS: 'app-service'
    HEADQUARTERS_TENANT_ID: tenant().tenantId
    OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: identityClientId
  } : {
    HEADQUARTERS_ACCESS: 'closed'
  }, {
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identityClientId
    AzureWebJobsStorage__blobServiceUri: storage.properties.primaryEndpoints.blob
    AzureWebJobsStorage__tableServiceUri: storage.properties.primaryEndpoints.table
    ServiceBusConnection__credential: 'managedidentity'
    ServiceBusConnection__clientId: identityClientId
    ServiceBusConnection__fullyQualifiedNamespace: '${serviceBusName}.servicebus.windows.net'
    AzureWebJobsDisableHomepage: 'true'
    // That a call began and ended says nothing that its request does not say, and would be two lines more for each.
    AzureFunctionsJobHost__logging__logLevel__Function: 'Warning'
    APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
    PUBLIC_URL: empty(publicUrl) ? 'https://${app.properties.defaultHostName}' : publicUrl
    MAIL_FROM: mailFrom
    STATUS_TOKEN_SECRET: '${secretAddress}STATUS-TOKEN-SECRET)'
    SENDGRID_API_KEY: '${secretAddress}SENDGRID-API-KEY)'
  })
}

output id string = app.id
output name string = app.name
output url string = 'https://${app.properties.defaultHostName}'
