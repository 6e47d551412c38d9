// Where mail to a requestor goes.

import { knownAddress } from '../domain/known-address.ts'
import type { Prospect } from '../domain/prospect.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'

/** The address of the present: the person's, where there is one, else the lead's, else the one of the request. */
export const presentAddress = async (
  { customers }: Pick<HeadquartersStore, 'customers'>,
  prospect: Prospect,
): Promise<string> => {
  const { person } = prospect
  // Prospects that were stored before they knew the address of their person.
  const read = person && !person.email ? await customers.read(person.home, person.customerId) : undefined
  return read?.value.email ?? knownAddress(prospect)
}
