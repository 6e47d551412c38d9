// Users whom no onboarding brought: Admins or staff added them to a partner later. What is compared with Sales begins from
// prospects, and these are found through the partner that the onboarding made.

import type { Customer } from '../domain/customer.ts'
import { isUser, type KeptMember } from '../domain/customer-hierarchy.ts'
import type { Prospect } from '../domain/prospect.ts'
import type { Located } from '../headquarters/store/customers.ts'
import { forMany } from '../platform/for-many.ts'
import type { ComparedStore } from './compared-store.ts'

/** @member counts has to be in Sales, so that it is missing when it is not there */
export type LaterUser = {
  readonly located: Located<Customer>
  readonly member: KeptMember
  readonly counts: boolean
}

/**
 * Users of the partners that these prospects are, once each; one storage transaction for each partner, and one for each
 * user. Whom an onboarding brought may be among them. Of who was refused there is no contact, and one that is still to be
 * made says nothing yet: both are left out.
 */
export const laterUsersOf = async (
  { hierarchies, customers }: Pick<ComparedStore, 'hierarchies' | 'customers'>,
  prospects: readonly Prospect[],
): Promise<LaterUser[]> => {
  const homes = new Map<string, string>()
  for (const { status, hierarchyId, organization } of prospects)
    if (status === 'Approved' && hierarchyId !== undefined && organization !== undefined)
      homes.set(hierarchyId, organization.home)
  const found = await forMany([...homes], async ([hierarchyId, home]) =>
    (await hierarchies.readMembers(home, hierarchyId))
      .filter(({ status }) => status !== 'Refused')
      .map((member) => ({ member, home: member.home ?? home })),
  )
  const read = await forMany(found.flat(), async ({ member, home }) => {
    const located = await customers.read(home, member.customerId)
    const isToCome = located?.value.type === 'Person' && located.value.toWrite === true
    return located && !isToCome ? [{ located, member, counts: isUser(member) }] : []
  })
  return [...new Map(read.flat().map((user) => [user.located.value.customerId, user])).values()]
}
