// The token endpoint and the check of bearer tokens: client credentials as Microsoft Entra ID grants them.
// https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
import { randomBytes, randomUUID } from 'node:crypto'
import type { User } from '../organization/session.ts'

type Client = { readonly secret: string; readonly user: User }

type TokenAnswer = { readonly status: number; readonly body: Record<string, unknown> }

export type Tokens = {
  /** Answers a token request. @param origins the addresses of this organization that may be asked for */
  grant(tenant: string, form: URLSearchParams, origins: readonly string[]): TokenAnswer
  /** The user a bearer token stands for; undefined when it is unknown or has expired. */
  userOf(authorization: string | undefined): User | undefined
}

const lifetimeSeconds = 3599

const refusal = (now: Date, status: number, error: string, number: number, text: string): TokenAnswer => {
  const trace = randomUUID()
  const correlation = randomUUID()
  const timestamp = `${now.toISOString().slice(0, 19).replace('T', ' ')}Z`
  return {
    status,
    body: {
      error,
      error_description: `AADSTS${number}: ${text} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
      error_codes: [number],
      timestamp,
      trace_id: trace,
      correlation_id: correlation,
      error_uri: `https://login.microsoftonline.com/error?code=${number}`,
    },
  }
}

/** Keeps the granted tokens in memory: after a restart clients must ask again. */
export const createTokens = (clients: Readonly<Record<string, Client>>, now: () => Date): Tokens => {
  const granted = new Map<string, { user: User; until: number }>()
  const grant: Tokens['grant'] = (tenant, form, origins) => {
    const refuse = (status: number, error: string, number: number, text: string) =>
      refusal(now(), status, error, number, text)
    const missing = ['grant_type', 'client_id'].find((name) => !form.get(name))
    if (missing) {
      return refuse(
        400,
        'invalid_request',
        900144,
        `The request body must contain the following parameter: '${missing}'.`,
      )
    }
    if (form.get('grant_type') !== 'client_credentials') {
      return refuse(
        400,
        'unsupported_grant_type',
        70003,
        `The app requested an unsupported grant type '${form.get('grant_type')}'.`,
      )
    }
    if (form.has('resource')) {
      return refuse(400, 'invalid_request', 901002, "The 'resource' request parameter is not supported.")
    }
    const scope = form.get('scope')
    if (!scope)
      return refuse(400, 'invalid_request', 900144, "The request body must contain the following parameter: 'scope'.")
    const clientId = form.get('client_id') ?? ''
    const client = Object.hasOwn(clients, clientId) ? clients[clientId] : undefined
    if (!client) {
      return refuse(
        400,
        'unauthorized_client',
        700016,
        `Application with identifier '${clientId}' was not found in the directory '${tenant}'.`,
      )
    }
    const secret = form.get('client_secret')
    if (!secret) {
      return refuse(
        401,
        'invalid_client',
        7000218,
        "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
      )
    }
    if (secret !== client.secret) {
      return refuse(
        401,
        'invalid_client',
        7000215,
        `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
      )
    }
    if (!scope.endsWith('/.default')) {
      return refuse(
        400,
        'invalid_scope',
        1002012,
        `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
      )
    }
    const resource = scope.slice(0, -'/.default'.length).replace(/\/$/, '')
    if (!origins.includes(resource)) {
      return refuse(
        400,
        'invalid_resource',
        500011,
        `The resource principal named ${resource} was not found in the tenant named ${tenant}.`,
      )
    }
    const token = randomBytes(48).toString('base64url')
    granted.set(token, { user: client.user, until: now().getTime() + lifetimeSeconds * 1000 })
    return {
      status: 200,
      body: { token_type: 'Bearer', expires_in: lifetimeSeconds, ext_expires_in: lifetimeSeconds, access_token: token },
    }
  }
  return {
    grant,
    userOf: (authorization) => {
      const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1]
      const known = token === undefined ? undefined : granted.get(token)
      if (!known || token === undefined) return undefined
      if (known.until > now().getTime()) return known.user
      granted.delete(token)
      return undefined
    },
  }
}
