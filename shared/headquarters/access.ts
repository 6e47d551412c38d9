// Who may see headquarters. Everything is denied unless one explicit setting opens it.

import type { Actor } from '../domain/acts.ts'
import type { WebRequest } from '../platform/http.ts'
import { readPrincipal } from './principal.ts'

export type AccessMode = 'closed' | 'local' | 'app-service'
export type Role = 'Headquarters.Reader' | 'Headquarters.Approver' | 'Headquarters.Admin'

/** What the platform says about the process; read once, from its environment. */
export type Platform = {
  /** App Service authentication is switched on for this app; without it anybody could send its headers. */
  readonly appServiceAuthentication: boolean
  /** The app is reached as localhost only. */
  readonly boundToLoopback: boolean
  /** The tenant whose staff are believed. */
  readonly tenantId: string
}

export type Access =
  | { readonly outcome: 'allowed'; readonly who: Actor; readonly role: Role }
  /** @member isForged there was a principal, but not one that the platform writes for staff of this tenant */
  | { readonly outcome: 'refused'; readonly code: 'unauthenticated' | 'forbidden'; readonly isForged?: true }

/** The roles in their order: each may do all that those before it may. */
export const roleRanks: Readonly<Record<Role, number>> = {
  'Headquarters.Reader': 1,
  'Headquarters.Approver': 2,
  'Headquarters.Admin': 3,
}
const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

const refused = (code: 'unauthenticated' | 'forbidden') => ({ outcome: 'refused', code }) as const

/** Decides for one request; `needs` is the lowest role that may. */
export type CheckAccess = (request: WebRequest, needs: Role) => Access | Promise<Access>

export const checkAccess =
  (mode: AccessMode, platform: Platform) =>
  (request: WebRequest, needs: Role): Access => {
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
    const header = request.headers.get('x-ms-client-principal')
    if (header === null) return refused('unauthenticated')
    const principal = readPrincipal(header, platform.tenantId)
    if (principal === 'malformed') return { ...refused('unauthenticated'), isForged: true }
    if (principal === 'foreign') return { ...refused('forbidden'), isForged: true }
    const [role] = (Object.keys(roleRanks) as Role[])
      .filter((candidate) => principal.roles.includes(candidate))
      .sort((a, b) => roleRanks[b] - roleRanks[a])
    return role && roleRanks[role] >= roleRanks[needs]
      ? { outcome: 'allowed', who: principal.who, role }
      : refused('forbidden')
  }
