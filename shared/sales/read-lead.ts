// Everything Sales knows of one lead, in one call: its state, its opportunities, and the accounts and contacts that belong
// to it.

import type { SalesAccount, SalesContact, SalesOpportunity, SalesSnapshot } from '../domain/sales-outcome.ts'
import type { Dataverse } from './dataverse.ts'
import { SalesRefused } from './failures.ts'
import {
  accountOf,
  contactOf,
  customerColumns,
  leadState,
  opportunityColumns,
  opportunityOf,
  type SalesRow,
  statusReason,
} from './rows.ts'

const accountColumns = customerColumns('Organization')
const contactColumns = customerColumns('Person')

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

/** Reads one row; `undefined` when there is none. Labels come with the codes. */
export type ReadRow = (path: string) => Promise<SalesRow | undefined>

export const rowReader =
  (call: Dataverse): ReadRow =>
  (path) =>
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

/** @returns a function that reads a lead's whole story; `missing` when there is no such lead */
export const leadReader = (readRow: ReadRow): ((leadId: string) => Promise<SalesSnapshot>) => {
  const readAccount = async (id: string): Promise<SalesAccount | undefined> => {
    const row = await readRow(`accounts(${id})?$select=${accountColumns}`)
    return row && accountOf(row)
  }
  const readContact = async (id: string): Promise<SalesContact | undefined> => {
    const row = await readRow(`contacts(${id})?$select=${contactColumns}`)
    return row && contactOf(row)
  }

  return async (leadId) => {
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
}
