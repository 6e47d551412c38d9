// What the bridge asks of Sales: write a lead once, read everything about a lead in one call, write a missing customer,
// read and change the account or contact of a customer, and learn what changed. Every method throws SalesUnavailable or
// SalesRefused.

import type { FieldChanges, FieldLengths } from '../domain/customer-convergence.ts'
import type { CustomerPath, CustomerType } from '../domain/customer-fields.ts'
import type { RecordToWrite } from '../domain/customers-of-prospect.ts'
import type { FieldChange } from '../domain/field-changes.ts'
import type { OnboardingRequest } from '../domain/onboarding-request.ts'
import type { DuplicateView } from '../domain/prospect-view.ts'
import type { LeadState, OpportunityState, SalesRecord, SalesSnapshot } from '../domain/sales-outcome.ts'
import type { SellerNote } from '../domain/seller-note.ts'
import type { HeldBackReason, ToldRefusal } from '../domain/shown-in-sales.ts'
import type { ShownTable, ShownValues } from './shown-columns.ts'

export type LeadToWrite = {
  readonly prospectId: string
  readonly number: string
  readonly submittedAt: string
  readonly noteId: string
  readonly request: OnboardingRequest
  /** Earlier prospects that may be of the same company; the note names them. */
  readonly likelyDuplicates?: readonly Pick<DuplicateView, 'number' | 'companyName' | 'matches'>[]
}

/** A lead whose request was withdrawn. */
export type LeadToClose = {
  readonly leadId: string
  readonly number: string
  readonly noteId: string
  /** ISO 8601. */
  readonly withdrawnAt: string
}

/** A lead whose applicant answered a question. */
export type LeadToAnswer = {
  readonly leadId: string
  /** Of the prospect. */
  readonly number: string
  readonly noteId: string
  /** Empty where it is not known any more. */
  readonly question: string
  readonly text: string
  /** Fields of the request that were corrected. */
  readonly changes: readonly FieldChange[]
  /** Nobody waited for it: nothing was corrected. */
  readonly isLate?: true
}

/** A note on a lead: that the applicant is asked something, or that a seller's note cannot be asked. */
export type LeadNote = {
  readonly leadId: string
  /** Of the prospect. */
  readonly number: string
  readonly noteId: string
} & ({ readonly asked: string; readonly by: string } | { readonly refused: 'not-a-question' })

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

/**
 * What became of a change; where columns are secured and the app may not write them, or the organization lacks the currency
 * of an amount, the others are written.
 */
export type Changed =
  | 'written'
  | 'changed-meanwhile'
  | { readonly secured: readonly CustomerPath[]; readonly withoutCurrency?: readonly CustomerPath[] }

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

/** What a row shows of headquarters, and its version. Both are absent where the organization has no columns for it. */
export type SeenRow = { readonly shown?: ShownValues; readonly etag?: string }

export type ChangedLead = SeenRow & { readonly id: string; readonly state: LeadState }

export type ChangedOpportunity = SeenRow & {
  readonly id: string
  readonly leadId: string | undefined
  readonly state: OpportunityState
}

export type NoteOnLead = SellerNote & { readonly leadId: string }

export type ChangedCustomer = SalesRecord &
  SeenRow & {
    /** The customer number that stands on it. */
    readonly marker?: string
    /** It becomes a customer where every customer of Sales does. */
    readonly isArriving?: true
  }

/** What a row is to show of headquarters. */
export type RowToShow = {
  readonly set: ShownTable
  readonly id: string
  /** Of the version that was read; absent = whichever there is. */
  readonly etag?: string
  /** Some organizations take no changes of what is closed. */
  readonly isClosed?: boolean
  /** The number of the customer, by which changes of an account or contact are found. */
  readonly marker?: string
  readonly values: ShownValues
}

/** What sellers are told by a note. Its id is its own, so that it is written once however often it is asked for. */
export type ShownNote = { readonly noteId: string } & (
  | { readonly leadId: string; readonly number: string; readonly heldBack: HeldBackReason }
  | {
      readonly leadId: string
      readonly number: string
      readonly decided: 'Approved' | 'Rejected'
      /** Who decided, and what they noted. */
      readonly by?: string
      readonly because?: string
    }
  | { readonly accountId: string; readonly name: string; readonly refused: ToldRefusal }
  /** Headquarters erased what was personal of the prospect. @member erasedAt ISO 8601 */
  | { readonly leadId: string; readonly number: string; readonly erasedAt: string }
)

export type ShownInSales = {
  /**
   * Shows what headquarters made of it, in one call, with notes where people have something to do. Nothing that a seller wrote
   * is touched. @returns how many rows took it; the others are no worse than before
   */
  readonly show: (rows: readonly RowToShow[], notes?: readonly ShownNote[]) => Promise<number>
}

/** What changed of ours, and what there is of it. Rows of others never come. */
export type ChangesInSales = {
  readonly changedLeads: (from: ChangesFrom) => Promise<ChangesPage<ChangedLead>>
  readonly changedOpportunities: (from: ChangesFrom) => Promise<ChangesPage<ChangedOpportunity>>
  readonly changedCustomers: (type: CustomerType, from: ChangesFrom) => Promise<ChangesPage<ChangedCustomer>>
  /** Notes on our leads that ask the applicant something; absent where sellers ask nothing by notes. */
  readonly changedNotes?: (from: ChangesFrom) => Promise<ChangesPage<NoteOnLead>>
  /** Those of these leads that there are, one call for each fifty; opportunities, accounts and contacts likewise. */
  readonly leadsById: (ids: readonly string[]) => Promise<readonly ChangedLead[]>
  readonly opportunitiesById: (ids: readonly string[]) => Promise<readonly ChangedOpportunity[]>
  readonly customersById: (
    type: CustomerType,
    ids: readonly string[],
  ) => Promise<{ readonly found: readonly ChangedCustomer[]; readonly canBeMarked: boolean }>
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

/** An account or contact that may become a customer. */
export type ArrivingCustomer = SalesRecord & {
  /** An active account of the type Customer, or an active contact of one. */
  readonly isArriving: boolean
  /** Of a contact, its account. */
  readonly accountId?: string
}

export type ArrivingCustomers = {
  /** Reads one, whether it becomes a customer or not; `undefined` when Sales has none. One call. */
  readonly readArriving: (type: CustomerType, id: string) => Promise<ArrivingCustomer | undefined>
  /**
   * A page of all that become customers, by their ids; one call for each hundred.
   * @param next where the page is; absent = the first. It can be kept and used later
   */
  readonly arrivingCustomers: (
    type: CustomerType,
    next?: string,
  ) => Promise<{ readonly found: readonly ArrivingCustomer[]; readonly next?: string }>
  /** Ids of the active contacts of an account, however many; one call for each five thousand. */
  readonly contactIdsOf: (accountId: string) => Promise<readonly string[]>
}

/** A contact of an account, as far as a list of them shows it. */
export type AccountContact = {
  readonly id: string
  readonly firstName?: string
  readonly lastName?: string
  readonly email?: string
  readonly phone?: string
  readonly jobTitle?: string
  /** The lead that it came with, if any. */
  readonly leadId?: string
}

/** A company as far as an account may be the same one. */
export type SoughtCompany = { readonly name: string; readonly email?: string }

/** An account, as far as a list of them shows it. */
export type AccountFound = {
  readonly id: string
  readonly name?: string
  readonly email?: string
  readonly city?: string
  readonly country?: string
  /** The lead that it came with, if any. */
  readonly leadId?: string
}

export type Sales = CustomersInSales &
  ArrivingCustomers &
  ChangesInSales &
  ShownInSales & {
    /** Creates the lead with its note. Never changes one that exists: a salesperson may have edited it. */
    readonly writeLead: (lead: LeadToWrite) => Promise<Created>
    /**
     * Puts a note on a lead whose request was withdrawn, and disqualifies it where it is open and untouched. Safe to repeat.
     * @returns `left` where a seller works on it, or the app may not close it
     */
    readonly closeLead: (lead: LeadToClose) => Promise<'closed' | 'left' | 'missing'>
    /**
     * Puts an answer on a lead as a note, and what it corrected in its columns where these say what we wrote. Safe to repeat.
     * @returns `changed-meanwhile` where somebody else was faster: nothing was done
     */
    readonly answerLead: (lead: LeadToAnswer) => Promise<'written' | 'missing' | 'changed-meanwhile'>
    /** Puts a note on a lead. Safe to repeat. */
    readonly noteLead: (note: LeadNote) => Promise<'written' | 'missing'>
    /** Reads a lead with its opportunities, accounts and contacts, and the notes that ask the applicant something. */
    readonly readLead: (leadId: string) => Promise<SalesSnapshot>
    /** The lead an opportunity came from, if it has one. */
    readonly leadOfOpportunity: (opportunityId: string) => Promise<string | undefined>
    /** Creates an account, or leaves the one with this id as it is. */
    readonly writeAccount: (account: RecordToWrite, leadId?: string) => Promise<Created>
    /** Active accounts by a part of their name, or an address that they or their contacts have; by name, at most twenty. */
    readonly findAccounts: (text: string) => Promise<readonly AccountFound[]>
    /** Active accounts that have the name or the address of one of these companies. */
    readonly accountsLike: (companies: readonly SoughtCompany[]) => Promise<readonly AccountFound[]>
    /** Active contacts of an account by name, at most five hundred. */
    readonly contactsOf: (accountId: string) => Promise<readonly AccountContact[]>
    /** Ids of the active contacts of an account that have this e-mail address, at most three. */
    readonly contactsWith: (accountId: string, email: string) => Promise<readonly string[]>
    /** Creates a contact of an account, or leaves the one with this id as it is. */
    readonly writeContact: (contact: RecordToWrite, accountId: string, leadId?: string) => Promise<Created>
  }
