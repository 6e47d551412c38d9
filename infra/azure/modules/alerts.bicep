// Tells operators what needs a person. The app logs one line of JSON for each event; each rule looks for one of them.
param token string
param location string
param tags object
param email string
param workspaceId string
param serviceBusId string

var events = [
  { name: 'bridge-paused', severity: 1, about: 'The bridge to Sales has paused itself; see Dual-write in headquarters.' }
  { name: 'catch-up-error', severity: 2, about: 'A change could not be carried over; it waits on the page Dual-write.' }
  { name: 'message-unreadable', severity: 2, about: 'A message could not be read; it waits on the page Dual-write.' }
  { name: 'dead-letter', severity: 2, about: 'A message failed too often; it waits on the page Dual-write.' }
  { name: 'mail-unknown', severity: 2, about: 'Nobody knows whether a mail arrived; see the prospect in headquarters.' }
  { name: 'catch-up-failed', severity: 2, about: 'The comparison with Sales fails.' }
  { name: 'job-partition-failed', severity: 2, about: 'A job could not do all its work.' }
  { name: 'events-lost', severity: 3, about: 'Sales did not tell of changes; the comparison found them. Check the webhook.' }
]

resource staff 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${token}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'onboarding'
    enabled: true
    emailReceivers: empty(email) ? [] : [{ name: 'staff', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource eventAlerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for event in events: {
  name: '${event.name}-${token}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    description: event.about
    severity: event.severity
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      allOf: [
        {
          query: 'AppTraces | where Message contains \'"event":"${event.name}"\''
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    autoMitigate: false
    actions: { actionGroups: [staff.id] }
  }
}]

resource serverErrors 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: 'server-errors-${token}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    description: 'Requests or queue messages end in a failure of the app.'
    severity: 2
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      allOf: [
        {
          query: 'AppRequests | where toint(ResultCode) >= 500 or (Success == false and ResultCode == "0")'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 5
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    autoMitigate: true
    actions: { actionGroups: [staff.id] }
  }
}

resource deadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'dead-letters-${token}'
  location: 'global'
  tags: tags
  properties: {
    description: 'Messages stay in a dead-letter queue, although the app should move them to the page Dual-write.'
    severity: 2
    enabled: true
    scopes: [serviceBusId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'dead-letters'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'DeadletteredMessages'
          timeAggregation: 'Minimum'
          operator: 'GreaterThan'
          threshold: 0
          dimensions: [{ name: 'EntityName', operator: 'Include', values: ['*'] }]
        }
      ]
    }
    actions: [{ actionGroupId: staff.id }]
  }
}
