// Stores what one look at a prospect came to, whether Sales decided it or staff here: the customers, the hierarchy that an
// approval joins, the prospect with its timeline, and what the channel has to be told.

import type { Prospect } from '../domain/prospect.ts'
import type { TimelineEntry } from '../domain/timeline.ts'
import { channelPush } from '../headquarters/channel-push.ts'
import type { PartnerPush } from '../headquarters/users/partner-push.ts'
import { newPartner } from '../headquarters/users/told-partner.ts'
import { type JoinedHierarchy, joinHierarchy } from './join-hierarchy.ts'
import type { LinkedCustomers } from './link-customers.ts'
import type { StepContext } from './step-context.ts'

/** What the channel is told of the partner that this approval makes, or joins. */
const partnerOf = (
  joined: JoinedHierarchy | undefined,
  { organization, person }: LinkedCustomers,
): PartnerPush | undefined => {
  if (!joined || !organization || !person) return undefined
  const { hierarchy, member, isNew } = joined
  const { home, customerId: organizationId } = organization
  const told = isNew ? newPartner(hierarchy, member, organization, person) : undefined
  return { organizationId, home, userId: person.customerId, userHome: person.home, ...(told ? { told } : {}) }
}

export type Look = {
  /** The prospect as the look found that it should be; customers and hierarchy are not in it yet. */
  readonly next: Prospect
  readonly entries: readonly TimelineEntry[]
  readonly linked: LinkedCustomers
  /** It is approved by this look. */
  readonly isApproved: boolean
  /** Whether the organization may have been a partner before. */
  readonly mayExist: boolean
}

/** @returns the prospect as it is stored; `conflict` when somebody else was faster */
export const storeLook = async (context: StepContext, look: Look): Promise<Prospect | 'conflict'> => {
  const { headquarters, unit, stored, prospect, at } = context
  const { organization, person, personEmail } = look.linked
  const { hierarchyPending: pending } = prospect
  const isPartner = organization && person && (pending || look.isApproved)
  // What another onboarding's hierarchy was told of an approval that is not stored would stay when Sales takes the
  // approval back: such an approval is stored first.
  const isJoinedLater = isPartner && !pending && organization.home !== unit.home
  const joined =
    isPartner && !isJoinedLater
      ? await joinHierarchy(
          context,
          { ...look.linked, organization, person, flags: look.next.flags },
          pending !== undefined || look.mayExist,
        )
      : undefined
  const { hierarchyPending: _, claiming, ...rest } = look.next
  const next: Prospect = {
    ...rest,
    ...(claiming && !isPartner ? { claiming } : {}),
    ...(organization ? { organization } : {}),
    ...(person ? { person } : {}),
    ...(isPartner ? { hierarchyId: organization.customerId } : {}),
    ...(isJoinedLater && personEmail ? { hierarchyPending: { email: personEmail } } : {}),
  }
  const isAsked = next.question !== undefined && next.question.number !== prospect.question?.number
  const isClosed = prospect.question !== undefined && next.question === undefined
  const hasNews = pending !== undefined || next.status !== prospect.status || isAsked || isClosed
  if (hasNews && !next.hierarchyPending)
    headquarters.pushes.put(unit, {
      ...channelPush(next, prospect.revision + 1, partnerOf(joined, look.linked)),
      ...(isAsked ? { isAsked: true as const } : {}),
    })
  const entries = [...look.entries, ...look.linked.entries, ...(joined?.entries ?? [])]
  headquarters.prospects.replace(unit, stored, next, entries, at)
  return (await unit.commit()) === 'written' ? next : 'conflict'
}
