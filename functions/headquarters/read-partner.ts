// A partner as the pages need it on which staff change its users.

import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import type { KeptPartner } from '../../shared/headquarters/store/hierarchies.ts'
import { asGuid } from '../../shared/platform/ids.ts'

/** The partner that an address names; `undefined` when there is none. */
export const readPartner = async (
  { hierarchies }: HeadquartersStore,
  given: string | undefined,
): Promise<KeptPartner | undefined> => {
  const id = asGuid(given)
  const found = id && (await hierarchies.locate(id))
  return found ? hierarchies.readKept(found.home, id) : undefined
}

/** What people know a partner by. */
export const labelOf = ({ head: { number, name } }: KeptPartner): string => `${number} ${name}`
