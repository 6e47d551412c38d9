// What the bridge asks of Sales: write a lead once, read everything about a lead in one call, write a missing customer,
// read and change the account or contact of a customer, and learn what changed. Every method throws SalesUnavailable or
// SalesRefused.

import type { FieldChanges, FieldLengths } from '../domain/customer-convergence.ts'
import type { CustomerPath, CustomerType } from '../domain/customer-fields.ts'
import type { RecordToWrite } from '../domain/customers-of-prospect.ts'
import type { OnboardingRequest } from '../domain/onboarding-request.ts'
import type { LeadState, OpportunityState, SalesRecord, SalesSnapshot } from '../domain/sales-outcome.ts'

export type LeadToWrite = {
  readonly prospectId: string
  readonly number: string
  readonly submittedAt: string
  readonly noteId: string
  readonly request: OnboardingRequest
}

/** A create that went well; where columns of the organization were too short or secured, what of it is there. */
export type Created =
  | 'created'
  | 'exists'
  /** Columns with a part of their text, and columns left empty because a part would be worth nothing. */
  | {
      readonly cut: readonly string[]
      readonly tooLong: readonly string[]
      /** Columns left empty because they are secured, and the app may not fill them. */
      readonly secured?: readonly string[]
    }

/** What became of a change; where columns are secured and the app may not write them, the others are written. */
export type Changed = 'written' | 'changed-meanwhile' | { readonly secured: readonly CustomerPath[] }

/** Where a look at changes begins: at a time (ISO 8601, by the clock of Sales), at the beginning, or with a page. */
export type ChangesFrom = { readonly since?: string } | { readonly page: string }

/** One page of what changed, the oldest change first. */
export type ChangesPage<T> = {
  readonly changed: readonly T[]
  /** Where the next page is; absent on the last one. It can be kept and used later. */
  readonly next?: string
  /** The organization lacks the marker, so only what came from our leads is seen. */
  readonly withoutMarker?: true
}

export type ChangedLead = { readonly id: string; readonly state: LeadState }

export type ChangedOpportunity = {
  readonly id: string
  readonly leadId: string | undefined
  readonly state: OpportunityState
}

export type ChangedCustomer = SalesRecord & {
  /** The customer number that stands on it. */
  readonly marker?: string
}

/** What stands on the account or contact of a customer, so that its changes are found. */
export type Mark = { readonly type: CustomerType; readonly id: string; readonly number: string }

/** What changed of ours, and what there is of it. Rows of others never come. */
export type ChangesInSales = {
  readonly changedLeads: (from: ChangesFrom) => Promise<ChangesPage<ChangedLead>>
  readonly changedOpportunities: (from: ChangesFrom) => Promise<ChangesPage<ChangedOpportunity>>
  readonly changedCustomers: (type: CustomerType, from: ChangesFrom) => Promise<ChangesPage<ChangedCustomer>>
  /** Those of these leads that there are, one call for each fifty; opportunities, accounts and contacts likewise. */
  readonly leadsById: (ids: readonly string[]) => Promise<readonly ChangedLead[]>
  readonly opportunitiesById: (ids: readonly string[]) => Promise<readonly ChangedOpportunity[]>
  readonly customersById: (
    type: CustomerType,
    ids: readonly string[],
  ) => Promise<{ readonly found: readonly ChangedCustomer[]; readonly canBeMarked: boolean }>
  /** Marks accounts and contacts, in one call. @returns how many took it; the others are no worse than before */
  readonly markCustomers: (marks: readonly Mark[]) => Promise<number>
}

/** The account or contact of a customer. */
export type CustomerInSales = SalesRecord & { readonly etag: string }

export type CustomersInSales = {
  /**
   * Reads the account or contact of a customer; `undefined` when Sales has none.
   * @param sure whether a text is about to be given up because Sales has none: whether it would tell is asked anew
   */
  readonly readCustomer: (type: CustomerType, id: string, sure?: boolean) => Promise<CustomerInSales | undefined>
  /** Longest text of each field of a customer that Sales has room for. */
  readonly lengths: (type: CustomerType) => Promise<FieldLengths>
  /** Changes the named fields of an account or contact, unless it changed since it was read; never creates one. */
  readonly changeCustomer: (type: CustomerType, id: string, values: FieldChanges, etag: string) => Promise<Changed>
}

export type Sales = CustomersInSales &
  ChangesInSales & {
    /** Creates the lead with its note. Never changes one that exists: a salesperson may have edited it. */
    readonly writeLead: (lead: LeadToWrite) => Promise<Created>
    /** Reads a lead with its opportunities, accounts and contacts. */
    readonly readLead: (leadId: string) => Promise<SalesSnapshot>
    /** The lead an opportunity came from, if it has one. */
    readonly leadOfOpportunity: (opportunityId: string) => Promise<string | undefined>
    /** Creates an account, or leaves the one with this id as it is. */
    readonly writeAccount: (account: RecordToWrite, leadId?: string) => Promise<Created>
    /** Creates a contact of an account, or leaves the one with this id as it is. */
    readonly writeContact: (contact: RecordToWrite, accountId: string, leadId?: string) => Promise<Created>
  }
