// Staff sign in with Microsoft Entra ID; the app registration's roles say who may do what in headquarters. What
// applicants, Sales and SendGrid call stays reachable without signing in: it has tokens, keys and signatures of its own.
param appName string
param clientId string

resource app 'Microsoft.Web/sites@2024-11-01' existing = {
  name: appName
}

resource authentication 'Microsoft.Web/sites/config@2024-11-01' = {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: { enabled: true, runtimeVersion: '~1' }
    globalValidation: {
      requireAuthentication: true
      unauthenticatedClientAction: 'RedirectToLoginPage'
      redirectToProvider: 'azureactivedirectory'
      excludedPaths: [
        '/'
        '/sign-up'
        '/sign-up/*'
        '/requests/*'
        '/assets/*'
        '/api/onboarding-requests'
        '/api/onboarding-requests/*'
        '/api/openapi.json'
        '/api/health'
        '/api/sales/events'
        '/api/mail/events'
      ]
    }
    httpSettings: { requireHttps: true }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        registration: {
          clientId: clientId
          openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
          // The app's identity stands in for a client secret:
          // https://learn.microsoft.com/azure/app-service/configure-authentication-provider-aad
          clientSecretSettingName: 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'
        }
        validation: { allowedAudiences: [clientId, 'api://${clientId}'] }
      }
    }
    login: { tokenStore: { enabled: false } }
  }
}
