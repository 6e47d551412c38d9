// Everything Sales knows of one lead, in one call: its state, its opportunities, and the accounts and contacts that belong
// to it.

import type { SalesAccount, SalesContact, SalesSnapshot } from '../domain/sales-outcome.ts'
import { accountOf, contactOf, customerColumns } from './customer-rows.ts'
import type { ReadRow } from './read-row.ts'
import { present, type SalesRow, statusReason } from './sales-row.ts'
import { leadState, opportunityColumns, opportunityOf } from './sales-states.ts'

const accountColumns = customerColumns('Organization')
const contactColumns = customerColumns('Person')
const leadColumns = 'statecode,statuscode,_parentaccountid_value,_parentcontactid_value'
const expansions = [
  `opportunity_originating_lead($select=${opportunityColumns})`,
  `account_originating_lead($select=${accountColumns})`,
  `contact_originating_lead($select=${contactColumns})`,
  `parentaccountid($select=${accountColumns})`,
  `parentcontactid($select=${contactColumns})`,
].join(',')

const rowsOf = (value: unknown): SalesRow[] => (Array.isArray(value) ? (value as SalesRow[]) : [])
const rowOf = (value: unknown): SalesRow[] => (typeof value === 'object' && value !== null ? [value as SalesRow] : [])

/**
 * The known items and those that are named besides: the seller may have chosen an account that this lead did not make,
 * and then only the opportunity names it.
 */
const withNamed = async <T extends { readonly id: string }>(
  known: readonly T[],
  names: readonly (string | undefined)[],
  read: (id: string) => Promise<T | undefined>,
): Promise<T[]> => {
  const byId = new Map(known.map((item) => [item.id, item]))
  const missing = new Set(names.filter((id) => id !== undefined && !byId.has(id)))
  const found = await Promise.all([...missing].map((id) => (id === undefined ? undefined : read(id))))
  for (const item of found) if (item) byId.set(item.id, item)
  return [...byId.values()]
}

/** @returns a function that reads a lead's whole story; `missing` when there is no such lead */
export const createLeadReader = (readRow: ReadRow): ((leadId: string) => Promise<SalesSnapshot>) => {
  const readAccount = async (id: string): Promise<SalesAccount | undefined> => {
    const row = await readRow(`accounts(${id})?$select=${accountColumns}`)
    return row && accountOf(row)
  }
  const readContact = async (id: string): Promise<SalesContact | undefined> => {
    const row = await readRow(`contacts(${id})?$select=${contactColumns}`)
    return row && contactOf(row)
  }

  return async (leadId) => {
    const lead = await readRow(`leads(${leadId})?$select=${leadColumns}&$expand=${expansions}`)
    if (!lead) return { lead: 'missing' }
    const opportunities = rowsOf(lead['opportunity_originating_lead']).map(opportunityOf)
    const parentAccount = rowOf(lead['parentaccountid']).map(accountOf)
    const parentContact = rowOf(lead['parentcontactid']).map(contactOf)
    return {
      lead: {
        state: leadState(lead),
        ...present<{ statusReason?: string; accountId?: string; contactId?: string }>({
          statusReason: statusReason(lead),
          accountId: parentAccount[0]?.id,
          contactId: parentContact[0]?.id,
        }),
      },
      opportunities,
      accounts: await withNamed(
        [...parentAccount, ...rowsOf(lead['account_originating_lead']).map(accountOf)],
        opportunities.map(({ accountId }) => accountId),
        readAccount,
      ),
      contacts: await withNamed(
        [...parentContact, ...rowsOf(lead['contact_originating_lead']).map(contactOf)],
        opportunities.map(({ contactId }) => contactId),
        readContact,
      ),
    }
  }
}
