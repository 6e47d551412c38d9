// The customer hierarchy that an approval brings.

import { type CustomerHierarchy, withMember } from '../domain/customer-hierarchy.ts'
import type { CustomerRef } from '../domain/prospect.ts'
import type { TimelineEntry } from '../domain/timeline.ts'
import type { StepContext } from './step-context.ts'

export type JoinedHierarchy = { readonly hierarchy: CustomerHierarchy; readonly entries: readonly TimelineEntry[] }

const createHierarchy = async (
  { headquarters, unit, takeNumber, prospect, at }: StepContext,
  organization: CustomerRef,
  member: { readonly customerId: string; readonly name: string },
): Promise<JoinedHierarchy> => {
  const empty: CustomerHierarchy = {
    hierarchyId: organization.customerId,
    number: await takeNumber('hierarchy'),
    name: prospect.request.company.name,
    purpose: 'B2B organization',
    organizationId: organization.customerId,
    members: [],
    createdAt: at,
  }
  const hierarchy = withMember(empty, member, at)
  headquarters.hierarchies.create(unit, organization.home, hierarchy)
  const entry = { at, actor: 'headquarters', code: 'hierarchy-created', number: hierarchy.number } as const
  return { hierarchy, entries: [entry] }
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
  const member = { customerId: person.customerId, name: person.name }
  const found =
    mayExist || context.afterConflict ? await headquarters.hierarchies.locate(organization.customerId) : undefined
  if (!found) return createHierarchy(context, organization, member)
  const hierarchy = withMember(found.value, member, at)
  if (hierarchy !== found.value) headquarters.hierarchies.replace(unit, found, hierarchy)
  const isNew = hierarchy.members.length > found.value.members.length
  const entry = { at, actor: 'headquarters', code: 'hierarchy-joined', number: hierarchy.number } as const
  return { hierarchy, entries: isNew ? [entry] : [] }
}
