// Tells operators what needs a person. The app logs one line of JSON for each event; each rule looks for one of them.
param token string
param location string
param tags object
param email string
param workspaceId string
param serviceBusId string

// What belongs together is one rule, because each rule is charged; its alert names the event.
var rules = [
  {
    name: 'bridge'
    severity: 1
    about: 'The bridge to Sales has paused itself; see Dual-write in headquarters.'
    events: ['bridge-paused']
  }
  {
    name: 'given-up'
    severity: 2
    about: 'Work was given up or a mail is in doubt; see Dual-write, or the prospect, in headquarters.'
    events: ['catch-up-error', 'message-unreadable', 'dead-letter', 'mail-unknown']
  }
  {
    name: 'jobs'
    severity: 2
    about: 'The comparison with Sales or a job fails.'
    events: ['catch-up-failed', 'job-partition-failed']
  }
  {
    name: 'webhook'
    severity: 3
    about: 'Sales did not tell of changes; the comparison found them. Check the webhook.'
    events: ['events-lost']
  }
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

resource eventAlerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for rule in rules: {
  name: '${rule.name}-${token}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    description: rule.about
    severity: rule.severity
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      allOf: [
        {
          query: 'AppTraces | where Message startswith \'{"event":\' | extend Event = tostring(parse_json(Message).event)'
          timeAggregation: 'Count'
          dimensions: [{ name: 'Event', operator: 'Include', values: rule.events }]
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
