// Makes a customer that nobody brought, with the intent that Sales gets its account or contact: both are stored together, so
// that the sweep of the catch-up goes on with what was cut off. Made again of the same, it is the one that is there.

import type { Customer, Organization, Place } from '../domain/customer.ts'
import { membersOf, type Values } from '../domain/customer-fields.ts'
import type { Language } from '../domain/languages.ts'
import { type Send, writeCustomerMessage } from '../domain/messages.ts'
import { personName } from '../domain/person-name.ts'
import { tradeCodesOf } from '../domain/trade-codes.ts'
import type { HeadquartersStore } from './store/headquarters-store.ts'
import type { TakeNumber } from './store/number-sequences.ts'

export type MakeCustomerDeps = {
  readonly headquarters: HeadquartersStore
  readonly takeNumber: TakeNumber
  readonly send: Send
  readonly now: () => Date
}

export type CustomerOrder = {
  /** The id of the customer, and of its account or contact; the same form always has the same. */
  readonly customerId: string
  readonly values: Values
} & (
  | { readonly type: 'Organization' }
  /** Who is invoiced for the person, and in which language it is addressed. */
  | { readonly type: 'Person'; readonly organizationId: string; readonly language: Language }
)

export type MadeCustomer =
  | { readonly outcome: 'made'; readonly customerId: string; readonly number: string }
  | { readonly outcome: 'organization-unknown' }

const tries = 4

const customerOf = (order: CustomerOrder, invoiced: Organization | undefined, number: string, at: string): Customer => {
  const { customerId, values } = order
  const common = { customerId, number, createdAt: at, changedAt: at, isFromElsewhere: true, toWrite: true } as const
  if (order.type === 'Organization' || !invoiced)
    return { ...common, type: 'Organization', name: '', ...membersOf(values), prospectId: customerId }
  return {
    ...common,
    type: 'Person',
    name: personName(values),
    firstName: '',
    lastName: '',
    ...tradeCodesOf(invoiced),
    ...membersOf(values),
    invoiceAccount: invoiced.customerId,
    language: order.language,
    prospectId: invoiced.prospectId,
  }
}

/** The organization of a person. */
const invoicedOf = async (
  { customers }: HeadquartersStore,
  { organizationId }: Pick<Place, 'organizationId'>,
): Promise<Organization | undefined> => {
  const found = (await customers.locate(organizationId))?.value
  return found?.type === 'Organization' ? found : undefined
}

/**
 * Makes it; a few storage transactions.
 * @throws Error when it changes too often meanwhile: whoever asked may ask again
 */
export const makeCustomer = async (
  { headquarters, takeNumber, send, now }: MakeCustomerDeps,
  order: CustomerOrder,
): Promise<MadeCustomer> => {
  const { customers, watchList, begin } = headquarters
  const { customerId } = order
  const home = customers.homeFor(customerId)
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const there = (await customers.read(home, customerId))?.value
    if (there) {
      // The first attempt may have been cut off before this.
      if (there.toWrite) await send([writeCustomerMessage(customerId)])
      return { outcome: 'made', customerId, number: there.number }
    }
    const invoiced = order.type === 'Person' ? await invoicedOf(headquarters, order) : undefined
    if (order.type === 'Person' && !invoiced) return { outcome: 'organization-unknown' }
    const at = now().toISOString()
    const customer = customerOf(order, invoiced, await takeNumber('customer'), at)
    const unit = begin(home)
    customers.create(unit, home, customer)
    unit.collect(home, watchList.changes({ customerId, at }, true, false))
    if ((await unit.commit()) === 'conflict') continue
    await send([writeCustomerMessage(customerId)])
    return { outcome: 'made', customerId, number: customer.number }
  }
  throw new Error('A customer was made by somebody else, again and again.')
}
