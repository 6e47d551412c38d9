// How the commands sign in to an organization: with the client secret or the certificate of an application when there is
// one, otherwise as whoever is signed in on this machine (Azure CLI, Azure Developer CLI, PowerShell, a managed identity).

import { existsSync, readFileSync } from 'node:fs'
import type { TokenCredential } from '@azure/identity'
import { type AccessToken, createFetchToken } from '../../../shared/sales/access-token.ts'
import { SalesUnavailable } from '../../../shared/sales/failures.ts'
import type { Environment } from './environment.ts'

export type Credentials = {
  readonly fetchToken: () => Promise<AccessToken>
  /** How the caller signs in, for people. */
  readonly as: string
}

type Application = { readonly tenantId: string; readonly clientId: string }

const publicAuthority = 'https://login.microsoftonline.com'

/** @param otherwise the code of the failure when there is no token */
const tokenOf =
  (resource: string, createCredential: () => Promise<TokenCredential>, otherwise: string) =>
  async (): Promise<AccessToken> => {
    try {
      const token = await (await createCredential()).getToken(`${resource}/.default`)
      if (!token) throw new Error('The credential gave no token.')
      return { token: token.token, expiresAt: token.expiresOnTimestamp }
    } catch (error) {
      throw new SalesUnavailable(otherwise, { cause: error })
    }
  }

/** https://learn.microsoft.com/javascript/api/@azure/identity/defaultazurecredential */
const ownCredential = (tenantId: string | undefined) => async (): Promise<TokenCredential> => {
  const { DefaultAzureCredential } = await import('@azure/identity')
  return new DefaultAzureCredential(tenantId ? { tenantId } : {})
}

/** https://learn.microsoft.com/javascript/api/@azure/identity/clientcertificatecredential */
const certificateCredential =
  ({ tenantId, clientId }: Application, certificate: string, authorityHost: string) =>
  async (): Promise<TokenCredential> => {
    const { ClientCertificateCredential } = await import('@azure/identity')
    return new ClientCertificateCredential(tenantId, clientId, { certificate }, { authorityHost })
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

/**
 * Chooses the credentials. Nobody is asked yet.
 * @param resource origin of the organization
 * @param env DATAVERSE_TENANT_ID, DATAVERSE_CLIENT_ID, DATAVERSE_CLIENT_SECRET or DATAVERSE_CLIENT_CERTIFICATE (the path of
 *   a PEM file), DATAVERSE_AUTHORITY
 * @throws Error naming what is missing or wrong
 */
export const readCredentials = (
  resource: string,
  env: Environment,
  send: typeof fetch,
  now: () => number,
): Credentials => {
  const secret = env['DATAVERSE_CLIENT_SECRET']
  const certificate = env['DATAVERSE_CLIENT_CERTIFICATE']
  const authority = env['DATAVERSE_AUTHORITY'] || publicAuthority
  if (secret && certificate) throw new Error('Set DATAVERSE_CLIENT_SECRET or DATAVERSE_CLIENT_CERTIFICATE, not both.')
  if (certificate) {
    const application = applicationOf(env, 'DATAVERSE_CLIENT_CERTIFICATE')
    const credential = certificateCredential(application, readCertificate(certificate), authority)
    return {
      fetchToken: tokenOf(resource, credential, 'certificate-refused'),
      as: `application ${application.clientId}`,
    }
  }
  if (secret) {
    const application = applicationOf(env, 'DATAVERSE_CLIENT_SECRET')
    return {
      fetchToken: createFetchToken({ authority, ...application, clientSecret: secret, resource }, send, now),
      as: `application ${application.clientId}`,
    }
  }
  return {
    fetchToken: tokenOf(resource, ownCredential(env['DATAVERSE_TENANT_ID']), 'not-signed-in'),
    as: 'whoever is signed in on this machine',
  }
}
