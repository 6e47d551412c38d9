// The contact of a user that Sales does not have yet: one that stands under the account with that address and is no other
// customer is used, else one is made.

import { type Customer, type Person, recordIdOf } from '../domain/customer.ts'
import { type CustomerPath, valuesOf } from '../domain/customer-fields.ts'
import { shownOfMember } from '../domain/shown-in-sales.ts'
import { done, type WorkResult } from '../domain/work-result.ts'
import { changeCustomer } from '../headquarters/change-customer.ts'
import type { Located } from '../headquarters/store/customers.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import { forMany } from '../platform/for-many.ts'
import { fieldMap, pathsOfColumns } from '../sales/field-map.ts'
import type { Sales } from '../sales/sales.ts'
import { livingAccount } from './living-account.ts'

export type WriteUserContactDeps = {
  readonly headquarters: HeadquartersStore
  readonly sales: Pick<Sales, 'readCustomer' | 'contactsWith' | 'writeContact' | 'show'>
  readonly now: () => Date
}

const several: WorkResult = { outcome: 'failed', code: 'several-contacts' }
const changedMeanwhile: WorkResult = { outcome: 'later', code: 'customer-changed-meanwhile' }

/** Fields with a text, all of which a contact that was there already may have otherwise. */
const filled = (person: Person): CustomerPath[] => {
  const values = valuesOf('Person', person)
  return fieldMap.Person.map(({ path }) => path).filter((path) => values[path] !== undefined)
}

/**
 * Contacts that are no other customer. One that is may bear an address that it has left here, where Sales keeps that back.
 */
const withoutCustomers = async (
  { customers }: HeadquartersStore,
  ids: readonly string[],
  customerId: string,
): Promise<string[]> => {
  const owners = await forMany(ids, async (id) => ({ id, owner: (await customers.locate(id))?.value.customerId }))
  return owners.flatMap(({ id, owner = customerId }) => (owner === customerId ? [id] : []))
}

/**
 * Finds or makes the contact under the account that stands for the organization; three calls of Sales, one more for each
 * merge that is not known yet. Safe to repeat.
 * @returns `several-contacts` where it cannot be said which one is meant
 */
export const writeUserContact = async (
  deps: WriteUserContactDeps,
  located: Located<Customer> & { readonly value: Person },
): Promise<WorkResult> => {
  const { headquarters, sales, now } = deps
  const person = located.value
  const { customerId, invoiceAccount, email, memberOf = [] } = person
  const { customers } = headquarters
  const place = memberOf.find(({ organizationId }) => organizationId === invoiceAccount)
  const organization = await (place === undefined
    ? customers.locate(invoiceAccount)
    : customers.read(place.home, invoiceAccount))
  if (!organization) return { outcome: 'failed', code: 'customer-unknown' }
  const accountId = await livingAccount(deps, recordIdOf(organization.value))
  const found = email === undefined ? [] : await sales.contactsWith(accountId, email)
  const member = place && (await headquarters.hierarchies.readMember(place.home, invoiceAccount, customerId))
  const { toWrite: _, ...rest } = person
  const store = async (next: Person): Promise<WorkResult> => {
    const at = now().toISOString()
    // By the number on it the catch-up finds what no event told; sellers see that it is a user.
    // Each in a row of its own: an organization may lack columns for one of them, or keep them back.
    const contact = { set: 'contacts', id: recordIdOf(next) } as const
    await sales.show([
      { ...contact, marker: next.number, values: {} },
      ...(member ? [{ ...contact, values: shownOfMember(member) }] : []),
    ])
    return (await changeCustomer(headquarters, located, { next, entries: [], at })) === 'conflict'
      ? changedMeanwhile
      : done
  }
  const others = found.includes(customerId) ? [] : await withoutCustomers(headquarters, found, customerId)
  if (others.length > 1) return several
  const [other] = others
  if (other !== undefined)
    return (await customers.bind({ id: other }, located)) === 'taken'
      ? changedMeanwhile
      : store({ ...rest, salesId: other, unwritten: filled(person) })
  const made = await sales.writeContact({ id: customerId, values: valuesOf('Person', person) }, accountId)
  const { tooLong = [], secured = [] } = typeof made === 'string' ? {} : made
  const left = pathsOfColumns('Person', [...tooLong, ...secured])
  // One that was there may be of an earlier attempt, since when it was changed here.
  const unwritten = made === 'exists' ? filled(person) : left
  return store({ ...rest, ...(unwritten.length > 0 ? { unwritten } : {}) })
}
