// Planted mistakes: what is not known is taken for known.

import { customerFields } from '../../../shared/domain/customer-fields.ts'
import type { SalesSnapshot } from '../../../shared/domain/sales-outcome.ts'
import { withPorts } from './mutant-tools.ts'
import type { Mutant } from './mutants.ts'
import type { Ports } from './ports.ts'

type Sales = Ports['sales']
type Found = Exclude<SalesSnapshot, { readonly lead: 'missing' }>

const withSales = (change: (sales: Sales, isPageInBetween: () => boolean) => Partial<Sales>) =>
  withPorts(({ sales }, world) => ({ sales: { ...sales, ...change(sales, () => world.down.gateway) } }))

/** Every reading of a lead that is there, changed. */
const withReading = (change: (found: Found) => Found) =>
  withSales(({ readLead }) => ({
    readLead: async (leadId) => {
      const read = await readLead(leadId)
      return read.lead === 'missing' ? read : change(read)
    },
  }))

const emptied = Object.fromEntries(
  Object.values(customerFields).flatMap((fields) => fields.flatMap(({ path, own }) => (own ? [] : [[path, null]]))),
)

export const unknownMutants: Readonly<Record<string, Mutant>> = {
  'absence read as a decision': {
    variant: withReading((found) => ({
      ...found,
      ...(found.opportunities.length === 0
        ? { opportunities: [{ id: 'd0000000-0000-4000-8000-000000000009', name: 'Gone', state: 'Open' }] }
        : {}),
    })),
    shows: 'deleted opportunity',
    caughtBy: 'I3 the decision of Sales',
  },
  'merged lead read as disqualified': {
    variant: withReading(({ lead, ...found }) => ({ ...found, lead: { ...lead, merged: 'no' } })),
    shows: 'merged lead',
    caughtBy: 'I3 the decision of Sales',
  },
  'status before code': {
    variant: withSales(({ readLead, readCustomer }, isPageInBetween) => ({
      readLead: async (leadId) => (isPageInBetween() ? { lead: 'missing' } : readLead(leadId)),
      readCustomer: async (...which) => (isPageInBetween() ? undefined : readCustomer(...which)),
    })),
    shows: 'page in between',
    caughtBy: 'I3 the decision of Sales',
  },
  'snapshot used as present': {
    variant: withPorts(({ sendMail }) => ({ sendMail: (mail) => sendMail({ ...mail, to: 'ada@fabrikam.example' }) })),
    shows: 'corrected address',
    caughtBy: 'I5 the mail tells what is already true',
  },
  'what may not be read taken for empty': {
    variant: withSales(({ readCustomer }) => ({
      readCustomer: async (...which) => {
        const found = await readCustomer(...which)
        return found && { ...found, values: { ...emptied, ...found.values } }
      },
    })),
    shows: 'secured columns',
    caughtBy: 'I9 no change of a customer is lost',
  },
}
