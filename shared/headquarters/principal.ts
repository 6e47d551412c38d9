// Reads who App Service says has signed in.
// https://learn.microsoft.com/azure/app-service/configure-authentication-user-identities

import type { Actor } from '../domain/acts.ts'

export type Principal = {
  readonly who: Actor
  /** Of the registration of an application that called by itself, for nobody: no scope is named then. */
  readonly applicationId?: string
  readonly roles: readonly string[]
  /** How the person signed in: methods such as `mfa`, authentication contexts such as `c1`. */
  readonly strengths: readonly string[]
  /** Where the person gets mail, if a claim says so. */
  readonly mail?: string
}

/** Far more than any principal that the platform writes, and little enough to be read for everybody. */
const longest = 16_384
const base64 = /^[A-Za-z0-9+/]+={0,2}$/
const tenantClaims = ['http://schemas.microsoft.com/identity/claims/tenantid', 'tid']
const applicationClaims = ['azp', 'appid']
const scopeClaims = ['scp', 'http://schemas.microsoft.com/identity/claims/scope']
const objectIdClaims = ['http://schemas.microsoft.com/identity/claims/objectidentifier', 'oid']
// The platform shortens no names of claims, and lengthens those that .NET has a name for.
// https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference
const strengthClaims = ['amr', 'http://schemas.microsoft.com/claims/authnmethodsreferences', 'acrs']
const mailClaims = [
  'email',
  'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
  'preferred_username',
  'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn',
]
const mailForm = /^[^\s@<>",;]{1,64}@[^\s@<>",;]{1,190}$/
const utf8 = new TextDecoder('utf-8', { fatal: true })

type Claim = { readonly typ: string; readonly val: string }

const isClaim = (claim: unknown): claim is Claim =>
  typeof claim === 'object' &&
  claim !== null &&
  typeof Reflect.get(claim, 'typ') === 'string' &&
  typeof Reflect.get(claim, 'val') === 'string'

/** The texts of a claim that is one text, or a list written as JSON: the platform does either. */
const textsIn = (val: string): string[] => {
  if (!val.startsWith('[')) return [val]
  try {
    const list: unknown = JSON.parse(val)
    return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : []
  } catch {
    // No list after all, and no name of a method or context either.
    return []
  }
}

const decoded = (header: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(utf8.decode(Buffer.from(header, 'base64')))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    // Whatever it is, it is no principal of the platform.
    return undefined
  }
}

/**
 * Reads the header in which App Service passes on who signed in. Only one well-formed value counts: two values arrive
 * joined by a comma, and then somebody else may have written the first one.
 * @param tenantId of the only tenant whose people are believed, in any letter case
 * @returns `malformed` for what the platform would not write, `foreign` for another identity provider or tenant
 */
export const readPrincipal = (header: string, tenantId: string): Principal | 'malformed' | 'foreign' => {
  if (header.length > longest || header.length % 4 !== 0 || !base64.test(header)) return 'malformed'
  const principal = decoded(header)
  if (!Array.isArray(principal?.['claims'])) return 'malformed'
  const claims: Claim[] = principal['claims'].filter(isClaim)
  const all = (types: readonly unknown[]) => claims.filter(({ typ }) => types.includes(typ)).map(({ val }) => val)
  const tenants = all(tenantClaims).map((tenant) => tenant.toLowerCase())
  const isOwn = tenants.length > 0 && tenants.every((tenant) => tenant === tenantId.toLowerCase())
  if (principal['auth_typ'] !== 'aad' || tenantId === '' || !isOwn) return 'foreign'
  const roleType = typeof principal['role_typ'] === 'string' ? principal['role_typ'] : 'roles'
  const [objectId] = all(objectIdClaims)
  const [applicationId] = all(applicationClaims)
  const [name] = all([principal['name_typ']])
  const id = objectId ?? name ?? 'unknown'
  const [spoken] = [...all(['name']), ...all(['preferred_username']), ...all([principal['name_typ']])]
  const mail = all(mailClaims).find((value) => mailForm.test(value))
  return {
    who: {
      // https://learn.microsoft.com/entra/identity-platform/optional-claims-reference
      kind: all(['idtyp']).includes('app') ? 'application' : 'staff',
      id,
      ...(spoken !== undefined && spoken !== id ? { name: spoken } : {}),
    },
    ...(applicationId === undefined || all(scopeClaims).length > 0 ? {} : { applicationId }),
    roles: all([roleType, 'roles']),
    strengths: all(strengthClaims).flatMap(textsIn),
    ...(mail === undefined ? {} : { mail }),
  }
}
