// Sales as the app and its salespeople see it: rows with primary keys of the writer's choice, change tracking, events.

import { type CustomerType, membersOf, type Values, valuesOf } from '../../../shared/domain/customer-fields.ts'
import type { SalesHint } from '../../../shared/domain/messages.ts'
import type {
  LeadState,
  OpportunityState,
  SalesAccount,
  SalesContact,
  SalesOpportunity,
  SalesSnapshot,
} from '../../../shared/domain/sales-outcome.ts'
import type { ChangedCustomer, CustomerInSales, LeadToWrite } from '../../../shared/sales/sales.ts'

export type SalesLead = {
  readonly id: string
  readonly state: LeadState
  readonly statusReason?: string
  readonly accountId?: string
  readonly contactId?: string
  /** What a salesperson typed over; a bridge that writes again would lose it. */
  readonly edited?: string
  readonly everWon?: boolean
  readonly version: number
}
export type SalesDeal = SalesOpportunity & { readonly leadId: string; readonly version: number }

export type SalesRows = {
  readonly leads: Map<string, SalesLead>
  /** Lead of each note. */
  readonly notes: Map<string, string>
  readonly deals: Map<string, SalesDeal>
  readonly accounts: Map<string, SalesAccount>
  readonly contacts: Map<string, SalesContact>
  /** Of accounts and contacts. */
  readonly versions: Map<string, number>
  readonly deletedCustomers: Map<string, number>
  readonly deletedLeads: Map<string, number>
  /** Leads that a salesperson typed into. */
  readonly edits: Set<string>
}

export type WorldSales = {
  readonly rows: SalesRows
  readonly nextVersion: () => number
  readonly version: () => number
  /** Rows the app wrote. */
  readonly written: { count: number; customers: number }
  readonly readLead: (leadId: string) => SalesSnapshot
  readonly writeLead: (lead: LeadToWrite) => 'created' | 'exists'
  readonly writeAccount: (account: SalesAccount, leadId: string) => 'created' | 'exists'
  readonly writeContact: (contact: SalesContact, leadId: string) => 'created' | 'exists'
  /** Somebody else stores an account or contact. */
  readonly putCustomer: (type: CustomerType, row: SalesAccount | SalesContact) => void
  readonly readCustomer: (type: CustomerType, id: string) => CustomerInSales | undefined
  readonly changeCustomer: (
    type: CustomerType,
    id: string,
    values: Readonly<Record<string, string | null>>,
    etag: string,
  ) => 'written' | 'changed-meanwhile'
  readonly customerChanges: (type: CustomerType, since: number) => { changed: ChangedCustomer[]; deleted: string[] }
  readonly leadChanges: (since: number) => { changed: { id: string; state: LeadState }[]; deleted: string[] }
  readonly dealChanges: (since: number) => { leadId: string; state: OpportunityState }[]
  readonly copy: () => WorldSales
}

const emptyRows = (): SalesRows => ({
  leads: new Map(),
  notes: new Map(),
  deals: new Map(),
  accounts: new Map(),
  contacts: new Map(),
  versions: new Map(),
  deletedCustomers: new Map(),
  deletedLeads: new Map(),
  edits: new Set(),
})

const copyRows = (rows: SalesRows): SalesRows => ({
  leads: new Map(rows.leads),
  notes: new Map(rows.notes),
  deals: new Map(rows.deals),
  accounts: new Map(rows.accounts),
  contacts: new Map(rows.contacts),
  versions: new Map(rows.versions),
  deletedCustomers: new Map(rows.deletedCustomers),
  deletedLeads: new Map(rows.deletedLeads),
  edits: new Set(rows.edits),
})

/** The event of a change of an account or contact. */
export const customerHint = (type: CustomerType, id: string): SalesHint =>
  type === 'Organization' ? { accountId: id } : { contactId: id }

/** A row with these texts in place of its own. */
export const rowOf = (type: CustomerType, { id, leadId }: SalesAccount | SalesContact, values: Values) =>
  ({
    id,
    ...(leadId ? { leadId } : {}),
    ...(type === 'Organization' ? { name: '' } : { firstName: '', lastName: '' }),
    ...membersOf(values),
  }) as SalesAccount | SalesContact

export const worldSales = (rows: SalesRows = emptyRows(), from = 0): WorldSales => {
  let version = from
  const written = { count: 0, customers: 0 }
  const nextVersion = () => {
    version += 1
    return version
  }

  const readLead = (leadId: string): SalesSnapshot => {
    const lead = rows.leads.get(leadId)
    if (!lead) return { lead: 'missing' }
    const opportunities = [...rows.deals.values()].filter((deal) => deal.leadId === leadId)
    const named = new Set([lead.accountId, lead.contactId, ...opportunities.flatMap((d) => [d.accountId, d.contactId])])
    const concerns = ({ id, leadId: origin }: { id: string; leadId?: string }) => origin === leadId || named.has(id)
    const { state, statusReason, accountId, contactId } = lead
    return {
      lead: {
        state,
        ...(statusReason ? { statusReason } : {}),
        ...(accountId ? { accountId } : {}),
        ...(contactId ? { contactId } : {}),
      },
      opportunities: opportunities.map(({ leadId: _, version: __, ...deal }) => deal),
      accounts: [...rows.accounts.values()].filter(concerns),
      contacts: [...rows.contacts.values()].filter(concerns),
    }
  }

  const createOnly = <T>(table: Map<string, T>, id: string, row: T): 'created' | 'exists' => {
    if (table.has(id)) return 'exists'
    table.set(id, row)
    written.count += 1
    return 'created'
  }

  const tableOf = (type: CustomerType) =>
    (type === 'Organization' ? rows.accounts : rows.contacts) as Map<string, SalesAccount | SalesContact>
  const putCustomer = (type: CustomerType, row: SalesAccount | SalesContact): void => {
    tableOf(type).set(row.id, row)
    rows.versions.set(row.id, nextVersion())
  }
  const createCustomer = (type: CustomerType, row: SalesAccount | SalesContact): 'created' | 'exists' => {
    if (tableOf(type).has(row.id)) return 'exists'
    putCustomer(type, row)
    written.count += 1
    return 'created'
  }

  return {
    rows,
    putCustomer,
    readCustomer: (type, id) => {
      const row = tableOf(type).get(id)
      return row && { values: valuesOf(type, row), etag: String(rows.versions.get(id)) }
    },
    changeCustomer: (type, id, values, etag) => {
      const row = tableOf(type).get(id)
      if (!row || String(rows.versions.get(id)) !== etag) return 'changed-meanwhile'
      const next: Record<string, string> = { ...valuesOf(type, row) }
      for (const [path, text] of Object.entries(values)) {
        if (text === null) delete next[path]
        else next[path] = text
      }
      putCustomer(type, rowOf(type, row, next))
      written.count += 1
      written.customers += 1
      return 'written'
    },
    customerChanges: (type, since) => ({
      changed: [...tableOf(type).values()]
        .filter(({ id }) => (rows.versions.get(id) ?? 0) > since)
        .map((row) => ({ id: row.id, leadId: row.leadId, values: valuesOf(type, row) })),
      deleted: [...rows.deletedCustomers].filter(([, at]) => at > since).map(([id]) => id),
    }),
    nextVersion,
    version: () => version,
    written,
    readLead,
    writeLead: ({ prospectId, noteId }) => {
      if (rows.notes.has(noteId)) return 'exists'
      const outcome = createOnly(rows.leads, prospectId, { id: prospectId, state: 'Open', version: nextVersion() })
      if (outcome === 'created') rows.notes.set(noteId, prospectId)
      return outcome
    },
    writeAccount: (account, leadId) => createCustomer('Organization', { ...account, leadId }),
    writeContact: (contact, leadId) => createCustomer('Person', { ...contact, leadId }),
    leadChanges: (since) => ({
      changed: [...rows.leads.values()].filter((lead) => lead.version > since).map(({ id, state }) => ({ id, state })),
      deleted: [...rows.deletedLeads].filter(([, at]) => at > since).map(([id]) => id),
    }),
    dealChanges: (since) =>
      [...rows.deals.values()].filter((deal) => deal.version > since).map(({ leadId, state }) => ({ leadId, state })),
    copy: () => worldSales(copyRows(rows), version),
  }
}
