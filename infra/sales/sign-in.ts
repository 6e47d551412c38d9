// Signs in to an organization: with the client secret or the certificate of an application when there is one, otherwise
// as whoever is signed in on this machine (Azure CLI, Azure Developer CLI, PowerShell, a managed identity).

import { existsSync, readFileSync } from 'node:fs'
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

type Application = { readonly tenantId: string; readonly clientId: string }

/** https://learn.microsoft.com/javascript/api/@azure/identity/clientcertificatecredential */
const certificateToken =
  (resource: string, { tenantId, clientId }: Application, certificate: string, authorityHost: string) =>
  async (): Promise<AccessToken> => {
    try {
      const { ClientCertificateCredential } = await import('@azure/identity')
      const credential = new ClientCertificateCredential(tenantId, clientId, { certificate }, { authorityHost })
      const { token, expiresOnTimestamp } = await credential.getToken(`${resource}/.default`)
      return { token, expiresAt: expiresOnTimestamp }
    } catch (error) {
      throw new SalesUnavailable('certificate-refused', { cause: error })
    }
  }

/** Reads a certificate with its key. @throws Error when there is no such file or it holds something else */
const readCertificate = (path: string): string => {
  if (!existsSync(path)) throw new Error(`DATAVERSE_CLIENT_CERTIFICATE: there is no file ${path}.`)
  const text = readFileSync(path, 'utf8')
  if (/-----BEGIN CERTIFICATE-----/.test(text) && /-----BEGIN (RSA |EC )?PRIVATE KEY-----/.test(text)) return text
  throw new Error(
    'DATAVERSE_CLIENT_CERTIFICATE must name a PEM file with the certificate and its private key, without a password.',
  )
}

/** @throws Error naming every variable that the application's sign-in needs and that is missing or too much */
const applicationOf = (env: Environment, by: string): Application => {
  const tenantId = env['DATAVERSE_TENANT_ID']
  const clientId = env['DATAVERSE_CLIENT_ID']
  if (tenantId && clientId) return { tenantId, clientId }
  const missing = [...(tenantId ? [] : ['DATAVERSE_TENANT_ID']), ...(clientId ? [] : ['DATAVERSE_CLIENT_ID'])]
  throw new Error(`${by} is set, so ${missing.join(' and ')} must be set too.`)
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
 * @param env DATAVERSE_TENANT_ID, DATAVERSE_CLIENT_ID, DATAVERSE_CLIENT_SECRET or DATAVERSE_CLIENT_CERTIFICATE (the path of
 *   a PEM file), DATAVERSE_AUTHORITY
 * @throws Error naming what is missing or wrong
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
  const certificate = env['DATAVERSE_CLIENT_CERTIFICATE']
  const authority = env['DATAVERSE_AUTHORITY'] || publicAuthority
  const client = (fetchToken: () => Promise<AccessToken>, as: string): Connection => {
    const takeToken = cachedToken(fetchToken, now)
    return { call: dataverseClient(url, takeToken, timed), takeToken, as, clockAhead: () => ahead }
  }
  if (secret && certificate) throw new Error('Set DATAVERSE_CLIENT_SECRET or DATAVERSE_CLIENT_CERTIFICATE, not both.')
  if (certificate) {
    const application = applicationOf(env, 'DATAVERSE_CLIENT_CERTIFICATE')
    const pem = readCertificate(certificate)
    return client(certificateToken(url, application, pem, authority), `application ${application.clientId}`)
  }
  if (!secret) return client(ownToken(url, env['DATAVERSE_TENANT_ID']), 'whoever is signed in on this machine')
  const application = applicationOf(env, 'DATAVERSE_CLIENT_SECRET')
  const fetchToken = clientSecretToken({ authority, ...application, clientSecret: secret, resource: url }, send, now)
  return client(fetchToken, `application ${application.clientId}`)
}
