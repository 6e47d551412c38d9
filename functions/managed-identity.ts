// The managed identity of the app. Its SDK is loaded with the first token.

export type Credential = {
  getToken: (scopes: string | string[]) => Promise<{ token: string; expiresOnTimestamp: number }>
}

/** @param clientId of a user-assigned identity; absent = the app's own */
export const createManagedIdentity = (clientId?: string): Credential => {
  const loaded = async () => {
    const { ManagedIdentityCredential } = await import('@azure/identity')
    return clientId ? new ManagedIdentityCredential({ clientId }) : new ManagedIdentityCredential()
  }
  let credential: ReturnType<typeof loaded> | undefined
  return {
    getToken: async (scopes) => {
      credential ??= loaded()
      return (await credential).getToken(scopes)
    },
  }
}
