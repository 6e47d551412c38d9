// Tells onboardings what happened to their customer, from the customer as it is stored. Each is told in a transaction of
// its own that says how far it was told, so it does not matter how often that is begun; one part tells so many and no more.

import type { Customer, Person } from '../domain/customer.ts'
import { isUser, placeOf } from '../domain/customer-hierarchy.ts'
import { mostNews, nextNews, toBeTold, withoutNews } from '../domain/customer-news.ts'
import { knownOf } from '../domain/customers-of-prospect.ts'
import { isFlagOf, withFlags } from '../domain/flags.ts'
import type { Prospect } from '../domain/prospect.ts'
import type { TimelineEntry } from '../domain/timeline.ts'
import { forMany } from '../platform/for-many.ts'
import { channelPush } from './channel-push.ts'
import type { Located } from './store/customers.ts'
import type { HeadquartersStore } from './store/headquarters-store.ts'
import type { PlaceInHierarchy } from './store/hierarchies.ts'
import { mailOf, type StoredProspect } from './store/prospects.ts'
import type { UnitOfWork } from './store/unit-of-work.ts'

/** Onboardings of one part. */
const toldAtOnce = 50
const tries = 4

/** Whether it is the person of an onboarding. */
export const isOf = ({ customerId }: Person, { value }: StoredProspect): boolean =>
  value.person?.customerId === customerId

/** Whether Sales lacks something of the customer, somebody is to be told of it, or an address is kept from others. */
export const needsLook = ({ unwritten = [], flags = [], untold = [], toWrite, ...customer }: Customer): boolean =>
  (unwritten.length > 0 && flags.every((flag) => flag === 'credit-proposed')) ||
  untold.length > 0 ||
  flags.includes('sign-in-kept') ||
  toWrite === true ||
  ('formerEmails' in customer && (customer.formerEmails ?? []).length > 0)

/** The prospect with the flags of its customer, and its name and address. */
const withCustomer = (prospect: Prospect, customer: Customer, isSignIn: boolean): Prospect => {
  const ref = customer.type === 'Organization' ? prospect.organization : prospect.person
  if (ref?.customerId !== customer.customerId) return prospect
  const raised = [...prospect.flags, ...(prospect.dismissed ?? [])]
  const others = raised.filter((flag) => !isFlagOf(customer.type, flag))
  const { email: _, emailUnwritten: __, details: ___, ...known } = ref
  const { email } = knownOf(customer)
  return {
    ...withFlags(prospect, [...others, ...(customer.flags ?? [])]),
    ...(prospect.hierarchyPending && isSignIn && email ? { hierarchyPending: { email } } : {}),
    [customer.type === 'Organization' ? 'organization' : 'person']: {
      ...known,
      name: customer.name,
      ...knownOf(customer),
    },
  }
}

/** Has the channel told of a member's name and address, unless the member cannot sign in yet. */
const pushMember = (
  { pushes }: HeadquartersStore,
  unit: UnitOfWork,
  stored: StoredProspect,
  person: Person,
  { home, head: hierarchy, member }: PlaceInHierarchy,
): void => {
  const prospect = stored.value
  if (prospect.status !== 'Approved' || !isOf(person, stored) || !member || !person.email) return
  const partner = { organizationId: hierarchy.organizationId, home, userId: person.customerId }
  const { decision, ...push } = channelPush(prospect, prospect.revision + 1, partner)
  // A decision whose mail was asked for already must not ask for it again.
  const isUntold = decision !== undefined && !mailOf(stored, decision)
  pushes.put(unit, isUntold ? { ...push, decision } : push)
}

/** The place of a person in the hierarchy of one of its onboardings; an approval may be about to make one. */
export const placeIn = async (
  { hierarchies }: Pick<HeadquartersStore, 'hierarchies'>,
  stored: StoredProspect,
  customer: Customer,
): Promise<PlaceInHierarchy | undefined> => {
  const { hierarchyId } = stored.value
  return customer.type === 'Person' && hierarchyId !== undefined && isOf(customer, stored)
    ? hierarchies.locatePlace(hierarchyId, customer.customerId)
    : undefined
}

export type Telling = {
  readonly entries: readonly TimelineEntry[]
  readonly isSignIn: boolean
  readonly place: PlaceInHierarchy | undefined
  /** The number of the news, where it was kept for later. */
  readonly number?: number
  readonly at: string
}

/** Collects what telling one onboarding changes; as much as one news is, whatever else there is. */
export const collectTelling = (
  headquarters: HeadquartersStore,
  unit: UnitOfWork,
  stored: StoredProspect,
  customer: Customer,
  { entries, isSignIn, place, number, at }: Telling,
): void => {
  const { customerId } = customer
  const next = withCustomer(stored.value, customer, isSignIn)
  const told = number === undefined ? {} : { told: { ...stored.value.told, [customerId]: number } }
  headquarters.prospects.replace(unit, stored, { ...next, ...told }, entries, at)
  if (!place || customer.type !== 'Person') return
  pushMember(headquarters, unit, stored, customer, place)
  // Whoever has left comes back by being added, not because something is changed of the person.
  if (place.member && !isUser(place.member)) return
  const renamed = placeOf(customer, place.member, place.hasAdmin, at)
  if (renamed !== place.member) headquarters.hierarchies.putMember(unit, place, renamed, at)
}

/** Tells one onboarding the next news it does not know. The customer is read last: what is told is never older. */
const tellNext = async (
  headquarters: HeadquartersStore,
  { home, customerId }: { readonly home: string; readonly customerId: string },
  prospectId: string,
  at: string,
): Promise<'nothing' | 'told' | 'conflict'> => {
  const stored = await headquarters.prospects.read(prospectId)
  const before = stored && (await headquarters.customers.read(home, customerId))
  const isSignIn = before && nextNews(before.value, prospectId, stored.value.told?.[customerId])?.signIn === true
  const place = isSignIn ? await placeIn(headquarters, stored, before.value) : undefined
  // A place that was read after the customer may have been renamed since.
  const located = place ? await headquarters.customers.read(home, customerId) : before
  // What was erased is told nothing any more.
  const news =
    stored && !stored.value.erased && located && nextNews(located.value, prospectId, stored.value.told?.[customerId])
  if (!news) return 'nothing'
  const unit = headquarters.prospects.begin(prospectId)
  const { entries, number } = news
  collectTelling(headquarters, unit, stored, located.value, { entries, isSignIn: isSignIn === true, place, number, at })
  if ((await unit.commit()) === 'written') return 'told'
  // A line of a list that is not there would refuse it each time.
  await headquarters.prospects.repairLists(prospectId)
  return 'conflict'
}

/** @returns whether the onboarding knows everything; another part goes on otherwise */
const tellOne = async (
  headquarters: HeadquartersStore,
  customer: { readonly home: string; readonly customerId: string },
  prospectId: string,
  at: string,
): Promise<boolean> => {
  for (let attempt = 0; attempt < mostNews + tries; attempt += 1)
    if ((await tellNext(headquarters, customer, prospectId, at)) === 'nothing') return true
  return false
}

/**
 * Tells some of the onboardings that do not know yet what happened to a customer, and stores how far that came. Safe to
 * repeat. About twenty storage transactions for each that has a hierarchy elsewhere, three for any other.
 * @param at ISO 8601
 * @returns `all-told` when nothing is left, else `more`
 */
export const tellOnboardings = async (
  headquarters: HeadquartersStore,
  { home, value: { customerId } }: Located<Customer>,
  at: string,
): Promise<'all-told' | 'more'> => {
  const located = await headquarters.customers.read(home, customerId)
  if (!located?.value.untold) return 'all-told'
  const ids = toBeTold(located.value, toldAtOnce)
  const isTold = await forMany(ids, (id) => tellOne(headquarters, { home, customerId }, id, at))
  const next = withoutNews(
    located.value,
    ids.filter((_, index) => isTold[index]),
  )
  const unit = headquarters.begin(home)
  headquarters.customers.replace(unit, located, next)
  unit.collect(home, headquarters.watchList.changes({ customerId, at }, needsLook(next), needsLook(located.value)))
  return (await unit.commit()) === 'written' && !next.untold ? 'all-told' : 'more'
}
