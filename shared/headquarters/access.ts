// Who may see headquarters. Everything is denied unless one explicit setting opens it.

import type { Actor } from '../domain/acts.ts'
import type { WebRequest } from '../platform/http.ts'

export type AccessMode = 'closed' | 'local' | 'app-service'
export type Role = 'Headquarters.Reader' | 'Headquarters.Approver' | 'Headquarters.Admin'

/** What the platform says about the process; read once, from its environment. */
export type Platform = {
  /** App Service authentication is switched on for this app; without it anybody could send its headers. */
  readonly appServiceAuthentication: boolean
  /** The app is reached as localhost only. */
  readonly boundToLoopback: boolean
}

export type Access =
  | { readonly outcome: 'allowed'; readonly who: Actor; readonly role: Role }
  | { readonly outcome: 'refused'; readonly code: 'unauthenticated' | 'forbidden' }

/** The roles in their order: each may do all that those before it may. */
export const roleRanks: Readonly<Record<Role, number>> = {
  'Headquarters.Reader': 1,
  'Headquarters.Approver': 2,
  'Headquarters.Admin': 3,
}
const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

type Principal = { readonly who: Actor; readonly roles: readonly string[] }

const isClaim = (claim: unknown): claim is { typ: string; val: string } =>
  typeof claim === 'object' &&
  claim !== null &&
  typeof Reflect.get(claim, 'typ') === 'string' &&
  typeof Reflect.get(claim, 'val') === 'string'

/**
 * Reads the header in which App Service passes on who signed in.
 * https://learn.microsoft.com/azure/app-service/configure-authentication-user-identities
 */
const readPrincipal = (header: string | null): Principal | undefined => {
  if (header === null) return undefined
  try {
    const parsed = JSON.parse(Buffer.from(header, 'base64').toString('utf8')) as Record<string, unknown>
    if (!Array.isArray(parsed['claims'])) return undefined
    const claims = parsed['claims'].filter(isClaim)
    const roleType = typeof parsed['role_typ'] === 'string' ? parsed['role_typ'] : 'roles'
    const find = (type: unknown) => claims.find((claim) => claim.typ === type)?.val
    const id =
      find('http://schemas.microsoft.com/identity/claims/objectidentifier') ?? find('oid') ?? find(parsed['name_typ'])
    const name = find('name') ?? find('preferred_username') ?? find(parsed['name_typ'])
    return {
      who: {
        // https://learn.microsoft.com/entra/identity-platform/optional-claims-reference
        kind: find('idtyp') === 'app' ? 'application' : 'staff',
        id: id ?? 'unknown',
        ...(name !== undefined && name !== id ? { name } : {}),
      },
      roles: claims.filter((claim) => claim.typ === roleType || claim.typ === 'roles').map((claim) => claim.val),
    }
  } catch {
    // Whatever it is, it is no principal of the platform.
    return undefined
  }
}

const refused = (code: 'unauthenticated' | 'forbidden'): Access => ({ outcome: 'refused', code })

/** Decides for one request; `needs` is the lowest role that may. */
export type CheckAccess = (request: WebRequest, needs: Role) => Access

export const checkAccess =
  (mode: AccessMode, platform: Platform): CheckAccess =>
  (request, needs) => {
    if (mode === 'local') {
      // The name must be the machine's own as well: a foreign name that resolves to it is somebody else's page.
      const own =
        platform.boundToLoopback &&
        !platform.appServiceAuthentication &&
        loopback.test(request.headers.get('host') ?? '')
      return own
        ? { outcome: 'allowed', who: { kind: 'local', id: 'local' }, role: 'Headquarters.Admin' }
        : refused('forbidden')
    }
    if (mode !== 'app-service' || !platform.appServiceAuthentication) return refused('forbidden')
    const principal = readPrincipal(request.headers.get('x-ms-client-principal'))
    if (!principal) return refused('unauthenticated')
    const [role] = (Object.keys(roleRanks) as Role[])
      .filter((candidate) => principal.roles.includes(candidate))
      .sort((a, b) => roleRanks[b] - roleRanks[a])
    return role && roleRanks[role] >= roleRanks[needs]
      ? { outcome: 'allowed', who: principal.who, role }
      : refused('forbidden')
  }
