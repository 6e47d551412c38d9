// Addresses with which a person signed in before: each is given up for others as soon as the channel does not show it any more.

import type { Customer } from '../domain/customer.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'

export const formerEmailsOf = (customer: Customer): readonly string[] =>
  customer.type === 'Person' ? (customer.formerEmails ?? []) : []

/** Of these, the addresses that the channel still shows: nobody else may have them yet. */
export const heldOf = (customer: Customer): readonly string[] =>
  customer.type === 'Person' ? (customer.held ?? []) : []

export const withoutFormer = (customer: Customer): Customer => {
  if (customer.type === 'Organization') return customer
  const { formerEmails: _, ...person } = customer
  return person
}

/** Gives up addresses of a customer, except the one it has. @returns whether all of them are given up */
export const giveUpAll = async (
  { signIns }: HeadquartersStore,
  { customerId, email }: Customer,
  addresses: readonly string[],
): Promise<boolean> => {
  for (const each of addresses.filter((address) => address !== email))
    if ((await signIns.release(each, customerId)) === 'conflict') return false
  return true
}

/**
 * Gives up what a customer has left, where no record of its own says anything of it any more.
 * @returns the customer with what is held still; `undefined` when something changed meanwhile
 */
export const withoutLeft = async (
  headquarters: HeadquartersStore,
  customer: Customer,
): Promise<Customer | undefined> => {
  const held = heldOf(customer)
  const left = formerEmailsOf(customer).filter((each) => !held.includes(each))
  if (!(await giveUpAll(headquarters, customer, left))) return undefined
  return { ...withoutFormer(customer), ...(held.length > 0 ? { formerEmails: held } : {}) } as Customer
}
