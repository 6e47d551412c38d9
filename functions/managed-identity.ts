// The managed identity of the app. Its SDK is loaded with the first token: Microsoft's own for tokens, without the wrapper
// that knows every other way to sign in and is as large again.

import { setTimeout as pause } from 'node:timers/promises'

export type Credential = {
  getToken: (scopes: string | string[]) => Promise<{ token: string; expiresOnTimestamp: number }>
}

const wholeResource = '/.default'

/** @throws Error for several scopes: a managed identity gets a token for one resource */
const resourceIn = (scopes: string | string[]): string => {
  const [scope, ...more] = [scopes].flat()
  if (scope === undefined || more.length > 0) throw new Error('A managed identity takes one scope.')
  return scope.endsWith(wholeResource) ? scope.slice(0, -wholeResource.length) : scope
}

/** How long to wait before each further try: beside a new instance its endpoint may not listen yet. */
const pausesMs = [250, 500, 1000]

/** The SDK tries again what the endpoint answers, not what it does not answer at all. */
const triedAgain = async <T>(ask: () => Promise<T>): Promise<T> => {
  for (const ms of pausesMs)
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof Error && 'errorCode' in error && error.errorCode === 'network_error')) throw error
      await pause(ms)
    }
  return ask()
}

/**
 * Tokens of the managed identity, kept and renewed in time by the SDK.
 * https://learn.microsoft.com/entra/msal/javascript/node/managed-identity
 * @param clientId of a user-assigned identity; absent = the app's own
 */
export const createManagedIdentity = (clientId?: string): Credential => {
  const loaded = async () => {
    const { ManagedIdentityApplication } = await import('@azure/msal-node')
    return new ManagedIdentityApplication(
      clientId ? { managedIdentityIdParams: { userAssignedClientId: clientId } } : undefined,
    )
  }
  let application: ReturnType<typeof loaded> | undefined
  return {
    getToken: async (scopes) => {
      application ??= loaded()
      const client = await application
      const resource = resourceIn(scopes)
      const { accessToken, expiresOn } = await triedAgain(() => client.acquireToken({ resource }))
      // Without an end nothing may be kept: the caller asks again at once.
      return { token: accessToken, expiresOnTimestamp: expiresOn?.getTime() ?? 0 }
    },
  }
}
