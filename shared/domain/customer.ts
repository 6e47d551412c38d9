// Customers of headquarters: the organization and the persons who buy for it.

import type { ProposedCredit } from './credit.ts'
import type { CustomerMembers, CustomerPath } from './customer-fields.ts'
import type { News } from './customer-news.ts'
import type { CustomerFlag } from './flags.ts'
import type { KeptOverride } from './overrides.ts'

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
  /** Its account or contact came with another lead than the one of that onboarding, or with none. */
  readonly isFromElsewhere?: true
  /** Fields changed here that Sales does not have yet. */
  readonly unwritten?: readonly CustomerPath[]
  /** What keeps this customer and its record in Sales apart. */
  readonly flags?: readonly CustomerFlag[]
  /** What its onboardings have still to be told. */
  readonly untold?: readonly News[]
  /** How many such news there were so far. */
  readonly newsCount?: number
  /** Its account or contact is not in Sales yet: it was made here. */
  readonly toWrite?: true
}

export type Organization = Common &
  CustomerMembers<'Organization'> & {
    readonly type: 'Organization'
    /** A change of its credit that waits for a second person. */
    readonly proposedCredit?: ProposedCredit
  }

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
    /** The partners that it is a user of; absent where only its onboardings say so. */
    readonly memberOf?: readonly Place[]
    /** Of the former addresses, those that others may have only once the channel knows the present one. */
    readonly held?: readonly string[]
    /** Addresses it had before, each under the number of the mail that tells it of the change; the newest last. */
    readonly moved?: readonly { readonly number: number; readonly email: string }[]
    /** What staff copied from the first Admin of a hierarchy, the newest last. */
    readonly overrides?: readonly KeptOverride[]
    /** How many mails were asked for about it as a user. */
    readonly mailCount?: number
  }

/** An organization, and where it is kept with its hierarchy. */
export type Place = { readonly organizationId: string; readonly home: string }

export type Customer = Organization | Person

/** The account or contact that the customer follows. */
export const recordIdOf = ({ customerId, salesId = customerId }: Common): string => salesId

const workings = new Set([
  'untold',
  'newsCount',
  'isFromElsewhere',
  'memberOf',
  'toWrite',
  'held',
  'moved',
  'mailCount',
  'overrides',
])

/** The customer without what is nobody's but headquarters'. */
export const withoutWorkings = (customer: Customer): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(customer).filter(([name]) => !workings.has(name)))
