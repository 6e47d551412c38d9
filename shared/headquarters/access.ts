// Who may see headquarters. Everything is denied unless one explicit setting opens it.

import type { Actor } from '../domain/acts.ts'
import type { ApprovalDesk } from '../domain/approval-desk.ts'
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
  /** How strongly staff must have signed in: `mfa`, an authentication context such as `c1`, or empty. */
  readonly signInStrength: string
  /** Object ids, in small letters, of those whose sessions are ended. */
  readonly blocked: readonly string[]
}

type RefusedAs = 'unauthenticated' | 'forbidden' | 'sign-in-too-weak'

/** Who looks at a page, and as what; without a role when the app gave them none. */
export type Viewer = {
  readonly who: Actor
  readonly role?: Role | undefined
  /** Where prospects are decided on; Sales, where absent. */
  readonly desk?: ApprovalDesk | undefined
}

export type Access =
  | {
      readonly outcome: 'allowed'
      readonly who: Actor
      readonly role: Role
      /** Of a person, where the sign-in tells it. */
      readonly mail?: string
    }
  /**
   * @member isForged there was a principal, but not one that the platform writes for staff of this tenant
   * @member known who has signed in, and as what, where that is not enough
   */
  | {
      readonly outcome: 'refused'
      readonly code: RefusedAs
      readonly isForged?: true
      readonly known?: Viewer
    }

/** The roles in their order: each may do all that those before it may. */
export const roleRanks: Readonly<Record<Role, number>> = {
  'Headquarters.Reader': 1,
  'Headquarters.Approver': 2,
  'Headquarters.Admin': 3,
}
const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

const refused = (code: RefusedAs) => ({ outcome: 'refused', code }) as const

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
    const { who } = principal
    if (platform.blocked.includes(who.id.toLowerCase())) return { ...refused('forbidden'), known: { who } }
    // Applications prove themselves by a credential of their own and know no second factor.
    const isWeak = platform.signInStrength !== '' && !principal.strengths.includes(platform.signInStrength)
    if (who.kind === 'staff' && isWeak) return { ...refused('sign-in-too-weak'), known: { who } }
    const [role] = (Object.keys(roleRanks) as Role[])
      .filter((candidate) => principal.roles.includes(candidate))
      .sort((a, b) => roleRanks[b] - roleRanks[a])
    if (!role) return { ...refused('forbidden'), known: { who } }
    return roleRanks[role] >= roleRanks[needs]
      ? { outcome: 'allowed', who, role, ...(principal.mail ? { mail: principal.mail } : {}) }
      : { ...refused('forbidden'), known: { who, role } }
  }
