// Staff sign in with Microsoft Entra ID; the app registration's roles say who may do what in headquarters. What
// applicants, Sales and SendGrid call stays reachable without signing in: it has tokens, keys and signatures of its own.
param appName string
param clientId string
param sessionHours int
param isBehindFrontDoor bool
param signInStrength string

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
        '/status-link'
        '/account'
        '/account/*'
        '/assets/*'
        '/api/onboarding-requests'
        '/api/onboarding-requests/*'
        '/api/openapi.json'
        '/api/asyncapi.json'
        '/api/me'
        '/api/organization'
        '/api/organization/*'
        '/api/channel/*'
        '/api/health'
        '/api/sales/events'
        '/api/mail/events'
      ]
    }
    httpSettings: {
      requireHttps: true
      // Behind a proxy the way back from signing in must lead to the proxy's name, not to the app's own.
      forwardProxy: { convention: isBehindFrontDoor ? 'Standard' : 'NoProxy' }
    }
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
        // An authentication context has to be asked for: then Entra demands what its policy says, and names it in the token.
        login: startsWith(signInStrength, 'c') ? {
          loginParameters: ['claims={"id_token":{"acrs":{"essential":true,"value":"${signInStrength}"}}}']
        } : {}
        validation: { allowedAudiences: [clientId, 'api://${clientId}'] }
      }
    }
    login: {
      tokenStore: { enabled: false }
      // Without this a session lasts as long as the browser keeps it alive; /.auth/logout ends it at once.
      cookieExpiration: { convention: 'FixedTime', timeToExpiration: '${padLeft(sessionHours, 2, '0')}:00:00' }
      routes: { logoutEndpoint: '/.auth/logout' }
    }
  }
}
