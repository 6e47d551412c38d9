// What the channel knows of business partners and their users: what a site shows, and who may sign in.

import type { ToldCredit } from '../domain/credit.ts'
import type { HierarchyRole } from '../domain/customer-hierarchy.ts'
import type { Language } from '../domain/languages.ts'
import type { Money } from '../domain/money.ts'
import {
  type ChangeRefusal,
  countsAsUser,
  type DisableReason,
  type PartnerStatus,
  type RefusedChange,
  shownRefusedMs,
  type UserChangeKind,
  type UserStatus,
} from '../domain/users/user.ts'

/** A business partner as its sites see it. */
export type ChannelOrganization = {
  readonly organizationId: string
  readonly hierarchyId: string
  readonly number: string
  readonly name: string
  readonly status: PartnerStatus
  /** Names of the channels that it buys on; none = every one. */
  readonly channels: readonly string[]
  /** How many users it may have; absent = as the setting says, 0 = no limit. */
  readonly maxUsers?: number
  /** Part of headquarters' table in which it is kept. */
  readonly home: string
  /** By the fields of a customer's address. */
  readonly address?: Readonly<Record<string, string>>
  /** What orders of its users are judged by; absent where there is nothing of it. */
  readonly credit?: ToldCredit
  /** Who counts among them: Pending, Active and Disabled. */
  readonly userCount: number
  /** Active Admins. */
  readonly admins: number
  /** Grows with every stored change. */
  readonly revision: number
}

/** A user as the sites of its organization see it. */
export type UserView = {
  readonly userId: string
  readonly organizationId: string
  readonly hierarchyId: string
  readonly firstName?: string
  readonly lastName: string
  readonly email: string
  readonly phone?: string
  readonly jobTitle?: string
  /** How much the user may order for; the shop enforces it. */
  readonly spendingLimit?: Money
  readonly language: Language
  readonly role: HierarchyRole
  readonly status: UserStatus
  /** Of a user who is Disabled or Refused. */
  readonly reason?: DisableReason | ChangeRefusal
  /** When it was asked for, or approved; ISO 8601. */
  readonly addedAt: string
  /** When it was removed or refused; ISO 8601. */
  readonly endedAt?: string
  /** Grows with every stored change. */
  readonly revision: number
  /** When it was told again that it may sign in, in milliseconds since 1970, oldest first. */
  readonly invited?: readonly number[]
  /** What was asked for and is not applied yet. */
  readonly pending?: PendingChange
  /** The last change that headquarters did not take. */
  readonly refused?: RefusedChange
  /** By which key it was asked for, and with which body: their hashes. */
  readonly asked?: { readonly key: string; readonly body: string }
}

export type PendingChange = {
  readonly changeId: string
  readonly kind: UserChangeKind
  /** ISO 8601. */
  readonly at: string
  /** The address that it brings. */
  readonly email?: string
  readonly role?: HierarchyRole
}

/** What job 1010 tells of a user. */
export type ToldUser = Omit<UserView, 'organizationId' | 'hierarchyId' | 'revision' | 'pending' | 'asked'> & Settled

/** What job 1010 tells of somebody who was to be added, and of whom headquarters has nothing else. */
export type ToldRefusal = Settled & {
  readonly userId: string
  readonly status: 'Refused'
  readonly reason: ChangeRefusal
  readonly endedAt: string
}

/** The last changes that headquarters applied, or did not take. */
type Settled = { readonly settled?: readonly string[] }

/** What job 1010 tells of an organization. */
export type ToldOrganization = Omit<ChannelOrganization, 'userCount' | 'admins' | 'revision'>

/** Whether a user stands on a list of all: not who has left, and who was not added for thirty days. */
export const isListed = (user: UserView, now: Date): boolean =>
  countsAsUser(user) ||
  (user.status === 'Refused' && now.getTime() - Date.parse(user.endedAt ?? user.addedAt) < shownRefusedMs)
