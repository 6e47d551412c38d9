// The customer hierarchy that an approval brings, as writes and lines of the timeline.

import { type CustomerHierarchy, withMember } from '../domain/customer-hierarchy.ts'
import type { CustomerRef } from '../domain/prospect.ts'
import type { TimelineEntry } from '../domain/timeline.ts'
import { locateHierarchy } from '../headquarters/customers.ts'
import { hierarchyKey } from '../headquarters/keys.ts'
import { create, type Row, replace, type Write } from '../platform/table.ts'
import { type StepContext, writeAt } from './step-context.ts'

/** The hierarchy of an approved partner: created, or the person added to the one that the organization has. */
export const hierarchyStep = async (
  context: StepContext,
  organization: CustomerRef,
  person: CustomerRef,
  organizationMayExist: boolean,
): Promise<{ writes: Write[]; entries: TimelineEntry[]; hierarchy: CustomerHierarchy }> => {
  const { prospect, at, table } = context
  const member = { customerId: person.customerId, name: person.name }
  const found =
    organizationMayExist || context.careful ? await locateHierarchy(table, organization.customerId) : undefined
  if (found) {
    const hierarchy = withMember(found.row.value, member, at)
    const writes =
      hierarchy === found.row.value
        ? []
        : await writeAt(context, found.home, replace(found.row as Row<unknown>, hierarchy))
    const isNew = hierarchy.members.length > found.row.value.members.length
    const joined: TimelineEntry = { at, actor: 'headquarters', code: 'hierarchy-joined', number: hierarchy.number }
    return { writes, entries: isNew ? [joined] : [], hierarchy }
  }
  const hierarchy = withMember(
    {
      hierarchyId: organization.customerId,
      number: await context.takeNumber('hierarchy'),
      name: prospect.request.company.name,
      purpose: 'B2B organization',
      organizationId: organization.customerId,
      members: [],
      createdAt: at,
    },
    member,
    at,
  )
  return {
    writes: await writeAt(context, organization.home, create(hierarchyKey(hierarchy.hierarchyId), hierarchy)),
    entries: [{ at, actor: 'headquarters', code: 'hierarchy-created', number: hierarchy.number }],
    hierarchy,
  }
}
