// What the channel has to be told of a partner, kept until job 1010 has told it. Only who it is about stands in it: what is
// told is read when it is told. An approval that makes a partner brings it along, so that nothing has to be read.

import type { ToldOrganization, ToldUser } from '../../channel/partner.ts'
import type { UserMailKind } from '../../domain/messages.ts'

/** A mail, and the number under which the ledger of the user keeps it. */
export type UserMail = { readonly kind: UserMailKind; readonly number: number }

/** A change of an onboarding, by its revision. */
export type ToldChange = { readonly prospectId: string; readonly number: string; readonly revision: number }

export type PartnerPush = {
  readonly organizationId: string
  /** Where the organization and its hierarchy are kept. */
  readonly home: string
  /** Absent where only the organization changed. */
  readonly userId?: string
  /** Where the user's customer is kept. */
  readonly userHome?: string
  /** The change that it tells of, where that stands on the timeline of an onboarding kept in the same part. */
  readonly about?: ToldChange
  /** Channels that it bought on before: who is left is told so, whoever comes anew of all its users; none = every one. */
  readonly wasOn?: readonly string[]
  /** What the user is told once the channel knows. */
  readonly mails?: readonly UserMail[]
  /** Sales shows another role or state of the user, or that it was not added. */
  readonly shows?: true
  /** Of a partner that the channel does not know yet. */
  readonly told?: { readonly organization: ToldOrganization; readonly users: readonly ToldUser[] }
}
