// A person who is here already and becomes a user of one more partner.

import type { Person, Place } from '../../domain/customer.ts'
import { membershipOf } from '../change-customer.ts'
import type { Located } from '../store/customers.ts'
import type { HeadquartersStore } from '../store/headquarters-store.ts'
import { placesOf } from './places.ts'

/** A person, wherever it is kept; by its own id, or that of the contact it follows. */
export const personAnywhere = async (
  { customers }: HeadquartersStore,
  userId: string,
): Promise<Located<Person> | undefined> => {
  const found = await customers.locate(userId)
  return found?.value.type === 'Person' ? { ...found, value: found.value } : undefined
}

/** The partners that a person is a user of, as it says itself or its onboardings do. */
export const allPlaces = async (headquarters: HeadquartersStore, person: Person): Promise<readonly Place[]> =>
  person.memberOf ?? placesOf(person, await membershipOf(headquarters, person, ['email']))

/** A person who was here before, as a user of these partners. */
export const comingBack = (before: Person, places: readonly Place[]): Person => ({
  ...before,
  memberOf: places,
  mailCount: (before.mailCount ?? 0) + 1,
})
