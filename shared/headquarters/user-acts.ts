// What staff do with one user of a partner, as the addresses name it, and the change that each is.

import type { HierarchyRole } from '../domain/customer-hierarchy.ts'
import type { UserChangeKind } from '../domain/users/user.ts'

export const userActs = {
  'make-admin': { kind: 'role', role: 'Admin' },
  'make-user': { kind: 'role', role: 'User' },
  /** Another one becomes Admin first. */
  'hand-over': { kind: 'role', role: 'User' },
  disable: { kind: 'disable' },
  enable: { kind: 'enable' },
  remove: { kind: 'remove' },
  invite: { kind: 'invite' },
} as const satisfies Readonly<Record<string, { readonly kind: UserChangeKind; readonly role?: HierarchyRole }>>

export type UserAct = keyof typeof userActs

/** The act that an address names, if it is one. */
export const asUserAct = (name: string | undefined): UserAct | undefined =>
  name !== undefined && Object.hasOwn(userActs, name) ? (name as UserAct) : undefined
