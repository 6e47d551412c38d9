// Sales as the app and its salespeople see it: rows with primary keys of the writer's choice, change tracking, events.

import type {
  LeadState,
  OpportunityState,
  SalesAccount,
  SalesContact,
  SalesOpportunity,
  SalesSnapshot,
} from '../../../shared/domain/sales-outcome.ts'
import type { LeadToWrite } from '../../../shared/sales/sales.ts'

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
  readonly deletedLeads: Map<string, number>
  /** Leads that a salesperson typed into. */
  readonly edits: Set<string>
}

export type WorldSales = {
  readonly rows: SalesRows
  readonly nextVersion: () => number
  readonly version: () => number
  /** Rows the app wrote. */
  readonly written: { count: number }
  readonly readLead: (leadId: string) => SalesSnapshot
  readonly writeLead: (lead: LeadToWrite) => 'created' | 'exists'
  readonly writeAccount: (account: SalesAccount, leadId: string) => 'created' | 'exists'
  readonly writeContact: (contact: SalesContact, leadId: string) => 'created' | 'exists'
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
  deletedLeads: new Map(),
  edits: new Set(),
})

const copyRows = (rows: SalesRows): SalesRows => ({
  leads: new Map(rows.leads),
  notes: new Map(rows.notes),
  deals: new Map(rows.deals),
  accounts: new Map(rows.accounts),
  contacts: new Map(rows.contacts),
  deletedLeads: new Map(rows.deletedLeads),
  edits: new Set(rows.edits),
})

export const worldSales = (rows: SalesRows = emptyRows(), from = 0): WorldSales => {
  let version = from
  const written = { count: 0 }
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

  return {
    rows,
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
    writeAccount: (account, leadId) => createOnly(rows.accounts, account.id, { ...account, leadId }),
    writeContact: (contact, leadId) => createOnly(rows.contacts, contact.id, { ...contact, leadId }),
    leadChanges: (since) => ({
      changed: [...rows.leads.values()].filter((lead) => lead.version > since).map(({ id, state }) => ({ id, state })),
      deleted: [...rows.deletedLeads].filter(([, at]) => at > since).map(([id]) => id),
    }),
    dealChanges: (since) =>
      [...rows.deals.values()].filter((deal) => deal.version > since).map(({ leadId, state }) => ({ leadId, state })),
    copy: () => worldSales(copyRows(rows), version),
  }
}
