// What staff can do with a user of a partner now: what would be refused anyway is not offered.

import { type HierarchyMember, isActive } from '../../domain/customer-hierarchy.ts'
import { judgeActs, judgedMember, type PossibleActs } from '../../domain/users/judge-change.ts'
import type { PartnerStatus } from '../../domain/users/user.ts'
import type { AskedChange } from '../../domain/users/user-fields.ts'
import { type UserAct, userActs } from '../user-acts.ts'

const changes: Readonly<Record<UserAct, AskedChange>> = {
  ...userActs,
  disable: { kind: 'disable', reason: 'other' },
}

/** What may be done with one of the members. How often it was invited is judged when it is asked for. */
export const offeredActs = (
  members: readonly HierarchyMember[],
  status: PartnerStatus,
  userId: string,
): PossibleActs<UserAct> => {
  const organization = { status, maxUsers: 0, users: members.map(judgedMember), at: 0 }
  const user = members.find(({ customerId }) => customerId === userId)
  const { acts, isLastAdmin } = judgeActs(organization, undefined, changes, userId)
  // Somebody else becomes Admin first.
  const mayHandOver =
    status !== 'Ended' &&
    user?.role === 'Admin' &&
    isActive(user) &&
    members.some((each) => each !== user && isActive(each))
  const isOffered = (act: UserAct): boolean => (act === 'hand-over' ? mayHandOver : acts.includes(act))
  return { acts: (Object.keys(changes) as UserAct[]).filter(isOffered), isLastAdmin }
}
