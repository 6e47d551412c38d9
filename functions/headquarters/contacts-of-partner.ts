// Contacts that stand under a partner's account in Sales, and which of them belong to no user.

import { recordIdOf } from '../../shared/domain/customer.ts'
import { isUser } from '../../shared/domain/customer-hierarchy.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import type { KeptPartner } from '../../shared/headquarters/store/hierarchies.ts'
import { forMany } from '../../shared/platform/for-many.ts'
import type { AccountContact } from '../../shared/sales/sales.ts'

type Deps = {
  readonly headquarters: HeadquartersStore
  readonly contactsOf: (accountId: string) => Promise<readonly AccountContact[]>
}

/** The page says that it shows no more. */
const mostShown = 50

/** Active contacts of the account that the organization follows by now: its own may have been merged. */
export const contactsOfPartner = async (
  { headquarters, contactsOf }: Deps,
  { home, head: { organizationId } }: KeptPartner,
): Promise<readonly AccountContact[]> => {
  const organization = await headquarters.customers.read(home, organizationId)
  return contactsOf(organization ? recordIdOf(organization.value) : organizationId)
}

/**
 * Of these, the ones whose persons are no users. A user may follow a contact with another id than its own: one that stood
 * there before, or that its own was merged into. One storage transaction for each that is shown, or two.
 */
export const withoutAccess = async (
  { headquarters: { customers } }: Deps,
  { members }: KeptPartner,
  contacts: readonly AccountContact[],
): Promise<readonly AccountContact[]> => {
  const users = new Set(members.filter(isUser).map(({ customerId }) => customerId))
  const others = contacts.filter(({ id }) => !users.has(id))
  const followed = await forMany(others.slice(0, mostShown + users.size), async (contact) => {
    const owner = await customers.findNew(contact)
    return owner !== undefined && users.has(owner.value.customerId)
  })
  return others.filter((_, index) => followed[index] === false).slice(0, mostShown)
}
