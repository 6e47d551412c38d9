// Customers of headquarters: the organization and the persons who buy for it.

import type { CustomerMembers, CustomerPath } from './customer-fields.ts'
import type { News } from './customer-news.ts'
import type { CustomerFlag } from './flags.ts'

type Common = {
  /** The id of the account or contact in Sales. */
  readonly customerId: string
  /** The account or contact that it follows by now, where its own was merged into another one. */
  readonly salesId?: string
  readonly number: string
  readonly createdAt: string
  readonly changedAt: string
  /** The onboarding that first brought this customer here. */
  readonly prospectId: string
  /** Fields changed here that Sales does not have yet. */
  readonly unwritten?: readonly CustomerPath[]
  /** What keeps this customer and its record in Sales apart. */
  readonly flags?: readonly CustomerFlag[]
  /** What its onboardings have still to be told. */
  readonly untold?: readonly News[]
  /** How many such news there were so far. */
  readonly newsCount?: number
}

export type Organization = Common & CustomerMembers<'Organization'> & { readonly type: 'Organization' }

export type Person = Common &
  CustomerMembers<'Person'> & {
    readonly type: 'Person'
    /** First and last name. */
    readonly name: string
    /** Orders of a person are invoiced to the organization, whose credit limit then counts. */
    readonly invoiceAccount: string
    readonly language: string
    /** Addresses this person signed in with before, until others may have them. */
    readonly formerEmails?: readonly string[]
    /** Other onboardings that approve or approved this person, besides the one that brought it. */
    readonly sharedBy?: readonly string[]
  }

export type Customer = Organization | Person

/** The account or contact that the customer follows. */
export const recordIdOf = ({ customerId, salesId = customerId }: Common): string => salesId
