// What an Admin can do with a user now, as links on the user's page: what would be refused anyway is not offered.

import { type JudgedOrganization, judgeActs, type PossibleActs } from '../../domain/users/judge-change.ts'
import type { AskedChange } from '../../domain/users/user-fields.ts'

export const userActs = ['edit', 'make-admin', 'make-user', 'disable', 'enable', 'remove', 'invite'] as const
export type UserAct = (typeof userActs)[number]

/** What each of them asks for, as far as it may be judged before the form is filled in. */
const changeOf: Readonly<Record<UserAct, AskedChange>> = {
  edit: { kind: 'edit', fields: {} },
  'make-admin': { kind: 'role', role: 'Admin' },
  'make-user': { kind: 'role', role: 'User' },
  disable: { kind: 'disable', reason: 'other' },
  enable: { kind: 'enable' },
  remove: { kind: 'remove' },
  invite: { kind: 'invite' },
}

/**
 * What may be done with one of the users of a partner now.
 * @param by the Admin who looks at it
 */
export const possibleActs = (partner: JudgedOrganization, by: string, userId: string): PossibleActs<UserAct> =>
  judgeActs(partner, by, changeOf, userId)
