// What the bridge asks of Sales: write a lead once, read everything about a lead in one call, write a missing customer,
// read and change the account or contact of a customer.

import type { OnboardingRequest } from '../domain/onboarding-request.ts'
import type { LeadState, OpportunityState, SalesAccount, SalesContact, SalesSnapshot } from '../domain/sales-outcome.ts'
import { type Changes, readChanges } from './change-tracking.ts'
import { columnLengths, fitRow, isTooLong } from './column-lengths.ts'
import { type CustomersInSales, customersInSales, type SalesChanges } from './customers-in-sales.ts'
import type { Dataverse } from './dataverse.ts'
import { SalesRefused, SalesUnavailable } from './failures.ts'
import { leadReader, rowReader } from './read-lead.ts'
import { accountRow, contactRow, leadRow, leadState, noteRow, opportunityOf, type SalesRow } from './rows.ts'

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
  | { readonly cut: readonly string[]; readonly leftOut: readonly string[] }

export type Sales = CustomersInSales & {
  /** Creates the lead with its note. Never changes one that exists: a salesperson may have edited it. */
  readonly writeLead: (lead: LeadToWrite) => Promise<Created>
  /** Reads a lead with its opportunities, accounts and contacts. */
  readonly readLead: (leadId: string) => Promise<SalesSnapshot>
  /** The lead an opportunity came from, if it has one. */
  readonly leadOfOpportunity: (opportunityId: string) => Promise<string | undefined>
  /** Creates an account, or leaves the one with this id as it is. */
  readonly writeAccount: (account: SalesAccount, leadId: string) => Promise<Created>
  /** Creates a contact of an account, or leaves the one with this id as it is. */
  readonly writeContact: (contact: SalesContact, accountId: string, leadId: string) => Promise<Created>
  /** Leads changed since the last look. */
  readonly leadChanges: (since?: string) => Promise<SalesChanges<{ readonly id: string; readonly state: LeadState }>>
  /** Opportunities changed since the last look, with the lead each came from. */
  readonly opportunityChanges: (
    since?: string,
  ) => Promise<SalesChanges<{ readonly leadId: string | undefined; readonly state: OpportunityState }>>
}

const withoutAbsent = (row: SalesRow): SalesRow =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))

/**
 * Sales through the Dataverse Web API. Every method throws SalesUnavailable or SalesRefused.
 * @param now milliseconds
 */
export const dataverseSales = (call: Dataverse, now: () => number = Date.now): Sales => {
  const lengthsOf = columnLengths(call, now)
  const create = async (set: string, row: SalesRow): Promise<'created' | 'exists'> => {
    try {
      await call({ method: 'POST', path: set, body: withoutAbsent(row) })
      return 'created'
    } catch (error) {
      // The primary key is ours, so a lost answer and a second try end here.
      if (error instanceof SalesRefused && error.kind === 'exists') return 'exists'
      throw error
    }
  }
  /** Creates a row, cut to the organization's own columns if it has to be. */
  const createOnly = async (table: string, set: string, row: SalesRow): Promise<Created> => {
    try {
      return await create(set, row)
    } catch (error) {
      if (!isTooLong(error)) throw error
      const { row: fitted, cut, leftOut } = fitRow(row, await lengthsOf(table, true))
      if (cut.length + leftOut.length === 0) throw error
      await create(set, fitted)
      return { cut, leftOut }
    }
  }

  const read = rowReader(call)

  const changes = async (set: string, columns: string, since?: string): Promise<Changes> => {
    const found = await readChanges(call, set, columns, since)
    if (found !== 'expired') return found
    const everything = await readChanges(call, set, columns)
    if (everything === 'expired') throw new SalesUnavailable('change-tracking-expired')
    return everything
  }

  return {
    leadChanges: async (since) => {
      const { changed, deleted, link } = await changes('leads', 'leadid,statecode', since)
      return {
        changed: changed.map((row) => ({ id: String(row['leadid']).toLowerCase(), state: leadState(row) })),
        deleted,
        link,
      }
    },
    opportunityChanges: async (since) => {
      const columns = 'opportunityid,statecode,_originatingleadid_value'
      const { changed, deleted, link } = await changes('opportunities', columns, since)
      const leadOf = (row: SalesRow) => {
        const id = row['_originatingleadid_value']
        return typeof id === 'string' ? id.toLowerCase() : undefined
      }
      return {
        changed: changed.map((row) => ({ leadId: leadOf(row), state: opportunityOf(row).state })),
        deleted,
        link,
      }
    },
    writeLead: (lead) =>
      createOnly('lead', 'leads', {
        ...leadRow(lead.prospectId, lead.number, lead.request),
        Lead_Annotation: [noteRow(lead.noteId, lead.number, lead.submittedAt, lead.request)],
      }),
    readLead: leadReader(read),
    leadOfOpportunity: async (id) => {
      const row = await read(`opportunities(${id})?$select=_originatingleadid_value`)
      const lead = row?.['_originatingleadid_value']
      return typeof lead === 'string' ? lead.toLowerCase() : undefined
    },
    writeAccount: (account, leadId) =>
      createOnly('account', 'accounts', {
        ...accountRow(account),
        'originatingleadid@odata.bind': `/leads(${leadId})`,
      }),
    writeContact: (contact, accountId, leadId) =>
      createOnly('contact', 'contacts', {
        ...contactRow(contact),
        'originatingleadid@odata.bind': `/leads(${leadId})`,
        'parentcustomerid_account@odata.bind': `/accounts(${accountId})`,
      }),
    ...customersInSales(call, lengthsOf, read, changes),
  }
}
