// The customer hierarchy that an approval brings.

import { type HierarchyHead, isUser, type KeptMember, placeOf } from '../domain/customer-hierarchy.ts'
import { isFlagOf, type ProspectFlag } from '../domain/flags.ts'
import { factsOf, type OrganizationFacts, organizationFacts } from '../domain/lists/partner-facets.ts'
import type { CustomerRef } from '../domain/prospect.ts'
import type { TimelineEntry } from '../domain/timeline.ts'
import type { LinkedCustomers } from './link-customers.ts'
import type { StepContext } from './step-context.ts'

export type JoinedHierarchy = {
  readonly hierarchy: HierarchyHead
  readonly member: KeptMember
  readonly entries: readonly TimelineEntry[]
  /** Made by this approval. */
  readonly isNew: boolean
}

/** @member flags of the prospect as it will be stored */
type Joining = LinkedCustomers & {
  readonly organization: CustomerRef
  readonly person: CustomerRef
  readonly flags: readonly ProspectFlag[]
}

/**
 * By what the partner is listed. A prospect that has no flag of an organization says it of its own one; a flag may be of the
 * organization that it had before, so that is read. One of another onboarding is read too, and may not change before this is
 * stored.
 */
const factsFor = async (
  { headquarters, unit }: StepContext,
  { organization, organizationFlags, flags }: Joining,
): Promise<OrganizationFacts> => {
  const { customers } = headquarters
  const { home, customerId, details = {} } = organization
  if (organizationFlags) return organizationFacts(details, organizationFlags)
  const isOwn = !organization.shared && home === unit.home
  const isKnown = isOwn && !flags.some((flag) => isFlagOf('Organization', flag))
  const found = isKnown ? undefined : await customers.read(home, customerId)
  if (found?.value.type !== 'Organization') return organizationFacts(details, [])
  if (!isOwn) customers.replace(unit, found, found.value)
  return factsOf(found.value)
}

const createHierarchy = async (context: StepContext, joining: Joining): Promise<JoinedHierarchy> => {
  const { headquarters, unit, takeNumber, prospect, at } = context
  const { organization, person } = joining
  const hierarchy: HierarchyHead = {
    hierarchyId: organization.customerId,
    number: await takeNumber('hierarchy'),
    name: prospect.request.company.name,
    purpose: 'B2B organization',
    organizationId: organization.customerId,
    createdAt: at,
  }
  const member = { ...placeOf(person, undefined, false, at), home: person.home }
  const facts = await factsFor(context, joining)
  headquarters.hierarchies.create(unit, organization.home, { ...hierarchy, members: [member] }, { facts })
  const entry = { at, actor: 'headquarters', code: 'hierarchy-created', number: hierarchy.number } as const
  return { hierarchy, member, entries: [entry], isNew: true }
}

/**
 * The hierarchy of an approved partner: created, or the person added to the one that the organization has.
 * @param mayExist whether the organization may have been a partner before
 */
export const joinHierarchy = async (
  context: StepContext,
  joining: Joining,
  mayExist: boolean,
): Promise<JoinedHierarchy> => {
  const { headquarters, unit, at } = context
  const { organization, person } = joining
  const { hierarchies } = headquarters
  // A line of a list that is not there would refuse it each time.
  if (context.afterConflict)
    await hierarchies.repairLines(organization.home, organization.customerId, person.customerId)
  const found = mayExist
    ? await hierarchies.locatePlace(organization.customerId, person.customerId)
    : context.afterConflict
      ? await hierarchies.readPlace(organization, person.customerId)
      : undefined
  if (!found) return createHierarchy(context, joining)
  const { head: hierarchy } = found
  const place = placeOf(person, found.member, found.hasAdmin, at)
  const member = place === found.member ? place : { ...place, home: person.home }
  if (member !== found.member) hierarchies.putMember(unit, found, member, at)
  const entry = { at, actor: 'headquarters', code: 'hierarchy-joined', number: hierarchy.number } as const
  return { hierarchy, member, entries: found.member && isUser(found.member) ? [] : [entry], isNew: false }
}
