// Whether a change of a user may be. The channel asks before it says 202, with what it was told and what waits; headquarters
// asks again when it applies the change, with what is true by then.

import type { HierarchyMember, HierarchyRole } from '../customer-hierarchy.ts'
import {
  type ChangeRefusal,
  countsAsUser,
  type DisableReason,
  type PartnerStatus,
  plainAddress,
  type UserStatus,
  waitForInvitation,
} from './user.ts'
import type { AskedChange } from './user-fields.ts'

/** A user as far as changes of users depend on it. */
export type JudgedUser = {
  readonly userId: string
  readonly email: string
  readonly role: HierarchyRole
  readonly status: UserStatus
  readonly reason?: DisableReason | ChangeRefusal
  /** When it was invited again, in milliseconds since 1970, oldest first. */
  readonly invited?: readonly number[]
  /** What was asked for and is not told yet. @member email the address that it brings */
  readonly pending?: { readonly kind: AskedChange['kind']; readonly email?: string; readonly role?: HierarchyRole }
}

export type JudgedOrganization = {
  readonly status: PartnerStatus
  /** 0 = no limit. */
  readonly maxUsers: number
  readonly users: readonly JudgedUser[]
  /** Admins ask on a channel that leaves roles to headquarters. */
  readonly rolesFixed?: boolean
  /** When it is judged; milliseconds since 1970. */
  readonly at: number
}

export type Judgement = 'accepted' | ChangeRefusal

/** Whether somebody administers the partner, and nothing that waits ends that. */
const staysAdmin = ({ role, status, pending }: JudgedUser): boolean =>
  role === 'Admin' &&
  status === 'Active' &&
  pending?.kind !== 'remove' &&
  pending?.kind !== 'disable' &&
  pending?.role !== 'User'

const hasAddress = (user: JudgedUser, address: string): boolean =>
  plainAddress(user.email) === address ||
  (user.pending?.email !== undefined && plainAddress(user.pending.email) === address)

/** Somebody else among the users who has an address, or is about to. */
const holderOf = (users: readonly JudgedUser[], email: string, except?: string): JudgedUser | undefined =>
  users.find((user) => user.userId !== except && countsAsUser(user) && hasAddress(user, plainAddress(email)))

const judgeAdd = ({ maxUsers, users }: JudgedOrganization, email: string, userId: string | undefined): Judgement => {
  // Else an add would give a user another role, or access again, past the rules for that.
  const isThere = users.some((user) => user.userId === userId && countsAsUser(user))
  if (isThere || holderOf(users, email)) return 'already-a-user'
  return maxUsers > 0 && users.filter(countsAsUser).length >= maxUsers ? 'too-many-users' : 'accepted'
}

/** Whether a change gives somebody another role; whoever is new is a User. */
const changesRole = (change: AskedChange, { role }: Pick<JudgedUser, 'role'> = { role: 'User' }): boolean =>
  'role' in change && change.role !== undefined && change.role !== role

/** What keeps one of the users as it is, if anything. */
const judgeOf = (
  { users, at }: JudgedOrganization,
  target: JudgedUser,
  change: Exclude<AskedChange, { kind: 'add' }>,
): Judgement => {
  const isLastAdmin = staysAdmin(target) && users.filter(staysAdmin).length <= 1
  const endsAdmin = isLastAdmin ? 'last-admin' : 'accepted'
  switch (change.kind) {
    case 'remove':
      return endsAdmin
    case 'invite':
      if (target.status !== 'Active') return 'not-active'
      return waitForInvitation(target.invited ?? [], at) > 0 ? 'invited-too-often' : 'accepted'
    case 'disable':
      return target.status === 'Disabled' ? 'already-so' : endsAdmin
    case 'enable':
      if (target.status !== 'Disabled') return 'already-so'
      return target.reason === 'deactivated-in-sales' ? 'deactivated-in-sales' : 'accepted'
    case 'role':
      if (target.role === change.role) return 'already-so'
      return change.role === 'User' ? endsAdmin : 'accepted'
    case 'edit':
      if (change.fields.email && holderOf(users, change.fields.email, target.userId)) return 'already-a-user'
      return change.role === 'User' ? endsAdmin : 'accepted'
  }
}

/**
 * Judges one change by the rules of a partner's users: an Active Admin asks, of an Active partner, one change of a user at a
 * time; one Admin stays, an address is of one user, and there are no more users than may be.
 * @param by who asks; absent where staff do
 * @param userId whom it is about; absent for an `add` of somebody whom nobody knows yet
 */
export const judgeChange = (
  organization: JudgedOrganization,
  by: string | undefined,
  change: AskedChange,
  userId?: string,
): Judgement => {
  const { users, status } = organization
  const asker = users.find((user) => user.userId === by)
  if (by !== undefined && (asker?.role !== 'Admin' || asker.status !== 'Active')) return 'not-an-admin'
  if (status !== 'Active' && (by !== undefined || status === 'Ended')) return 'partner-not-active'
  const isFixed = by !== undefined && organization.rolesFixed === true
  if (change.kind === 'add')
    return isFixed && changesRole(change)
      ? 'roles-by-headquarters'
      : judgeAdd(organization, change.fields.email, userId)
  const target = users.find((user) => user.userId === userId)
  if (!target || target.status === 'Removed' || target.status === 'Refused') return 'user-unknown'
  if (isFixed && changesRole(change, target)) return 'roles-by-headquarters'
  if (target.status === 'Pending' || target.pending) return 'change-pending'
  return judgeOf(organization, target, change)
}

/** A member of a hierarchy as it is judged. Who has which address is told by the claims. */
export const judgedMember = ({
  customerId,
  role,
  status,
  reason,
  invited,
}: HierarchyMember & { readonly invited?: readonly number[] }): JudgedUser => ({
  userId: customerId,
  email: '',
  role,
  status: status ?? 'Active',
  ...(reason ? { reason } : {}),
  ...(invited ? { invited } : {}),
})

export type PossibleActs<Act extends string> = {
  /** Those that would be accepted, in the order of the table. */
  readonly acts: readonly Act[]
  /** The user administers the partner alone: that it cannot leave is worth a sentence. */
  readonly isLastAdmin: boolean
}

/**
 * What may be done with one user now: what would be refused anyway is not offered.
 * @param by who asks; absent where staff do
 * @param changes what each act asks for, as far as it may be judged before a form is filled in
 */
export const judgeActs = <Act extends string>(
  organization: JudgedOrganization,
  by: string | undefined,
  changes: Readonly<Record<Act, AskedChange>>,
  userId: string,
): PossibleActs<Act> => {
  const judged = (Object.keys(changes) as Act[]).map((act) => ({
    act,
    judgement: judgeChange(organization, by, changes[act], userId),
  }))
  return {
    acts: judged.filter(({ judgement }) => judgement === 'accepted').map(({ act }) => act),
    isLastAdmin: judged.some(({ judgement }) => judgement === 'last-admin'),
  }
}
