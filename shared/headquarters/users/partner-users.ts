// The users of one partner as staff see them: what headquarters has, and what the channel shows and was asked for.

import type { UserView } from '../../channel/partner.ts'
import type { WholePartner } from '../../channel/store/users.ts'
import type { HierarchyMember } from '../../domain/customer-hierarchy.ts'
import type { UserChangeKind, UserStatus } from '../../domain/users/user.ts'
import { statusOf } from '../store/partner-lines.ts'

export type PartnerUser = Pick<
  HierarchyMember,
  'name' | 'role' | 'addedAt' | 'reason' | 'note' | 'because' | 'refused'
> & {
  readonly userId: string
  readonly status: UserStatus
  /** As the site has it. */
  readonly email?: string
  /** Whether the site shows the same. */
  readonly isTold: boolean
  readonly pending?: UserChangeKind
}

/** Whether the site shows a member as it is. Whom nobody there asked for, and who was refused, it never hears of. */
export const isToldOf = (
  { role, status }: Pick<UserView, 'role' | 'status'>,
  view: Pick<UserView, 'role' | 'status'> | undefined,
): boolean => (view ? view.status === status && view.role === role : status === 'Refused')

/**
 * All users, in the order of the members; then those that headquarters was asked to add and does not have yet.
 * @param told what the channel keeps, if it knows the partner
 */
export const partnerUsers = (members: readonly HierarchyMember[], told: WholePartner | undefined): PartnerUser[] => {
  const views = new Map((told?.users ?? []).map(({ value }) => [value.userId, value]))
  const known = members.map((member): PartnerUser => {
    const { customerId, name, role, addedAt, reason, note, because, refused } = member
    const view = views.get(customerId)
    const status = statusOf(member)
    return {
      userId: customerId,
      name,
      role,
      addedAt,
      status,
      isTold: isToldOf({ role, status }, view),
      ...(reason ? { reason } : {}),
      ...(note ? { note } : {}),
      ...(because ? { because } : {}),
      ...(refused ? { refused } : {}),
      ...(view ? { email: view.email } : {}),
      ...(view?.pending ? { pending: view.pending.kind } : {}),
    }
  })
  const ids = new Set(members.map(({ customerId }) => customerId))
  const asked = [...views.values()].filter(({ userId, status }) => status === 'Pending' && !ids.has(userId))
  return [
    ...known,
    ...asked.map(
      ({ userId, firstName = '', lastName, role, addedAt, email }): PartnerUser => ({
        userId,
        name: `${firstName} ${lastName}`.trim(),
        role,
        addedAt,
        status: 'Pending',
        email,
        isTold: true,
      }),
    ),
  ]
}
