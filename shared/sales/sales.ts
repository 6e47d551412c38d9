// What the bridge asks of Sales: write a lead once, read everything about a lead in one call, write a missing customer.

import type { OnboardingRequest } from '../domain/onboarding-request.ts'
import type {
  LeadState,
  OpportunityState,
  SalesAccount,
  SalesContact,
  SalesOpportunity,
  SalesSnapshot,
} from '../domain/sales-outcome.ts'
import { type Changes, readChanges } from './change-tracking.ts'
import type { Dataverse } from './dataverse.ts'
import { SalesRefused, SalesUnavailable } from './failures.ts'
import {
  accountColumns,
  accountOf,
  accountRow,
  contactColumns,
  contactOf,
  contactRow,
  leadRow,
  leadState,
  noteRow,
  opportunityColumns,
  opportunityOf,
  type SalesRow,
  statusReason,
} from './rows.ts'

export type LeadToWrite = {
  readonly prospectId: string
  readonly number: string
  readonly submittedAt: string
  readonly noteId: string
  readonly request: OnboardingRequest
}

/** Changes since a look, and where the next look begins. A link that is too old gives everything there is. */
export type SalesChanges<T> = {
  readonly changed: readonly T[]
  readonly deleted: readonly string[]
  readonly link: string
}

export type Sales = {
  /** Creates the lead with its note. Never changes one that exists: a salesperson may have edited it. */
  readonly writeLead: (lead: LeadToWrite) => Promise<'created' | 'exists'>
  /** Reads a lead with its opportunities, accounts and contacts. */
  readonly readLead: (leadId: string) => Promise<SalesSnapshot>
  /** The lead an opportunity came from, if it has one. */
  readonly leadOfOpportunity: (opportunityId: string) => Promise<string | undefined>
  /** Creates an account, or leaves the one with this id as it is. */
  readonly writeAccount: (account: SalesAccount, leadId: string) => Promise<'created' | 'exists'>
  /** Creates a contact of an account, or leaves the one with this id as it is. */
  readonly writeContact: (contact: SalesContact, accountId: string, leadId: string) => Promise<'created' | 'exists'>
  /** Leads changed since the last look. */
  readonly leadChanges: (since?: string) => Promise<SalesChanges<{ readonly id: string; readonly state: LeadState }>>
  /** Opportunities changed since the last look, with the lead each came from. */
  readonly opportunityChanges: (
    since?: string,
  ) => Promise<SalesChanges<{ readonly leadId: string | undefined; readonly state: OpportunityState }>>
}

const annotated = { prefer: 'odata.include-annotations="OData.Community.Display.V1.FormattedValue"' }

const rowsOf = (value: unknown): SalesRow[] => (Array.isArray(value) ? (value as SalesRow[]) : [])
const rowOf = (value: unknown): SalesRow[] => (typeof value === 'object' && value !== null ? [value as SalesRow] : [])

const unlessMissing = async <T>(call: Promise<T>): Promise<T | undefined> => {
  try {
    return await call
  } catch (error) {
    if (error instanceof SalesRefused && error.kind === 'missing') return undefined
    throw error
  }
}

const distinct = <T extends { readonly id: string }>(items: readonly T[]): T[] => [
  ...new Map(items.map((item) => [item.id, item])).values(),
]

const withoutAbsent = (row: SalesRow): SalesRow =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))

/** Sales through the Dataverse Web API. Every method throws SalesUnavailable or SalesRefused. */
export const dataverseSales = (call: Dataverse): Sales => {
  const createOnly = async (set: string, row: SalesRow): Promise<'created' | 'exists'> => {
    try {
      await call({ method: 'POST', path: set, body: withoutAbsent(row) })
      return 'created'
    } catch (error) {
      // The primary key is ours, so a lost answer and a second try end here.
      if (error instanceof SalesRefused && error.kind === 'exists') return 'exists'
      throw error
    }
  }

  const readRow = (path: string) =>
    unlessMissing(call({ method: 'GET', path, headers: annotated }) as Promise<SalesRow>)

  // The seller may have chosen an account that this lead did not make; then it is named only by the opportunity.
  const named = async <T extends { readonly id: string }>(
    known: readonly T[],
    ids: readonly (string | undefined)[],
    read: (id: string) => Promise<T | undefined>,
  ): Promise<T[]> => {
    const missing = [...new Set(ids)].filter((id) => id !== undefined && !known.some((item) => item.id === id))
    const more = await Promise.all(missing.map((id) => read(id ?? '')))
    return distinct([...known, ...more.filter((item) => item !== undefined)])
  }

  const readAccount = async (id: string): Promise<SalesAccount | undefined> => {
    const row = await readRow(`accounts(${id})?$select=${accountColumns}`)
    return row && accountOf(row)
  }
  const readContact = async (id: string): Promise<SalesContact | undefined> => {
    const row = await readRow(`contacts(${id})?$select=${contactColumns}`)
    return row && contactOf(row)
  }

  const readLead = async (leadId: string): Promise<SalesSnapshot> => {
    const expand = [
      `opportunity_originating_lead($select=${opportunityColumns})`,
      `account_originating_lead($select=${accountColumns})`,
      `contact_originating_lead($select=${contactColumns})`,
      `parentaccountid($select=${accountColumns})`,
      `parentcontactid($select=${contactColumns})`,
    ].join(',')
    const columns = 'statecode,statuscode,_parentaccountid_value,_parentcontactid_value'
    const lead = await readRow(`leads(${leadId})?$select=${columns}&$expand=${expand}`)
    if (!lead) return { lead: 'missing' }
    const opportunities: SalesOpportunity[] = rowsOf(lead['opportunity_originating_lead']).map(opportunityOf)
    const [parentAccount] = rowOf(lead['parentaccountid']).map(accountOf)
    const [parentContact] = rowOf(lead['parentcontactid']).map(contactOf)
    const accounts = [
      ...(parentAccount ? [parentAccount] : []),
      ...rowsOf(lead['account_originating_lead']).map(accountOf),
    ]
    const contacts = [
      ...(parentContact ? [parentContact] : []),
      ...rowsOf(lead['contact_originating_lead']).map(contactOf),
    ]
    const reason = statusReason(lead)
    return {
      lead: {
        state: leadState(lead),
        ...(reason ? { statusReason: reason } : {}),
        ...(parentAccount ? { accountId: parentAccount.id } : {}),
        ...(parentContact ? { contactId: parentContact.id } : {}),
      },
      opportunities,
      accounts: await named(
        accounts,
        opportunities.map((opportunity) => opportunity.accountId),
        readAccount,
      ),
      contacts: await named(
        contacts,
        opportunities.map((opportunity) => opportunity.contactId),
        readContact,
      ),
    }
  }

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
      createOnly('leads', {
        ...leadRow(lead.prospectId, lead.number, lead.request),
        Lead_Annotation: [noteRow(lead.noteId, lead.number, lead.submittedAt, lead.request)],
      }),
    readLead,
    leadOfOpportunity: async (id) => {
      const row = await readRow(`opportunities(${id})?$select=_originatingleadid_value`)
      const lead = row?.['_originatingleadid_value']
      return typeof lead === 'string' ? lead.toLowerCase() : undefined
    },
    writeAccount: (account, leadId) =>
      createOnly('accounts', { ...accountRow(account), 'originatingleadid@odata.bind': `/leads(${leadId})` }),
    writeContact: (contact, accountId, leadId) =>
      createOnly('contacts', {
        ...contactRow(contact),
        'originatingleadid@odata.bind': `/leads(${leadId})`,
        'parentcustomerid_account@odata.bind': `/accounts(${accountId})`,
      }),
  }
}
