// Makes a customer of an account or contact of Sales that nobody here knows, where every customer of Sales becomes one. It has
// the id of its record, so there are never two of one; whoever is cut off does it once more.

import type { CreditBounds } from '../domain/credit-bounds.ts'
import type { Customer, Organization } from '../domain/customer.ts'
import type { CustomerType } from '../domain/customer-fields.ts'
import { organizationFromSales, personFromSales } from '../domain/customers-from-sales.ts'
import type { Language } from '../domain/languages.ts'
import { salesChangeMessage } from '../domain/messages.ts'
import { done, type WorkResult } from '../domain/work-result.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import type { TakeNumber } from '../headquarters/store/number-sequences.ts'
import { customerTables } from '../sales/field-map.ts'
import type { ArrivingCustomer, ArrivingCustomers, ShownInSales } from '../sales/sales.ts'
import { type ConvergeCustomerDeps, convergeCustomer } from './converge-customer.ts'

export type BringDeps = ConvergeCustomerDeps & {
  readonly headquarters: HeadquartersStore
  readonly sales: ConvergeCustomerDeps['sales'] &
    Pick<ArrivingCustomers, 'readArriving' | 'contactIdsOf'> &
    Pick<ShownInSales, 'show'>
  readonly takeNumber: TakeNumber
  readonly defaultLanguage: Language
  readonly creditBounds?: CreditBounds
}

/** `brought`: it is a customer now; `known`: it was one; `none`: it is not to be one. */
export type Brought = 'brought' | 'known' | 'none'

const tries = 4

/** A customer that is to be stored; `isLimitLeft`: its credit limit waits for a second person. */
export type Made = { readonly customer: Customer; readonly isLimitLeft?: boolean }

/**
 * Stores a customer where an onboarding that needs the same record would look for it. One whose record came with a lead is
 * found by the record's own id as well: that place is taken first, so that nobody makes another one there.
 */
export const storeBrought = async (
  deps: BringDeps,
  { leadId }: ArrivingCustomer,
  { customer, isLimitLeft }: Made,
): Promise<'written' | 'conflict'> => {
  const { customers, begin } = deps.headquarters
  const { customerId } = customer
  const home = customers.homeFor(leadId ?? customerId)
  const isElsewhere = home !== customers.homeFor(customerId)
  if (isElsewhere && (await customers.bind({ id: customerId }, { home, value: customer })) === 'taken')
    return 'conflict'
  const unit = begin(home)
  customers.create(unit, home, customer)
  if ((await unit.commit()) === 'conflict') return 'conflict'
  if (isLimitLeft) await convergeCustomer(deps, customerId)
  return 'written'
}

/** The organization of a contact's account, which is brought first where it has to be. */
const organizationOf = async (deps: BringDeps, accountId: string): Promise<Organization | undefined> => {
  const known = (await deps.headquarters.customers.locate(accountId))?.value
  if (known) return known.type === 'Organization' ? known : undefined
  const account = await deps.sales.readArriving('Organization', accountId)
  if (!account || (await bringRecord(deps, 'Organization', account)) === 'none') return undefined
  const brought = (await deps.headquarters.customers.locate(accountId))?.value
  return brought?.type === 'Organization' ? brought : undefined
}

/**
 * The customer that a record becomes.
 * @returns `none` where it has no account that is one, or is not to be one
 */
export const customerOf = async (
  deps: BringDeps,
  type: CustomerType,
  record: ArrivingCustomer,
): Promise<Made | 'none'> => {
  if (!record.isArriving) return 'none'
  const { takeNumber, now, creditBounds = new Map(), defaultLanguage } = deps
  const at = now().toISOString()
  if (type === 'Organization') {
    const made = organizationFromSales(record, { number: await takeNumber('customer'), at }, creditBounds)
    return { customer: made.organization, isLimitLeft: made.isLimitLeft }
  }
  const organization = record.accountId === undefined ? undefined : await organizationOf(deps, record.accountId)
  if (!organization) return 'none'
  const number = await takeNumber('customer')
  return { customer: personFromSales(record, organization, defaultLanguage, { number, at }) }
}

/**
 * Makes a customer of a record as it was just read, and has its contacts looked at where it is an account. A contact without
 * an account that is a customer becomes none: whoever buys here buys for an organization.
 * @param isAlone whether the contacts come by themselves
 * @param before the number that was written to the record already
 * @throws SalesUnavailable, SalesRefused
 */
export const bringRecord = async (
  deps: BringDeps,
  type: CustomerType,
  record: ArrivingCustomer,
  isAlone = false,
  before?: string,
): Promise<Brought> => {
  const { headquarters, sales, send } = deps
  let given = before
  const mark = async (marker: string): Promise<void> => {
    given = marker
    await sales.show([{ set: customerTables[type].set, id: record.id, marker, values: {} }])
  }
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const known = await headquarters.customers.locate(record.id)
    if (known) {
      // Somebody else was faster, and gave it another number.
      if (given !== undefined && given !== known.value.number) await mark(known.value.number)
      return 'known'
    }
    const made = await customerOf(deps, type, record)
    if (made === 'none') return made
    // Before it is stored: whoever finds it here has nothing left to do.
    if (type === 'Organization' && !isAlone) {
      const ids = await sales.contactIdsOf(record.id)
      await send(ids.map((contactId) => salesChangeMessage({ contactId })))
    }
    // By its number the catch-up finds what no event tells of it.
    await mark(made.customer.number)
    if ((await storeBrought(deps, record, made)) === 'written') return 'brought'
  }
  return 'known'
}

/** Brings what an event named, or looks at the customer that it is by now. */
export const bringCustomer = async (deps: BringDeps, type: CustomerType, id: string): Promise<WorkResult> => {
  const record = await deps.sales.readArriving(type, id)
  if (!record || (await bringRecord(deps, type, record)) !== 'known') return done
  const result = await convergeCustomer(deps, id)
  return result === 'unknown' ? { outcome: 'later', code: 'customer-changed-meanwhile' } : result
}
