// What is left to do for a user once the channel knows: its name in the hierarchy, and addresses that others may have now.

import type { Person } from '../../domain/customer.ts'
import { isUser } from '../../domain/customer-hierarchy.ts'
import type { HeadquartersStore } from '../store/headquarters-store.ts'
import { needsLook } from '../tell-onboardings.ts'
import type { PartnerPush } from './partner-push.ts'

export type AfterTellingDeps = {
  readonly headquarters: HeadquartersStore
  readonly now: () => Date
}

/**
 * Gives up addresses that the channel shows no more, and calls the member as its customer is called. Costs two storage
 * transactions where there is nothing to do. Safe to repeat.
 * @returns `again` when something changed meanwhile
 */
export const afterTelling = async (
  { headquarters, now }: AfterTellingDeps,
  { organizationId, home, userId, userHome }: PartnerPush,
): Promise<'done' | 'again'> => {
  if (userId === undefined) return 'done'
  const { customers, hierarchies, signIns, watchList } = headquarters
  const kept = await hierarchies.readKept(home, organizationId)
  const member = kept?.place(userId).member
  const place = member?.home ?? userHome
  const located = place === undefined ? undefined : await customers.read(place, userId)
  const person = located?.value
  if (!located || person?.type !== 'Person') return 'done'
  if (kept && member && isUser(member) && member.name !== person.name) {
    const unit = headquarters.begin(home)
    hierarchies.putMember(unit, kept.place(userId), { ...member, name: person.name }, now().toISOString())
    if ((await unit.commit()) === 'conflict') return 'again'
  }
  const { email, held = [], formerEmails = [], untold } = person
  // Who is no member yet is shown by no site, and comes with the address that the onboarding knows by then.
  if (!member && held.length > 0 && untold) return 'again'
  if (member && !isUser(member))
    for (const address of [...(email === undefined ? [] : [email]), ...formerEmails])
      if ((await signIns.leave(address, userId, organizationId)) === 'conflict') return 'again'
  if (held.length === 0) return 'done'
  for (const address of held)
    if (address !== email && (await signIns.release(address, userId)) === 'conflict') return 'again'
  const left = formerEmails.filter((address) => !held.includes(address))
  const { held: _, formerEmails: __, ...rest } = person
  const next: Person = { ...rest, ...(left.length > 0 ? { formerEmails: left } : {}) }
  const unit = headquarters.begin(located.home)
  customers.replace(unit, located, next)
  const at = now().toISOString()
  unit.collect(located.home, watchList.changes({ customerId: userId, at }, needsLook(next), needsLook(person)))
  return (await unit.commit()) === 'written' ? 'done' : 'again'
}
