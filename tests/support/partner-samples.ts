// A partner, its customers and a Sales in memory, for tests of changes of users.

import type { Organization, Person } from '../../shared/domain/customer.ts'
import type { CustomerType } from '../../shared/domain/customer-fields.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import type { RowToShow, Sales, ShownNote } from '../../shared/sales/sales.ts'
import { prospect as aProspect, now } from './domain-samples.ts'

const organizationId = 'a0000000-0000-4000-8000-000000000001'
const ada = 'c0000000-0000-4000-8000-000000000001'

const approved: Prospect = {
  ...aProspect(),
  status: 'Approved',
  hierarchyId: organizationId,
  organization: { customerId: organizationId, number: 'C-000001', name: 'Fabrikam GmbH', home: '0' },
  person: { customerId: ada, number: 'C-000002', name: 'Ada Roth', home: '0', email: 'ada@fabrikam.example' },
}

const organization: Organization = {
  type: 'Organization',
  customerId: organizationId,
  number: 'C-000001',
  name: 'Fabrikam GmbH',
  priceGroup: 'B',
  currency: 'TRY',
  createdAt: now,
  changedAt: now,
  prospectId: approved.prospectId,
}

export const prospect = { prospect: approved, organization }

export const asUser = (customerId: string, invoiceAccount: string): Person => ({
  type: 'Person',
  customerId,
  number: 'C-000002',
  name: 'Ada Roth',
  firstName: 'Ada',
  lastName: 'Roth',
  email: 'ada@fabrikam.example',
  invoiceAccount,
  language: 'en',
  createdAt: now,
  changedAt: now,
  prospectId: approved.prospectId,
})

type Contact = Readonly<Record<string, string>>

const paths = {
  Organization: ['name'],
  Person: ['firstName', 'lastName', 'jobTitle', 'email', 'phone', 'mobilePhone'],
} as const

/** Sales with accounts and contacts alone. */
export const asSales = () => {
  const contacts = new Map<string, Contact>()
  const accounts = new Map<string, Contact>()
  const tableOf = (type: CustomerType) => (type === 'Organization' ? accounts : contacts)
  const shown = new Map<string, object>()
  const notes = new Map<string, ShownNote>()
  const port = {
    contactsWith: async (accountId: string, email: string) =>
      [...contacts].flatMap(([id, row]) =>
        row['accountId'] === accountId && row['email']?.toLowerCase() === email.toLowerCase() ? [id] : [],
      ),
    writeContact: async ({ id, values }: { id: string; values: object }, accountId: string) => {
      if (contacts.has(id)) return 'exists'
      contacts.set(id, { ...values, accountId })
      return 'created'
    },
    writeAccount: async ({ id, values }: { id: string; values: Contact }) => {
      if (accounts.has(id)) return 'exists'
      accounts.set(id, values)
      return 'created'
    },
    readCustomer: async (type: CustomerType, id: string) => {
      const row = tableOf(type).get(id)
      if (!row) return undefined
      const values = Object.fromEntries(paths[type].map((path) => [path, row[path] ?? null]))
      return { id, values, etag: JSON.stringify(row) }
    },
    customersById: async (type: CustomerType, ids: readonly string[]) => ({
      found: ids.flatMap((id) => {
        const row = tableOf(type).get(id)
        return row ? [{ id, values: row, shown: shown.get(id) ?? {} }] : []
      }),
      canBeMarked: false,
    }),
    show: async (rows: readonly RowToShow[], said: readonly ShownNote[] = []) => {
      for (const { id, values } of rows) shown.set(id, { ...shown.get(id), ...values })
      for (const note of said) notes.set(note.noteId, note)
      return rows.length
    },
    lengths: async () => ({}),
    changeCustomer: async (type: CustomerType, id: string, values: Readonly<Record<string, string | null>>) => {
      const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null)
      tableOf(type).set(id, { ...tableOf(type).get(id), ...Object.fromEntries(given) })
      return 'written'
    },
  }
  return { contacts, accounts, shown, notes, port: port as unknown as Sales }
}
