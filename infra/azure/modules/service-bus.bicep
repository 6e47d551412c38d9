// The queues of the dual-write bridge, from the one table of queues. Only identities get in, unless Sales is to send to its
// one queue with a key.
param name string
param location string
param tags object
param sku string
param localAuth bool
param isPublic bool
param workspaceId string

var queues = loadJsonContent('../queues.json')

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: sku, tier: sku, capacity: sku == 'Premium' ? 1 : null }
  properties: {
    disableLocalAuth: !localAuth
    minimumTlsVersion: '1.2'
    publicNetworkAccess: isPublic ? 'Enabled' : 'Disabled'
  }
}

resource queue 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = [for settings in queues: {
  parent: namespace
  name: settings.name
  properties: {
    maxDeliveryCount: settings.maxDeliveryCount
    lockDuration: settings.lockDuration
    defaultMessageTimeToLive: settings.defaultMessageTimeToLive
    // What expires is found by the functions that record dead letters, instead of vanishing.
    deadLetteringOnMessageExpiration: true
    requiresSession: false
    requiresDuplicateDetection: false
  }
}]

resource salesChanges 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' existing = {
  parent: namespace
  name: 'sales-changes'
}

resource salesKey 'Microsoft.ServiceBus/namespaces/queues/authorizationRules@2024-01-01' = if (localAuth) {
  parent: salesChanges
  name: 'sales'
  dependsOn: [queue]
  properties: { rights: ['Send'] }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: namespace
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
  }
}

output id string = namespace.id
output name string = namespace.name
