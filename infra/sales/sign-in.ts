// Signs in to an organization: with the client secret of an application user when there is one, otherwise as whoever is
// signed in on this machine (Azure CLI, Azure Developer CLI, PowerShell, a managed identity).

import { type AccessToken, cachedToken, clientSecretToken, type TakeToken } from '../../shared/sales/access-token.ts'
import { type Dataverse, dataverseClient } from '../../shared/sales/dataverse.ts'
import { SalesUnavailable } from '../../shared/sales/failures.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export type Connection = {
  readonly call: Dataverse
  readonly takeToken: TakeToken
  /** How the caller signs in, for people. */
  readonly as: string
  /** Milliseconds by which the organization's clock is ahead of ours; `undefined` before the first answer. */
  readonly clockAhead: () => number | undefined
}

const publicAuthority = 'https://login.microsoftonline.com'

/** https://learn.microsoft.com/javascript/api/@azure/identity/defaultazurecredential */
const ownToken = (resource: string, tenantId: string | undefined) => async (): Promise<AccessToken> => {
  try {
    const { DefaultAzureCredential } = await import('@azure/identity')
    const credential = new DefaultAzureCredential(tenantId ? { tenantId } : {})
    const { token, expiresOnTimestamp } = await credential.getToken(`${resource}/.default`)
    return { token, expiresAt: expiresOnTimestamp }
  } catch (error) {
    throw new SalesUnavailable('not-signed-in', { cause: error })
  }
}

/** The address of an organization. @throws Error unless it is https, or on this machine */
export const organizationUrl = (text: string | undefined): string => {
  if (!text) throw new Error('Say which organization: --url https://<organization>.crm.dynamics.com')
  const url = URL.canParse(text) ? new URL(text) : undefined
  const here = url?.hostname === '127.0.0.1' || url?.hostname === 'localhost'
  if (!url || (url.protocol !== 'https:' && !(here && url.protocol === 'http:')))
    throw new Error(`${text} is not the https address of an organization.`)
  return url.origin
}

/**
 * Connects to an organization. Nothing is asked of it yet.
 * @param url origin of the organization
 * @param env DATAVERSE_TENANT_ID, DATAVERSE_CLIENT_ID, DATAVERSE_CLIENT_SECRET, DATAVERSE_AUTHORITY
 * @throws Error naming every variable that a client secret needs and that is missing
 */
export const connect = (url: string, env: Environment, send: typeof fetch, now: () => number): Connection => {
  let ahead: number | undefined
  const timed: typeof fetch = async (input, init) => {
    const begun = now()
    const response = await send(input, init)
    const date = Date.parse(response.headers.get('date') ?? '')
    // The header counts whole seconds.
    if (Number.isFinite(date)) ahead = date + 500 - (begun + now()) / 2
    return response
  }
  const secret = env['DATAVERSE_CLIENT_SECRET']
  const tenantId = env['DATAVERSE_TENANT_ID']
  const clientId = env['DATAVERSE_CLIENT_ID']
  const client = (fetchToken: () => Promise<AccessToken>, as: string): Connection => {
    const takeToken = cachedToken(fetchToken, now)
    return { call: dataverseClient(url, takeToken, timed), takeToken, as, clockAhead: () => ahead }
  }
  if (!secret) return client(ownToken(url, tenantId), 'whoever is signed in on this machine')
  if (!tenantId || !clientId) {
    const missing = [...(tenantId ? [] : ['DATAVERSE_TENANT_ID']), ...(clientId ? [] : ['DATAVERSE_CLIENT_ID'])]
    throw new Error(`DATAVERSE_CLIENT_SECRET is set, so ${missing.join(' and ')} must be set too.`)
  }
  const authority = env['DATAVERSE_AUTHORITY'] || publicAuthority
  const fetchToken = clientSecretToken(
    { authority, tenantId, clientId, clientSecret: secret, resource: url },
    send,
    now,
  )
  return client(fetchToken, `application ${clientId}`)
}
