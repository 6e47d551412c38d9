// A user whose contact is deactivated in Sales is disabled, and enabled again with it, if that was the reason. Of Admins one
// stays Active whatever becomes of its contact; it follows as soon as there is another one.

import type { Customer, Place } from '../../domain/customer.ts'
import { isActive, type KeptMember } from '../../domain/customer-hierarchy.ts'
import { type CustomerFlag, customerFlags } from '../../domain/flags.ts'
import { forMany } from '../../platform/for-many.ts'
import { membershipOf } from '../change-customer.ts'
import type { Located } from '../store/customers.ts'
import type { HeadquartersStore } from '../store/headquarters-store.ts'
import type { KeptPartner } from '../store/hierarchies.ts'
import { placesOf } from './places.ts'
import { storeMember } from './store-member.ts'

const inSales = 'deactivated-in-sales'

const { inactive, missing, merged } = customerFlags.Person
/** While one of these stands, the contact was not seen active: a user may have been disabled with it before. */
const notActive: readonly CustomerFlag[] = [inactive, missing, merged]

/** The member as it follows its contact; the last Admin stays as it is. */
const followed = (member: KeptMember, isInactive: boolean, admins: number, at: string): KeptMember | undefined => {
  const { status: _, reason: __, since: ___, ...rest } = member
  if (!isInactive) return member.status === 'Disabled' && member.reason === inSales ? rest : undefined
  if (!isActive(member) || (member.role === 'Admin' && admins <= 1)) return undefined
  return { ...member, status: 'Disabled', reason: inSales, since: at }
}

const entryOf = ({ customerId, number }: Customer, isInactive: boolean, at: string) => {
  const [before, after] = isInactive ? ['Active', 'Disabled'] : ['Disabled', 'Active']
  const changes = [{ path: 'status', before, after }]
  const change = isInactive ? ('disable' as const) : ('enable' as const)
  return {
    at,
    actor: 'sales',
    code: 'user-changed',
    number,
    change,
    reason: inSales,
    userId: customerId,
    changes,
  } as const
}

const activeAdmins = ({ members }: KeptPartner) => members.filter((each) => each.role === 'Admin' && isActive(each))

/**
 * Puts a person back whose Admin was just disabled for the note of its contact. A look that saw the contact active and that
 * Admin Active still would take the note away without another word: it must come before, and is heard of here, or begin anew.
 */
const confirmRelease = async (
  headquarters: HeadquartersStore,
  { organizationId, home }: Place,
  released: Located<Customer>,
  at: string,
): Promise<void> => {
  const { customers, hierarchies } = headquarters
  for (let person: Located<Customer> | undefined = released; person; ) {
    const unit = headquarters.begin(person.home)
    customers.replace(unit, person, person.value)
    if ((await unit.commit()) !== 'conflict') return
    person = await customers.read(person.home, person.value.customerId)
    if (!person || person.value.flags?.some((flag) => notActive.includes(flag))) continue
    const kept = await hierarchies.readKept(home, organizationId)
    const member = kept?.place(person.value.customerId).member
    const next = member && followed(member, false, 0, at)
    if (!kept || !next) return
    const entries = [entryOf(person.value, false, at)]
    if ((await storeMember(headquarters, { kept, member: next, entries, at })) !== 'conflict') return
  }
}

/**
 * Disables Admins who stayed Active without their contacts, once there is another one. Costs one storage transaction where
 * one Admin is alone, and one more for each Admin else.
 * @param back who was just seen active in Sales, of whom the note that says otherwise goes only afterwards
 * @returns `again` when something changed meanwhile
 */
export const releaseAdmins = async (
  headquarters: HeadquartersStore,
  { organizationId, home }: Place,
  at: string,
  back?: string,
): Promise<'followed' | 'again'> => {
  const { customers, hierarchies } = headquarters
  for (;;) {
    const kept = await hierarchies.readKept(home, organizationId)
    const admins = kept ? activeAdmins(kept) : []
    if (!kept || admins.length <= 1) return 'followed'
    const persons = await forMany(admins, async ({ customerId, home: of }) =>
      of === undefined ? customers.locate(customerId) : customers.read(of, customerId),
    )
    const index = persons.findIndex(
      (person) => person?.value.flags?.includes(inactive) && person.value.customerId !== back,
    )
    const [member, person] = [admins[index], persons[index]]
    const next = member && followed(member, true, admins.length, at)
    if (!next || !person) return 'followed'
    const entries = [entryOf(person.value, true, at)]
    if ((await storeMember(headquarters, { kept, member: next, entries, at })) === 'conflict') return 'again'
    await confirmRelease(headquarters, { organizationId, home }, person, at)
  }
}

/**
 * Brings the memberships of a person in line with its contact. Costs nothing while the contact is seen active and was so.
 * @returns `again` when something changed meanwhile
 */
export const followContact = async (
  headquarters: HeadquartersStore,
  customer: Customer,
  isInactive: boolean,
  at: string,
): Promise<'followed' | 'again'> => {
  const wasInactive = customer.flags?.some((flag) => notActive.includes(flag)) === true
  if (customer.type !== 'Person' || (!isInactive && !wasInactive)) return 'followed'
  const membership = await membershipOf(headquarters, customer, ['email'])
  for (const { organizationId, home } of placesOf(customer, membership)) {
    const kept = await headquarters.hierarchies.readKept(home, organizationId)
    const member = kept?.place(customer.customerId).member
    if (!kept || !member) continue
    const next = followed(member, isInactive, activeAdmins(kept).length, at)
    const entries = [entryOf(customer, isInactive, at)]
    if (next && (await storeMember(headquarters, { kept, member: next, entries, at })) === 'conflict') return 'again'
    // Whoever comes back may be the one whom another Admin waited for.
    const { customerId } = customer
    if (!isInactive && (await releaseAdmins(headquarters, { organizationId, home }, at, customerId)) === 'again')
      return 'again'
  }
  return 'followed'
}
