// The customer hierarchy that an approval brings.

import { type HierarchyHead, type HierarchyMember, placeOf } from '../domain/customer-hierarchy.ts'
import type { CustomerRef } from '../domain/prospect.ts'
import type { TimelineEntry } from '../domain/timeline.ts'
import type { StepContext } from './step-context.ts'

export type JoinedHierarchy = {
  readonly hierarchy: HierarchyHead
  readonly member: HierarchyMember
  readonly entries: readonly TimelineEntry[]
}

const createHierarchy = async (
  { headquarters, unit, takeNumber, prospect, at }: StepContext,
  organization: CustomerRef,
  person: { readonly customerId: string; readonly name: string },
): Promise<JoinedHierarchy> => {
  const hierarchy: HierarchyHead = {
    hierarchyId: organization.customerId,
    number: await takeNumber('hierarchy'),
    name: prospect.request.company.name,
    purpose: 'B2B organization',
    organizationId: organization.customerId,
    createdAt: at,
  }
  const member = placeOf(person, undefined, false, at)
  headquarters.hierarchies.create(unit, organization.home, { ...hierarchy, members: [member] })
  const entry = { at, actor: 'headquarters', code: 'hierarchy-created', number: hierarchy.number } as const
  return { hierarchy, member, entries: [entry] }
}

/**
 * The hierarchy of an approved partner: created, or the person added to the one that the organization has.
 * @param mayExist whether the organization may have been a partner before
 */
export const joinHierarchy = async (
  context: StepContext,
  organization: CustomerRef,
  person: CustomerRef,
  mayExist: boolean,
): Promise<JoinedHierarchy> => {
  const { headquarters, unit, at } = context
  const found =
    mayExist || context.afterConflict
      ? await headquarters.hierarchies.locatePlace(organization.customerId, person.customerId)
      : undefined
  if (!found) return createHierarchy(context, organization, person)
  const { head: hierarchy } = found
  const member = placeOf(person, found.member, found.hasAdmin, at)
  if (member !== found.member) headquarters.hierarchies.putMember(unit, found, member)
  const entry = { at, actor: 'headquarters', code: 'hierarchy-joined', number: hierarchy.number } as const
  return { hierarchy, member, entries: found.member ? [] : [entry] }
}
