// Stores a changed customer with all that follows from the change: the line on its prospect's timeline, the flags there,
// its name in the hierarchy, and what the channel has to be told of a person who signs in.

import type { Customer, Person } from '../domain/customer.ts'
import { placeOf } from '../domain/customer-hierarchy.ts'
import { addressIn } from '../domain/customers-of-prospect.ts'
import { isFlagOf } from '../domain/flags.ts'
import type { Prospect } from '../domain/prospect.ts'
import type { TimelineEntry } from '../domain/timeline.ts'
import { channelPush } from './channel-push.ts'
import type { Located } from './store/customers.ts'
import type { HeadquartersStore } from './store/headquarters-store.ts'
import type { PlaceInHierarchy } from './store/hierarchies.ts'
import { mailOf, type StoredProspect } from './store/prospects.ts'
import type { UnitOfWork } from './store/unit-of-work.ts'

/** Where a person's name and address have to be told anew. */
export type Membership = {
  /**
   * The onboarding that brought the person, and those that share it. Read before the hierarchies, so that an approval in
   * between makes the change a conflict.
   */
  readonly prospects: readonly StoredProspect[]
  /** Whether the person is approved, and so has an address to sign in with. */
  readonly signsIn: boolean
  /** Its place in those there are already; an approval may be about to make one. */
  readonly places: readonly PlaceInHierarchy[]
}

export type CustomerChange = {
  /** The customer after the change; its time of change is set here. */
  readonly next: Customer
  readonly entries: readonly TimelineEntry[]
  readonly membership?: Membership | undefined
  readonly at: string
}

const signInFields = ['firstName', 'lastName', 'email']

const readAll = async (
  { prospects }: Pick<HeadquartersStore, 'prospects'>,
  ids: readonly string[],
): Promise<StoredProspect[]> =>
  (await Promise.all(ids.map((id) => prospects.read(id)))).filter((found) => found !== undefined)

const isOf = (person: Person, { value }: StoredProspect): boolean => value.person?.customerId === person.customerId

/**
 * What a change of these fields of a person has to be told to, if they concern it; one storage transaction for each
 * onboarding of the person and those that find its hierarchies.
 */
export const membershipOf = async (
  headquarters: Pick<HeadquartersStore, 'prospects' | 'hierarchies'>,
  customer: Customer,
  fields: readonly string[],
): Promise<Membership | undefined> => {
  if (customer.type !== 'Person' || !fields.some((field) => signInFields.includes(field))) return undefined
  const prospects = await readAll(headquarters, [customer.prospectId, ...(customer.sharedBy ?? [])])
  const ids = prospects.flatMap((each) => (isOf(customer, each) ? (each.value.hierarchyId ?? []) : []))
  const found = await Promise.all(
    [...new Set(ids)].map((id) => headquarters.hierarchies.locatePlace(id, customer.customerId)),
  )
  return { prospects, signsIn: ids.length > 0, places: found.filter((each) => each !== undefined) }
}

/** Whether Sales lacks something of the customer, or an address of it is still kept from others. */
const needsLook = ({ unwritten = [], flags = [], ...customer }: Customer): boolean =>
  (unwritten.length > 0 && flags.length === 0) ||
  flags.includes('sign-in-kept') ||
  ('formerEmails' in customer && (customer.formerEmails ?? []).length > 0)

/** The prospect with the flags of its customer, and its name and address. */
const withCustomer = (prospect: Prospect, before: Customer, customer: Customer): Prospect => {
  const ref = customer.type === 'Organization' ? prospect.organization : prospect.person
  if (ref?.customerId !== customer.customerId) return prospect
  const others = prospect.flags.filter((flag) => !isFlagOf(customer.type, flag))
  const { email: _, emailUnwritten: __, ...known } = ref
  const { email } = addressIn(customer)
  const isNewAddress = email && email !== before.email
  return {
    ...prospect,
    ...(prospect.hierarchyPending && isNewAddress ? { hierarchyPending: { email } } : {}),
    flags: [...others, ...(customer.flags ?? [])],
    [customer.type === 'Organization' ? 'organization' : 'person']: {
      ...known,
      name: customer.name,
      ...addressIn(customer),
    },
  }
}

/** Has the channel told of a member's name and address, unless the member cannot sign in yet. */
const pushMember = (
  { pushes }: HeadquartersStore,
  unit: UnitOfWork,
  stored: StoredProspect,
  person: Person,
  { head: hierarchy, member }: PlaceInHierarchy,
): void => {
  const prospect = stored.value
  if (prospect.status !== 'Approved' || !isOf(person, stored) || !member || !person.email) return
  const { customerId, name, email } = person
  const { organizationId, hierarchyId } = hierarchy
  const user = { customerId, name, email, role: member.role, organizationId, hierarchyId }
  const { decision, ...push } = channelPush(prospect, prospect.revision + 1, [user])
  // A decision whose mail was asked for already must not ask for it again.
  const isUntold = decision !== undefined && !mailOf(stored, decision)
  pushes.put(unit, isUntold ? { ...push, decision } : push)
}

/**
 * Stores a change in one transaction where everything is kept together, as what one onboarding brought is.
 * @param before the customer as it was read
 */
export const changeCustomer = async (
  headquarters: HeadquartersStore,
  before: Located<Customer>,
  { next, entries, membership, at }: CustomerChange,
): Promise<'written' | 'conflict'> => {
  const unit = headquarters.begin(before.home)
  headquarters.customers.replace(unit, before, { ...next, changedAt: at })
  unit.collect(
    before.home,
    headquarters.watchList.changes({ customerId: next.customerId, at }, needsLook(next), needsLook(before.value)),
  )
  const prospects = membership?.prospects ?? (await readAll(headquarters, [next.prospectId]))
  const places = membership?.places ?? []
  for (const stored of prospects) {
    headquarters.prospects.replace(unit, stored, withCustomer(stored.value, before.value, next), entries, at)
    const place = places.find(({ head }) => head.hierarchyId === stored.value.hierarchyId)
    if (place && next.type === 'Person') pushMember(headquarters, unit, stored, next, place)
  }
  for (const place of places) {
    const renamed = placeOf(next, place.member, place.hasAdmin, at)
    if (renamed !== place.member) headquarters.hierarchies.putMember(unit, place, renamed)
  }
  // A hierarchy is called as its organization is.
  if (next.type === 'Organization' && next.name !== before.value.name)
    await headquarters.hierarchies.rename(unit, before.home, next.customerId, next.name)
  return unit.commit()
}
