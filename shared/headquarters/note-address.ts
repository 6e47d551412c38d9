// An address is noted with its person before it is claimed. Whoever is cut off in between leaves the note, and the next
// look at the person gives the address up, whatever became of the change.

import type { Person } from '../domain/customer.ts'
import type { Located } from './store/customers.ts'
import type { HeadquartersStore } from './store/headquarters-store.ts'

/** Whether a person may claim the address: a claim that is stored with nobody can never be given up. */
export const isNoted = ({ email, formerEmails = [] }: Person, address: string): boolean =>
  email === address || formerEmails.includes(address)

/**
 * Notes an address that the person is about to sign in with; one storage transaction.
 * @param at ISO 8601
 * @returns `conflict` when the person changed since it was read
 */
export const noteAddress = async (
  headquarters: HeadquartersStore,
  { value: person, ...located }: Located<Person>,
  address: string,
  at: string,
): Promise<'written' | 'conflict'> => {
  const unit = headquarters.begin(located.home)
  const noted: Person = { ...person, formerEmails: [...(person.formerEmails ?? []), address] }
  headquarters.customers.replace(unit, { ...located, value: person }, noted)
  unit.collect(located.home, headquarters.watchList.changes({ customerId: person.customerId, at }, true, false))
  return unit.commit()
}
