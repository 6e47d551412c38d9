// Tells operators what needs a person. The app logs one line of JSON for each event; each rule looks for one of them.
param token string
param location string
param tags object
param email string
param workspaceId string
param serviceBusId string
param dailyQuotaGb int
param isWithSales bool

// What belongs together is one rule, because each rule is charged; its alert names the event.
var salesRules = [
  {
    name: 'bridge'
    severity: 1
    about: 'The bridge to Sales has paused itself; see Dual-write in headquarters.'
    events: ['bridge-paused']
  }
  {
    name: 'webhook'
    severity: 3
    about: 'Sales did not tell of changes; the comparison found them. Check the webhook.'
    events: ['events-lost']
  }
]
var rules = concat(isWithSales ? salesRules : [], [
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
])

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
          query: loadTextContent('../queries/failures.kql')
          timeAggregation: 'Total'
          metricMeasureColumn: 'failures'
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

// What is looked for over a longer time. First what is logged about the log itself: it is told of although the limit has been
// reached, because Azure writes it beside the log. https://learn.microsoft.com/azure/azure-monitor/logs/daily-cap
var longRules = [
  {
    name: 'log-cap'
    severity: 1
    about: 'The daily limit of the log is reached: until it begins anew nothing is logged, and alerts over the log are blind. Raise dailyQuotaGb, and look for what floods the log.'
    query: '_LogOperation | where Category =~ "Ingestion" | where Detail contains "OverQuota"'
    operator: 'GreaterThan'
    window: 'PT5M'
    every: 'PT5M'
  }
  {
    name: 'log-nearly-full'
    severity: 2
    about: 'Four fifths of what may be logged in a day are used up.'
    query: 'Usage | where IsBillable and StartTime >= startofday(now()) | summarize Megabytes = sum(Quantity) | where Megabytes > ${dailyQuotaGb * 800}'
    operator: 'GreaterThan'
    window: 'P1D'
    every: 'PT1H'
  }
  {
    name: 'silence'
    severity: 2
    about: 'Nothing was run for an hour, although the jobs should: the app does not run, or nothing is logged any more.'
    query: 'AppTraces | where Message startswith \'{"event":"job\' | where tostring(parse_json(Message).event) in ("job-run", "jobs-look")'
    operator: 'LessThanOrEqual'
    window: 'PT1H'
    every: 'PT15M'
  }
  // A single mail that did not arrive is shown in headquarters; here it is told that many did not, once until it is over.
  {
    name: 'mails'
    severity: 2
    about: 'Within a day three mails or more, and a tenth of all, did not arrive: the sender may be blocked. See "Mail not delivered" on All prospects.'
    query: loadTextContent('../queries/mails-not-delivered.kql')
    operator: 'GreaterThan'
    window: 'P1D'
    every: 'PT1H'
  }
]

resource logAlerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for rule in longRules: {
  name: '${rule.name}-${token}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    description: rule.about
    severity: rule.severity
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: rule.every
    windowSize: rule.window
    criteria: {
      allOf: [
        {
          query: rule.query
          timeAggregation: 'Count'
          operator: rule.operator
          threshold: 0
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    autoMitigate: true
    actions: { actionGroups: [staff.id] }
  }
}]

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
