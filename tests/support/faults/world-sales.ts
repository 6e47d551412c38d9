// Sales as the app and its salespeople see it: rows with primary keys of the writer’s choice, times of change, events.

import {
  type CustomerPath,
  type CustomerType,
  customerFields,
  type Values,
} from '../../../shared/domain/customer-fields.ts'
import type { RecordToWrite } from '../../../shared/domain/customers-of-prospect.ts'
import type { SalesHint } from '../../../shared/domain/messages.ts'
import type {
  SalesLead as LeadRead,
  SalesOpportunity,
  SalesRecord,
  SalesSnapshot,
} from '../../../shared/domain/sales-outcome.ts'
import type { SellerNote } from '../../../shared/domain/seller-note.ts'
import { SalesRefused } from '../../../shared/sales/failures.ts'
import type {
  ArrivingCustomer,
  ChangedCustomer,
  ChangedLead,
  ChangedOpportunity,
  CustomerInSales,
  LeadNote,
  LeadToAnswer,
  LeadToClose,
  LeadToWrite,
  NoteOnLead,
  RowToShow,
} from '../../../shared/sales/sales.ts'
import type { ShownValues } from '../../../shared/sales/shown-columns.ts'

export type SalesLead = LeadRead & {
  readonly id: string
  /** What a salesperson typed over; a bridge that writes again would lose it. */
  readonly edited?: string
  readonly everWon?: boolean
  readonly version: number
}
export type AskingNote = SellerNote & { readonly leadId: string; readonly version: number }
export type SalesDeal = SalesOpportunity & { readonly leadId: string; readonly version: number }
/** An account or contact as it stands in Sales, of which a reading may know less. */
export type WorldRecord = Omit<SalesRecord, 'values'> & {
  readonly values: Values
  /** Of a contact: the account that it stands under, where a user brought it. */
  readonly accountId?: string
}

export type SalesRows = {
  readonly leads: Map<string, SalesLead>
  /** Lead of each note. */
  readonly notes: Map<string, string>
  /** Notes by which a seller asks the applicant something. */
  readonly asking: Map<string, AskingNote>
  readonly deals: Map<string, SalesDeal>
  readonly accounts: Map<string, WorldRecord>
  readonly contacts: Map<string, WorldRecord>
  /** Of accounts and contacts. */
  readonly versions: Map<string, number>
  /** Customer numbers on accounts and contacts. */
  readonly markers: Map<string, string>
  /** What rows show of headquarters, by their ids. */
  readonly shown: Map<string, ShownValues>
  readonly deletedCustomers: Map<string, number>
  readonly deletedLeads: Map<string, number>
  /** Leads that were away at some time: deleted, or younger than the copy that was put back. */
  readonly everGone: Set<string>
  /** Leads that a salesperson typed into. */
  readonly edits: Set<string>
  /** Accounts with the relationship type Customer. */
  readonly customerAccounts: Set<string>
  /** Fields of accounts and contacts that the app may not read. */
  readonly secured: Set<CustomerPath>
}

/** Something with the version it has, by which it stands in the order of changes. */
export type Stamped<T> = { readonly row: T; readonly version: number }

export type WorldSales = {
  readonly rows: SalesRows
  readonly nextVersion: () => number
  readonly version: () => number
  /** Rows the app wrote. */
  readonly written: { count: number; customers: number }
  readonly readLead: (leadId: string) => SalesSnapshot
  readonly writeLead: (lead: LeadToWrite) => 'created' | 'exists'
  readonly closeLead: (lead: LeadToClose) => 'closed' | 'left' | 'missing'
  readonly answerLead: (lead: LeadToAnswer) => 'written' | 'missing'
  readonly noteLead: (note: LeadNote) => 'written' | 'missing'
  /** @param leadId the lead that is named; one that is not there is refused */
  readonly writeAccount: (account: RecordToWrite, leadId: string | undefined) => 'created' | 'exists'
  readonly writeContact: (contact: RecordToWrite, leadId: string | undefined, accountId: string) => 'created' | 'exists'
  readonly contactsWith: (accountId: string, email: string) => readonly string[]
  /** Somebody else stores an account or contact. */
  readonly putCustomer: (type: CustomerType, row: WorldRecord) => void
  readonly readCustomer: (type: CustomerType, id: string) => CustomerInSales | undefined
  readonly changeCustomer: (
    type: CustomerType,
    id: string,
    values: Readonly<Record<string, string | null>>,
    etag: string,
  ) => 'written' | 'changed-meanwhile'
  /** The clock that stamps what is stored from now on. */
  readonly stampBy: (clock: () => number) => void
  /** What is ours and was stored since a time, oldest first; likewise opportunities, accounts and contacts. */
  readonly changedLeads: (since: number) => Stamped<ChangedLead>[]
  readonly changedDeals: (since: number) => Stamped<ChangedOpportunity>[]
  readonly changedCustomers: (type: CustomerType, since: number) => Stamped<ChangedCustomer>[]
  readonly changedNotes: (since: number) => Stamped<NoteOnLead>[]
  readonly leadsById: (ids: readonly string[]) => ChangedLead[]
  readonly dealsById: (ids: readonly string[]) => ChangedOpportunity[]
  readonly customersById: (type: CustomerType, ids: readonly string[]) => ChangedCustomer[]
  /** Whether every customer account of Sales becomes a customer, with its contacts. */
  readonly policy: { takesAll: boolean }
  readonly readArriving: (type: CustomerType, id: string) => ArrivingCustomer | undefined
  /** All that become customers, by their ids. */
  readonly arriving: (type: CustomerType) => ArrivingCustomer[]
  readonly contactIdsOf: (accountId: string) => string[]
  /** Whoever is gone stays gone. @returns how many were there */
  readonly show: (rows: readonly RowToShow[]) => number
  readonly copy: () => WorldSales
}

const emptyRows = (): SalesRows => ({
  leads: new Map(),
  notes: new Map(),
  asking: new Map(),
  deals: new Map(),
  accounts: new Map(),
  contacts: new Map(),
  versions: new Map(),
  markers: new Map(),
  shown: new Map(),
  deletedCustomers: new Map(),
  deletedLeads: new Map(),
  everGone: new Set(),
  edits: new Set(),
  customerAccounts: new Set(),
  secured: new Set(),
})

export const copyRows = (rows: SalesRows): SalesRows => ({
  leads: new Map(rows.leads),
  notes: new Map(rows.notes),
  asking: new Map(rows.asking),
  deals: new Map(rows.deals),
  accounts: new Map(rows.accounts),
  contacts: new Map(rows.contacts),
  versions: new Map(rows.versions),
  markers: new Map(rows.markers),
  shown: new Map(rows.shown),
  deletedCustomers: new Map(rows.deletedCustomers),
  deletedLeads: new Map(rows.deletedLeads),
  everGone: new Set(rows.everGone),
  edits: new Set(rows.edits),
  customerAccounts: new Set(rows.customerAccounts),
  secured: new Set(rows.secured),
})

/** The event of a change of an account or contact. */
export const customerHint = (type: CustomerType, id: string): SalesHint =>
  type === 'Organization' ? { accountId: id } : { contactId: id }

/** What the app reads of it: every field that it may, empty ones among them. */
const readingOf = (
  type: CustomerType,
  { values, ...record }: WorldRecord,
  secured: ReadonlySet<CustomerPath>,
): SalesRecord => ({
  ...record,
  values: Object.fromEntries(
    customerFields[type].flatMap(({ path, own }) => (own || secured.has(path) ? [] : [[path, values[path] ?? null]])),
  ),
})

export const worldSales = (
  rows: SalesRows = emptyRows(),
  stamps: number[] = [0],
  policy = { takesAll: false },
): WorldSales => {
  let clock = (): number => 0
  const written = { count: 0, customers: 0 }
  const version = () => stamps.length - 1
  const nextVersion = () => {
    stamps.push(clock())
    return version()
  }
  /** When something of a version was stored. */
  const storedAt = (of: number | undefined): number => stamps[of ?? 0] ?? 0

  /** The rows of a table stored since a time, the oldest change first. */
  const changed = <T>(table: ReadonlyMap<string, T>, versionOf: (row: T) => number, since: number): Stamped<T>[] =>
    [...table.values()]
      .map((row) => ({ row, version: versionOf(row) }))
      .filter((one) => storedAt(one.version) >= since)
      .sort((a, b) => a.version - b.version)
  const stamped =
    <T, R>(read: (row: T) => R) =>
    ({ row, version: of }: Stamped<T>): Stamped<R> => ({ row: read(row), version: of })

  const seenOf = (id: string) => ({ shown: rows.shown.get(id) ?? {} })
  const leadOf = ({ id, state }: SalesLead): ChangedLead => ({ id, state, ...seenOf(id) })
  const dealOf = ({ id, leadId, state }: SalesDeal): ChangedOpportunity => ({ id, leadId, state, ...seenOf(id) })
  const noteOf = ({ leadId: _, version: __, ...note }: AskingNote): SellerNote => note
  const isArriving = ({ id, accountId = id, isInactive, mergedInto }: WorldRecord): boolean =>
    rows.customerAccounts.has(accountId) && !isInactive && mergedInto === undefined
  const arrivingOf = (type: CustomerType, row: WorldRecord): ArrivingCustomer => ({
    ...readingOf(type, row, rows.secured),
    isArriving: isArriving(row),
  })
  const customerOf =
    (type: CustomerType) =>
    (row: WorldRecord): ChangedCustomer => {
      const marker = rows.markers.get(row.id)
      const reading = readingOf(type, row, rows.secured)
      const arrives = policy.takesAll && isArriving(row) ? ({ isArriving: true } as const) : {}
      return { ...reading, ...seenOf(row.id), ...(marker === undefined ? {} : { marker }), ...arrives }
    }
  // Every lead of the world is one of ours, so an account or contact is, too, where it came from one or is marked.
  const isOurs = ({ id, leadId }: WorldRecord): boolean =>
    rows.markers.has(id) || (leadId !== undefined && rows.leads.has(leadId))

  const readLead = (leadId: string): SalesSnapshot => {
    const lead = rows.leads.get(leadId)
    if (!lead) return { lead: 'missing' }
    const opportunities = [...rows.deals.values()].filter((deal) => deal.leadId === leadId)
    const named = new Set([lead.accountId, lead.contactId, ...opportunities.flatMap((d) => [d.accountId, d.contactId])])
    for (const table of [rows.accounts, rows.contacts])
      for (const { id, leadId: origin } of table.values()) if (origin === leadId) named.add(id)
    // With those into which they were merged.
    for (const id of named) named.add((rows.accounts.get(id ?? '') ?? rows.contacts.get(id ?? ''))?.mergedInto)
    const concerns = ({ id }: WorldRecord): boolean => named.has(id)
    const { id: _, edited: _edited, everWon: _everWon, version: _version, ...known } = lead
    return {
      lead: known,
      opportunities: opportunities.map(({ leadId: _, version: __, ...deal }) => deal),
      accounts: [...rows.accounts.values()].filter(concerns).map((row) => readingOf('Organization', row, rows.secured)),
      contacts: [...rows.contacts.values()].filter(concerns).map((row) => readingOf('Person', row, rows.secured)),
      unreadable: [],
      notes: [...rows.asking.values()].filter((note) => note.leadId === leadId).map(noteOf),
    }
  }

  const createOnly = <T>(table: Map<string, T>, id: string, row: T): 'created' | 'exists' => {
    if (table.has(id)) return 'exists'
    table.set(id, row)
    written.count += 1
    return 'created'
  }

  const named = (leadId: string | undefined): { leadId?: string } => {
    if (leadId !== undefined && !rows.leads.has(leadId)) throw new SalesRefused('0x80040217', 'permanent')
    return leadId === undefined ? {} : { leadId }
  }
  const shownTables = {
    leads: () => rows.leads,
    opportunities: () => rows.deals,
    accounts: () => rows.accounts,
    contacts: () => rows.contacts,
  }
  /** A row that shows something else was changed. */
  const restamp = (set: 'leads' | 'opportunities', id: string): void => {
    const [lead, deal] = set === 'leads' ? [rows.leads.get(id)] : [undefined, rows.deals.get(id)]
    if (lead) rows.leads.set(id, { ...lead, version: nextVersion() })
    if (deal) rows.deals.set(id, { ...deal, version: nextVersion() })
  }
  const tableOf = (type: CustomerType) => (type === 'Organization' ? rows.accounts : rows.contacts)
  const putCustomer = (type: CustomerType, row: WorldRecord): void => {
    tableOf(type).set(row.id, row)
    rows.versions.set(row.id, nextVersion())
  }
  const createCustomer = (type: CustomerType, row: WorldRecord): 'created' | 'exists' => {
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
      return row && { ...readingOf(type, row, rows.secured), etag: String(rows.versions.get(id)) }
    },
    changeCustomer: (type, id, values, etag) => {
      const row = tableOf(type).get(id)
      if (!row || String(rows.versions.get(id)) !== etag) return 'changed-meanwhile'
      const next: Record<string, string> = { ...row.values }
      for (const [path, text] of Object.entries(values)) {
        if (text === null) delete next[path]
        else next[path] = text
      }
      putCustomer(type, { ...row, values: next })
      written.count += 1
      written.customers += 1
      return 'written'
    },
    stampBy: (by) => {
      clock = by
    },
    changedLeads: (since) => changed(rows.leads, ({ version: of }) => of, since).map(stamped(leadOf)),
    changedDeals: (since) =>
      changed(rows.deals, ({ version: of }) => of, since)
        .filter(({ row }) => rows.leads.has(row.leadId))
        .map(stamped(dealOf)),
    changedCustomers: (type, since) =>
      changed(tableOf(type), ({ id }) => rows.versions.get(id) ?? 0, since)
        .filter(({ row }) => isOurs(row) || (policy.takesAll && isArriving(row)))
        .map(stamped(customerOf(type))),
    changedNotes: (since) =>
      changed(rows.asking, ({ version: of }) => of, since)
        .filter(({ row }) => rows.leads.has(row.leadId))
        .map(stamped((row) => ({ ...noteOf(row), leadId: row.leadId }))),
    policy,
    readArriving: (type, id) => {
      const row = tableOf(type).get(id)
      return row && arrivingOf(type, row)
    },
    arriving: (type) =>
      [...tableOf(type).values()]
        .filter(isArriving)
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .map((row) => arrivingOf(type, row)),
    contactIdsOf: (accountId) =>
      [...rows.contacts.values()].filter((row) => row.accountId === accountId && !row.isInactive).map(({ id }) => id),
    leadsById: (ids) => ids.flatMap((id) => rows.leads.get(id) ?? []).map(leadOf),
    dealsById: (ids) => ids.flatMap((id) => rows.deals.get(id) ?? []).map(dealOf),
    customersById: (type, ids) => ids.flatMap((id) => tableOf(type).get(id) ?? []).map(customerOf(type)),
    show: (all) => {
      const there = all.filter(({ set, id }) => shownTables[set]().has(id))
      for (const { set, id, marker, values } of there) {
        rows.shown.set(id, { ...rows.shown.get(id), ...values })
        if (marker !== undefined) rows.markers.set(id, marker)
        if (set === 'accounts' || set === 'contacts') rows.versions.set(id, nextVersion())
        else restamp(set, id)
      }
      return there.length
    },
    nextVersion,
    version,
    written,
    readLead,
    writeLead: ({ prospectId, noteId }) => {
      if (rows.notes.has(noteId)) return 'exists'
      const outcome = createOnly(rows.leads, prospectId, {
        id: prospectId,
        state: 'Open',
        merged: 'no',
        version: nextVersion(),
      })
      if (outcome === 'created') {
        rows.notes.set(noteId, prospectId)
        rows.shown.set(prospectId, { status: 'Open' })
      }
      return outcome
    },
    closeLead: ({ leadId, noteId }) => {
      const lead = rows.leads.get(leadId)
      if (!lead) return 'missing'
      if (lead.state === 'Disqualified') return 'closed'
      rows.notes.set(noteId, leadId)
      if (lead.state !== 'Open' || rows.edits.has(leadId)) return 'left'
      rows.leads.set(leadId, { ...lead, state: 'Disqualified', version: nextVersion() })
      rows.shown.set(leadId, { status: 'Withdrawn' })
      return 'closed'
    },
    answerLead: ({ leadId, noteId }) => {
      if (!rows.leads.has(leadId)) return 'missing'
      rows.notes.set(noteId, leadId)
      return 'written'
    },
    noteLead: ({ leadId, noteId }) => {
      if (!rows.leads.has(leadId)) return 'missing'
      rows.notes.set(noteId, leadId)
      return 'written'
    },
    writeAccount: (account, leadId) => {
      // What the app makes is a customer.
      rows.customerAccounts.add(account.id)
      return createCustomer('Organization', { ...account, ...named(leadId) })
    },
    writeContact: (contact, leadId, accountId) =>
      createCustomer('Person', { ...contact, ...named(leadId), ...(leadId === undefined ? { accountId } : {}) }),
    contactsWith: (accountId, email) =>
      [...rows.contacts.values()]
        .filter((row) => row.accountId === accountId && row.values.email === email && !row.isInactive)
        .map(({ id }) => id)
        .slice(0, 3),
    copy: () => worldSales(copyRows(rows), [...stamps], { ...policy }),
  }
}
