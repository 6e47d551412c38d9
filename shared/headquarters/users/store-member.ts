// Stores a change of one member of a partner with all that follows from it: its customer, the line on the partner's
// timeline, and what the channel has to be told.

import type { Customer, Person } from '../../domain/customer.ts'
import type { KeptMember } from '../../domain/customer-hierarchy.ts'
import type { TimelineEntry } from '../../domain/timeline.ts'
import type { Located } from '../store/customers.ts'
import type { HeadquartersStore } from '../store/headquarters-store.ts'
import type { KeptPartner } from '../store/hierarchies.ts'
import { needsLook } from '../tell-onboardings.ts'
import type { PartnerPush, UserMail } from './partner-push.ts'

export type MemberChange = {
  readonly kept: KeptPartner
  /** The member as it will be. */
  readonly member: KeptMember
  /** Its customer, where that changes too. */
  readonly person?: { readonly before?: Located<Customer>; readonly next: Person; readonly home: string }
  /** Lines of the partner's timeline. */
  readonly entries: readonly TimelineEntry[]
  readonly mails?: readonly UserMail[]
  readonly at: string
}

/** The changes that a member remembers to have had, so that one that comes again is known. */
const mostSettled = 8

/** The member once it knows of one more change. */
export const withSettled = (member: KeptMember, changeId: string): KeptMember => ({
  ...member,
  settled: [...(member.settled ?? []).filter((id) => id !== changeId), changeId].slice(-mostSettled),
})

/** Whether Sales shows something else now; of whom it has no contact yet, that is shown with its making. */
const isShownAnew = (before: KeptMember | undefined, { member, person }: MemberChange): boolean => {
  if (member.status === 'Refused') return before?.status !== 'Refused' || before.since !== member.since
  if (person?.next.toWrite) return false
  return before?.status !== member.status || before?.role !== member.role
}

/**
 * Stores it. What is kept elsewhere is stored first, and safe to be stored again.
 * @returns `conflict` when something changed since it was read
 */
export const storeMember = async (
  headquarters: HeadquartersStore,
  change: MemberChange,
): Promise<'written' | 'conflict'> => {
  const { kept, member, person, entries, mails = [], at } = change
  const { customers, hierarchies, prospects, pushes, watchList } = headquarters
  const { home, head } = kept
  const { organizationId } = head
  const unit = headquarters.begin(home)
  if (person) {
    const { before, next } = person
    if (before) customers.replace(unit, before, { ...next, changedAt: at })
    else customers.create(unit, person.home, next)
    const wasWatched = before !== undefined && needsLook(before.value)
    const watched = watchList.changes({ customerId: next.customerId, at }, needsLook(next), wasWatched)
    unit.collect(person.home, watched)
  }
  const prospectId = entries.length > 0 ? (await customers.read(home, organizationId))?.value.prospectId : undefined
  const owner = prospectId === undefined ? undefined : await prospects.read(prospectId)
  if (owner) prospects.replace(unit, owner, owner.value, entries, at)
  const place = kept.place(member.customerId)
  hierarchies.putMember(unit, place, member, at)
  const userHome = person?.home ?? member.home
  const about =
    owner && prospects.begin(owner.value.prospectId).home === home
      ? { prospectId: owner.value.prospectId, number: owner.value.number, revision: owner.value.revision + 1 }
      : undefined
  const push: PartnerPush = {
    organizationId,
    home,
    userId: member.customerId,
    ...(userHome === undefined ? {} : { userHome }),
    ...(about ? { about } : {}),
    ...(mails.length > 0 ? { mails } : {}),
    ...(isShownAnew(place.member, change) ? { shows: true as const } : {}),
  }
  pushes.putPartner(unit, home, push, place.rows.hierarchy.etag)
  const outcome = await unit.commit()
  // A line of a list that is not there would refuse it each time.
  if (outcome === 'conflict') {
    if (prospectId !== undefined) await prospects.repairLists(prospectId)
    await hierarchies.repairLines(home, organizationId, member.customerId)
  }
  return outcome
}
