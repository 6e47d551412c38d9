// What staff call states and kinds: the shape of it, which the compiler holds every language to.

import type { CustomerType } from '../../domain/customer-fields.ts'
import type { CustomerHierarchy, HierarchyRole } from '../../domain/customer-hierarchy.ts'
import type { Prospect, ProspectStatus } from '../../domain/prospect.ts'
import type { MailReasonClass, MailState, MailTrouble, MailView } from '../../domain/prospect-view.ts'
import type { OpportunityState, SalesStage } from '../../domain/sales-outcome.ts'
import type {
  ChangeRefusal,
  DisableReason,
  PartnerStatus,
  UserChangeKind,
  UserStatus,
} from '../../domain/users/user.ts'

export type NameWords = {
  readonly prospectTypes: Readonly<Record<Prospect['type'], string>>
  readonly statuses: Readonly<Record<ProspectStatus, string>>
  readonly stages: Readonly<Record<SalesStage, string>>
  readonly opportunityStates: Readonly<Record<OpportunityState, string>>
  readonly customerTypes: Readonly<Record<CustomerType, string>>
  readonly purposes: Readonly<Record<CustomerHierarchy['purpose'], string>>
  readonly roles: Readonly<Record<HierarchyRole, string>>
  readonly partnerStatuses: Readonly<Record<PartnerStatus, string>>
  readonly userStatuses: Readonly<Record<UserStatus, string>>
  /** Why a user is disabled or was refused, or a change was not taken. */
  readonly userReasons: Readonly<Record<DisableReason | ChangeRefusal | 'address-taken', string>>
  /** What was asked for of a user. */
  readonly userChanges: Readonly<Record<UserChangeKind, string>>
  readonly mailKinds: Readonly<Record<MailView['kind'], string>>
  readonly mailStates: Readonly<Record<MailState, string>>
  readonly mailTroubles: Readonly<Record<MailTrouble['kind'], string>>
  /** Behind a colon. */
  readonly mailReasonClasses: Readonly<Record<MailReasonClass, string>>
  /** Why a mail was not sent that staff wanted. */
  readonly mailSkipped: Readonly<Record<NonNullable<MailView['because']>, string>>
  readonly errorStates: Readonly<Record<'Open' | 'Retried' | 'Dismissed', string>>
}

/** The name of a state or kind. One that a later version stored is shown as it stands. */
export const nameOf = <Code extends string>(names: Readonly<Record<Code, string>>, code: Code): string =>
  Object.hasOwn(names, code) ? names[code] : code
