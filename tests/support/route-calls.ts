// One call of every route, made from the table of routes, by people and programs of every kind.

import { generateKeyPairSync, sign } from 'node:crypto'
import { type DescribedRoute, describedRoutes } from '../../functions/described-routes.ts'
import { problems } from '../../functions/problems.ts'
import { type Method, pathOf, type Route, successesOf } from '../../functions/route.ts'
import { localTenantId } from '../../infra/local/start/local-settings.ts'
import { statusToken } from '../../shared/channel/status-token.ts'
import { actRoles } from '../../shared/headquarters/act-roles.ts'
import type { Environment } from './environment.ts'
import { siteKey, tokens } from './partner-calls.ts'

export type Named = { readonly name: string; readonly route: DescribedRoute; readonly method: Method }

/** Every route once for each of its methods. */
export const everyRoute: readonly Named[] = Object.entries<DescribedRoute>(describedRoutes).flatMap(([name, route]) =>
  route.methods.map((method) => ({ name, route, method })),
)

export const isForStaff = ({ caller }: Route): boolean => caller.startsWith('Headquarters.')

/** The role that a call needs: that of what it does, else that of the route. */
export const needed = ({ caller, acts }: Route, method: Method): Route['caller'] => {
  const code = method === 'POST' && acts ? (acts.code ?? acts.byAction[parameters['action'] ?? '']) : undefined
  return code ? actRoles[code] : caller
}

type Claims = { typ: string; val: string }[]

/** Somebody as App Service passes them on. */
export const principal = (roles: readonly string[], more: Claims = []): Record<string, string> => {
  const claims = [
    { typ: 'http://schemas.microsoft.com/identity/claims/objectidentifier', val: staffId },
    { typ: 'http://schemas.microsoft.com/identity/claims/tenantid', val: localTenantId },
    ...roles.map((val) => ({ typ: 'roles', val })),
    ...more,
  ]
  const value = { auth_typ: 'aad', name_typ: 'name', role_typ: 'roles', claims }
  return { 'x-ms-client-principal': Buffer.from(JSON.stringify(value)).toString('base64') }
}

export const staffId = '11111111-2222-4333-8444-555555555555'
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const another = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey

/** The setting with which the app believes the events of `call`. */
export const mailEventKey = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')

/** Whether a secret that a call needs is left out, wrong, or the right one. */
export type Secret = 'none' | 'wrong' | 'right'

export type Call = {
  readonly headers?: Record<string, string>
  readonly secret?: Secret
  readonly body?: string | Buffer
  readonly type?: string
}

const bodies: Readonly<Record<string, string>> = {
  ReceiveSalesEvent: JSON.stringify({ MessageName: 'Update', PrimaryEntityName: 'campaign' }),
  ReceiveMailEvents: '[]',
}
/** What is sent to what takes it, where nothing else is said. */
export const usualContents = {
  JSON: { type: 'application/json', body: '{}' },
  form: { type: 'application/x-www-form-urlencoded', body: 'a=b' },
  file: {
    type: 'multipart/form-data; boundary=x',
    body: '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n',
  },
  CSV: { type: 'text/csv', body: 'a,b' },
} as const
const parameters: Readonly<Record<string, string>> = { jobName: 'P-0001', action: 'resume' }

/**
 * What is sent to a route.
 * @param requestId of a request whose token the right secret is
 */
export const call = (env: Environment, { name, route, method }: Named, requestId: string, given: Call) => {
  const { headers = {}, secret = 'none' } = given
  const tokens = { none: '', wrong: statusToken('another secret', requestId), right: tokenOf(env, requestId) }
  const path = pathOf(route).replace(/\{(\w+)\}/g, (_, parameter: string) => parameters[parameter] ?? requestId)
  const query = route.caller === 'applicant' ? `?request=${requestId}&token=${tokens[secret]}` : ''
  const address = path + query
  const proven = (body: string | Buffer): Record<string, string> =>
    secret === 'none' ? {} : (proofs[route.caller]?.(env, secret, body) ?? {})
  if (method === 'GET' || method === 'DELETE') return { path: address, method, headers: { ...proven(''), ...headers } }
  const usual = usualContents[route.body?.as ?? 'JSON']
  const body = given.body ?? bodies[name] ?? usual.body
  const type = given.type ?? usual.type
  const all: Record<string, string> = { 'content-type': type, ...proven(body), ...headers }
  return { path: address, method, headers: all, body }
}

const signedAt = String(Math.floor(Date.now() / 1000))

const tokenOf = (env: Environment, requestId: string): string => statusToken(env.secrets.statusToken, requestId)

type Proof = (env: Environment, secret: Secret, body: string | Buffer) => Record<string, string>

/** Of an Admin, to whom all calls of users are open. */
const tokenProof: Proof = (_, secret) => ({
  authorization: `Bearer ${secret === 'right' ? tokens.admin : tokens.forged}`,
})

const proofs: Partial<Record<Route['caller'], Proof>> = {
  user: tokenProof,
  'partner admin': tokenProof,
  site: (_, secret) => ({ 'x-site-key': siteKey + (secret === 'right' ? '' : 'x') }),
  Dataverse: (env, secret) => ({ 'x-sales-event-key': env.secrets.salesEventKey + (secret === 'right' ? '' : 'x') }),
  SendGrid: (_, secret, body) => ({
    'x-twilio-email-event-webhook-timestamp': signedAt,
    'x-twilio-email-event-webhook-signature': sign(
      'sha256',
      Buffer.concat([Buffer.from(signedAt), Buffer.from(body)]),
      secret === 'right' ? privateKey : another,
    ).toString('base64'),
  }),
}

/** Every status with which a route may answer somebody it lets in. */
export const statusesWithin = (route: DescribedRoute): number[] => [
  ...successesOf(route),
  ...(route.refuses ?? []).map((code) => problems[code][0]),
]
