// Tells of attempts to get in, of floods, and of an audit trail that was touched. Apart from the other alerts, each kind by
// itself, and once until it is over: however often one of them happens, it hides no other and fills nobody's mailbox.
param token string
param location string
param tags object
param email string
param workspaceId string
param appId string

// How often a kind may be refused in a quarter of an hour before somebody is told.
var rules = [
  {
    name: 'break-in'
    severity: 1
    about: 'Something came that nobody sends by mistake: a forged header of who signed in, or a foreign message on a queue.'
    kinds: ['principal', 'poison']
    most: 0
  }
  {
    name: 'guessing'
    severity: 2
    about: 'Keys, signatures or sign-ins are refused again and again: somebody guesses, or somebody has an old one.'
    kinds: ['key', 'signature', 'token', 'user-token', 'identity', 'unauthenticated', 'forbidden', 'strength']
    most: 50
  }
  {
    name: 'flood'
    severity: 2
    about: 'Limits, sizes or traps are met so often that somebody means it.'
    kinds: ['limit', 'oversized', 'origin', 'return', 'trap']
    most: 500
  }
]

resource guards 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-security-${token}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'security'
    enabled: true
    emailReceivers: empty(email) ? [] : [{ name: 'security', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource refusals 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for rule in rules: {
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
    windowSize: 'PT15M'
    criteria: {
      allOf: [
        {
          query: loadTextContent('../queries/security-events.kql')
          timeAggregation: 'Total'
          metricMeasureColumn: 'refused'
          dimensions: [{ name: 'kind', operator: 'Include', values: rule.kinds }]
          operator: 'GreaterThan'
          threshold: rule.most
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    autoMitigate: true
    actions: { actionGroups: [guards.id] }
  }
}]

// Each line is told of, and told again as long as the check finds it.
resource auditTrail 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: 'audit-${token}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    description: 'A line of the audit trail was removed, changed or moved, or could not be written; see Audit trail in the guide for operators.'
    severity: 0
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      allOf: [
        {
          query: 'AppTraces | where Message startswith \'{"event":"audit-\' | extend Event = tostring(parse_json(Message).event)'
          timeAggregation: 'Count'
          dimensions: [{ name: 'Event', operator: 'Include', values: ['audit-broken', 'audit-not-ended'] }]
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    autoMitigate: false
    actions: { actionGroups: [guards.id] }
  }
}

// A check that does not run finds nothing. It runs every hour; with a schedule of more than six, switch this rule off.
resource auditSilence 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: 'audit-silence-${token}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    description: 'The audit trail was not checked for six hours.'
    severity: 2
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT1H'
    windowSize: 'PT6H'
    criteria: {
      allOf: [
        {
          query: 'AppTraces | where Message startswith \'{"event":"audit-verified"\''
          timeAggregation: 'Count'
          operator: 'LessThanOrEqual'
          threshold: 0
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    autoMitigate: true
    actions: { actionGroups: [guards.id] }
  }
}

// What Azure itself counts is not part of the log and has no daily limit, so these tell also when the log is full or off.
// A plan that does not count one of them leaves that one silent: it must not keep the rest from being deployed.
var metricRules = [
  {
    name: 'rush'
    about: 'The app is called five times as often as its own limits allow: a flood, which costs money and samples requests away.'
    metric: 'OnDemandFunctionExecutionCount'
    most: 300000
    window: 'PT1H'
  }
  {
    name: 'failing'
    about: 'Many requests end in a failure of the app.'
    metric: 'Http5xx'
    most: 50
    window: 'PT15M'
  }
  {
    name: 'guessed'
    about: 'Very many requests come without a sign-in or key that is accepted.'
    metric: 'Http401'
    most: 500
    window: 'PT15M'
  }
  {
    name: 'refused'
    about: 'Very many requests are refused: limits, sizes, keys, forms.'
    metric: 'Http4xx'
    most: 5000
    window: 'PT15M'
  }
]

resource metrics 'Microsoft.Insights/metricAlerts@2018-03-01' = [for rule in metricRules: {
  name: '${rule.name}-${token}'
  location: 'global'
  tags: tags
  properties: {
    description: rule.about
    severity: 1
    enabled: true
    scopes: [appId]
    evaluationFrequency: 'PT5M'
    windowSize: rule.window
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: rule.name
          metricNamespace: 'Microsoft.Web/sites'
          metricName: rule.metric
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: rule.most
          skipMetricValidation: true
        }
      ]
    }
    actions: [{ actionGroupId: guards.id }]
  }
}]
