// Stores a changed customer with all that follows from the change: the line on its prospect's timeline, the flags there,
// its name in the hierarchy, and what the channel has to be told of a person who signs in.
//
// What is kept with the customer changes in the same transaction, and that never grows: the customer, one onboarding and
// one place in a hierarchy. Whoever is kept elsewhere, and however many they are, is told afterwards of what is stored.

import type { Customer, Person } from '../domain/customer.ts'
import { isFullOfNews, isUntoldTo, withNews } from '../domain/customer-news.ts'
import { equal } from '../domain/equal.ts'
import { factsOf } from '../domain/lists/partner-facets.ts'
import type { Prospect } from '../domain/prospect.ts'
import type { TimelineEntry } from '../domain/timeline.ts'
import type { Located } from './store/customers.ts'
import type { HeadquartersStore } from './store/headquarters-store.ts'
import type { StoredProspect } from './store/prospects.ts'
import { collectTelling, isOf, needsLook, placeIn, tellOnboardings } from './tell-onboardings.ts'
import type { PartnerPush, UserMail } from './users/partner-push.ts'
import { placesOf } from './users/places.ts'

/** Whether a person signs in, as far as that matters to a change. */
export type Membership = {
  /** Whether one of its onboardings is approved, and so the person has an address to sign in with. */
  readonly signsIn: boolean
  /** The onboarding that brought the person, as it was read. */
  readonly owner: StoredProspect | undefined
  /** All that were read until one was approved. */
  readonly prospects: readonly StoredProspect[]
}

export type CustomerChange = {
  /** The customer after the change; its time of change is set here. */
  readonly next: Customer
  readonly entries: readonly TimelineEntry[]
  readonly membership?: Membership | undefined
  readonly at: string
}

const signInFields = ['firstName', 'lastName', 'email', 'phone', 'jobTitle', 'spendingLimit']
const readAtOnce = 16

/**
 * What a change of these fields of a person has to be told to, if they concern it; one storage transaction for each
 * onboarding of the person, up to the first that is approved.
 */
export const membershipOf = async (
  { prospects }: Pick<HeadquartersStore, 'prospects'>,
  customer: Customer,
  fields: readonly string[],
): Promise<Membership | undefined> => {
  if (customer.type !== 'Person' || !fields.some((field) => signInFields.includes(field))) return undefined
  const owner = await prospects.read(customer.prospectId)
  const found = owner ? [owner] : []
  const signsIn = () => found.some((each) => isOf(customer, each) && each.value.hierarchyId !== undefined)
  const { sharedBy = [] } = customer
  for (let from = 0; from < sharedBy.length && !signsIn(); from += readAtOnce) {
    const read = await Promise.all(sharedBy.slice(from, from + readAtOnce).map((id) => prospects.read(id)))
    found.push(...read.filter((each) => each !== undefined))
  }
  const { memberOf } = customer
  return { signsIn: memberOf ? memberOf.length > 0 : signsIn(), owner, prospects: found }
}

/** Whether the address that somebody signs in with becomes another one. */
const movesAddress = (before: Customer, { next, membership }: CustomerChange): boolean =>
  membership?.signsIn === true && before.email !== undefined && next.email !== undefined && before.email !== next.email

/** How many former addresses a mail may still have to be sent to. */
const mostMoved = 4

/** The person with what its change of address brings: a mail to each address, and the former one kept until sites know. */
const withMove = (before: Person, next: Person): Person => {
  const { email = '', moved = [], held = [], mailCount = 0 } = before
  return {
    ...next,
    mailCount: mailCount + 2,
    moved: [...moved, { number: mailCount + 1, email }].slice(-mostMoved),
    held: [...new Set([...held, email])].filter((address) => address !== next.email),
  }
}

/**
 * An approval that is about to be stored elsewhere with the address of before must meet the change of it: both replace the
 * onboarding. Nothing is told there.
 * @returns `conflict` when one of them changed since it was read
 */
const guardApprovals = async (
  { prospects }: HeadquartersStore,
  before: Located<Customer>,
  { next, membership, at }: CustomerChange,
): Promise<'guarded' | 'conflict'> => {
  if (!membership || membership.signsIn || next.email === before.value.email) return 'guarded'
  for (const stored of membership.prospects) {
    const unit = prospects.begin(stored.value.prospectId)
    if (unit.home === before.home && stored === membership.owner) continue
    prospects.replace(unit, stored, stored.value, [], at)
    if ((await unit.commit()) === 'conflict') return 'conflict'
  }
  return 'guarded'
}

/** Whether sites know an organization: by the onboarding that brought it or, where none made it a partner, by its hierarchy. */
const isPartner = async (
  { hierarchies }: HeadquartersStore,
  home: string,
  { customerId }: Customer,
  owner: Prospect | undefined,
): Promise<boolean> =>
  (owner?.status === 'Approved' && owner.hierarchyId === customerId) ||
  (await hierarchies.readHead(home, customerId)) !== undefined

/**
 * Stores a change, and tells some of those that are kept elsewhere; the rest is noted with the customer, which is looked at
 * again until all know.
 * @param before the customer as it was read
 * @returns `partly-told` when it is stored and others have still to be told
 */
export const changeCustomer = async (
  headquarters: HeadquartersStore,
  before: Located<Customer>,
  change: CustomerChange,
): Promise<'written' | 'partly-told' | 'conflict'> => {
  const { entries, membership, at } = change
  const { home } = before
  const isMove = movesAddress(before.value, change)
  const next =
    isMove && before.value.type === 'Person' && change.next.type === 'Person'
      ? withMove(before.value, change.next)
      : change.next
  if (isFullOfNews(before.value)) {
    await tellOnboardings(headquarters, before, at)
    return 'conflict'
  }
  const isSignIn = membership !== undefined
  const brought = membership ? membership.owner : await headquarters.prospects.read(next.prospectId)
  // What was erased is told nothing any more.
  const owner = brought?.value.erased ? undefined : brought
  const place = owner && isSignIn ? await placeIn(headquarters, owner, next) : undefined
  const ownerId = owner?.value.prospectId
  const isHere =
    ownerId !== undefined &&
    headquarters.prospects.begin(ownerId).home === home &&
    (place === undefined || place.home === home) &&
    !isUntoldTo(before.value, ownerId)
  if ((await guardApprovals(headquarters, before, change)) === 'conflict') return 'conflict'

  const sharing = isSignIn && next.type === 'Person' ? (next.sharedBy ?? []) : []
  const to = [...(ownerId === undefined || isHere ? [] : [ownerId]), ...sharing]
  const customer = withNews({ ...next, changedAt: at }, { entries, to, ...(isSignIn ? { signIn: true } : {}) })
  const unit = headquarters.begin(home)
  headquarters.customers.replace(unit, before, customer)
  unit.collect(
    home,
    headquarters.watchList.changes({ customerId: next.customerId, at }, needsLook(customer), needsLook(before.value)),
  )
  if (owner && isHere) collectTelling(headquarters, unit, owner, customer, { entries, isSignIn, place, at })
  const owned = owner?.value
  const places = placesOf(next, membership)
  // The line of what the channel was told stands where the change does; an approved person's own onboarding has it anyway.
  const isToldByOwner = owner && next.type === 'Person' && isOf(next, owner)
  const about =
    owned && isHere && !isToldByOwner
      ? { about: { prospectId: owned.prospectId, number: owned.number, revision: owned.revision + 1 } }
      : {}
  const mailCount = next.type === 'Person' ? (next.mailCount ?? 0) : 0
  // Of a person without places of its own the onboardings are told above, and bring it to the channel.
  if (isSignIn && membership?.signsIn && (isMove || (next.type === 'Person' && next.memberOf)))
    places.forEach((place, index) => {
      const first = index === 0
      const push: PartnerPush = { ...place, userId: next.customerId, userHome: home, ...(first ? about : {}) }
      const mails: UserMail[] = [
        { kind: 'sign-in-address-left', number: mailCount - 1 },
        { kind: 'sign-in-address-changed', number: mailCount },
      ]
      headquarters.pushes.putPartner(unit, home, isMove && first ? { ...push, mails } : push, before.etag)
    })
  if (next.type === 'Organization' && (await isPartner(headquarters, home, next, owned)))
    headquarters.pushes.putPartner(unit, home, { organizationId: next.customerId, home, ...about }, before.etag)
  // A hierarchy is called as its organization is, and listed by what that has.
  if (next.type === 'Organization' && before.value.type === 'Organization') {
    const { name } = next
    const facts = factsOf(next)
    if (name !== before.value.name || !equal(facts, factsOf(before.value)))
      await headquarters.hierarchies.follow(unit, home, next.customerId, { name, facts }, at)
  }
  if ((await unit.commit()) === 'conflict') {
    // A line of a list that is not there would refuse it each time.
    if (ownerId !== undefined && isHere) await headquarters.prospects.repairLists(ownerId)
    if (next.type === 'Organization') await headquarters.hierarchies.repairLines(home, next.customerId)
    return 'conflict'
  }
  if (!customer.untold) return 'written'
  return (await tellOnboardings(headquarters, before, at)) === 'all-told' ? 'written' : 'partly-told'
}
