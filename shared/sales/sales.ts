// What the bridge asks of Sales: write a lead once, read everything about a lead in one call, write a missing customer,
// read and change the account or contact of a customer, and learn what changed. Every method throws SalesUnavailable or
// SalesRefused.

import type { FieldChanges, FieldLengths } from '../domain/customer-convergence.ts'
import type { CustomerType } from '../domain/customer-fields.ts'
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

/** A create that went well; where the organization's columns were too short, what of it is there. */
export type Created =
  | 'created'
  | 'exists'
  /** Columns with a part of their text, and columns left empty because a part would be worth nothing. */
  | { readonly cut: readonly string[]; readonly tooLong: readonly string[] }

/** Changes since the last time, and where the next time begins. A link that is too old gives everything there is. */
export type SalesChanges<T> = {
  readonly changed: readonly T[]
  /** Ids of deleted rows. */
  readonly deleted: readonly string[]
  readonly link: string
}

export type ChangedLead = { readonly id: string; readonly state: LeadState }

export type ChangedOpportunity = { readonly leadId: string | undefined; readonly state: OpportunityState }

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
  readonly changeCustomer: (
    type: CustomerType,
    id: string,
    values: FieldChanges,
    etag: string,
  ) => Promise<'written' | 'changed-meanwhile'>
  /** Accounts or contacts changed since the last time, most of which are no customers. */
  readonly customerChanges: (type: CustomerType, since?: string) => Promise<SalesChanges<SalesRecord>>
}

export type Sales = CustomersInSales & {
  /** Creates the lead with its note. Never changes one that exists: a salesperson may have edited it. */
  readonly writeLead: (lead: LeadToWrite) => Promise<Created>
  /** Reads a lead with its opportunities, accounts and contacts. */
  readonly readLead: (leadId: string) => Promise<SalesSnapshot>
  /** The lead an opportunity came from, if it has one. */
  readonly leadOfOpportunity: (opportunityId: string) => Promise<string | undefined>
  /** Creates an account, or leaves the one with this id as it is. */
  readonly writeAccount: (account: RecordToWrite, leadId: string) => Promise<Created>
  /** Creates a contact of an account, or leaves the one with this id as it is. */
  readonly writeContact: (contact: RecordToWrite, accountId: string, leadId: string) => Promise<Created>
  /** Leads changed since the last time. */
  readonly leadChanges: (since?: string) => Promise<SalesChanges<ChangedLead>>
  /** Opportunities changed since the last time, with the lead each came from. */
  readonly opportunityChanges: (since?: string) => Promise<SalesChanges<ChangedOpportunity>>
}
