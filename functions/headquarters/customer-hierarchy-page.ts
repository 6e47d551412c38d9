// GET /headquarters/customer-hierarchies/{hierarchyId}: the page of one customer hierarchy and its users.

import type { ChannelUsers } from '../../shared/channel/store/users.ts'
import { type CustomerHierarchy, isActive } from '../../shared/domain/customer-hierarchy.ts'
import { equal } from '../../shared/domain/equal.ts'
import { renderHierarchy } from '../../shared/headquarters/pages/render-hierarchy.ts'
import { readPartnerChanges } from '../../shared/headquarters/read-partner-changes.ts'
import type { AuditReader } from '../../shared/headquarters/store/audit-reader.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { partnerUsers } from '../../shared/headquarters/users/partner-users.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { page } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import { unlessUnreadable } from '../../shared/platform/unreadable-row.ts'
import type { Handler } from '../visit.ts'
import { noticeOf } from './notice-of.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'

type Deps = {
  readonly headquarters: HeadquartersStore
  readonly users: ChannelUsers
  readonly readBridge: ReadBridge
  readonly audit: Pick<AuditReader, 'acts'>
  readonly maxUsers: number
}

/** Of each list; the rest is a click away. */
const linesShown = 5
const changesShown = 20

/** The only active Admin, where its contact is deactivated: it stays Active, which people have to know. */
const withoutContact = async (
  { customers, hierarchies }: HeadquartersStore,
  place: string,
  { hierarchyId, members }: CustomerHierarchy,
) => {
  const [admin, ...others] = members.filter((member) => member.role === 'Admin' && isActive(member))
  if (!admin || others.length > 0) return undefined
  const { customerId: userId, name } = admin
  const home = (await hierarchies.readMember(place, hierarchyId, userId))?.home
  const found = await (home === undefined ? customers.locate(userId) : customers.read(home, userId))
  return found?.value.flags?.includes('contact-inactive') ? { userId, name } : undefined
}

export const customerHierarchyPage: Handler<Deps> = async (visit, deps) => {
  const { request, refuse } = visit
  const id = asGuid(request.params['hierarchyId'])
  const found = id && (await deps.headquarters.hierarchies.locateWhole(id))
  if (!found) return refuse('not-found')
  const hierarchy = found.value
  // Both came with the same onboarding, so they are kept in the same place.
  const [customer, told, frame, lastAdmin] = await Promise.all([
    deps.headquarters.customers.read(found.home, hierarchy.organizationId),
    unlessUnreadable(deps.users.whole(hierarchy.organizationId), undefined),
    readFrame(visit, deps.readBridge),
    visit.desk === 'headquarters' ? undefined : withoutContact(deps.headquarters, found.home, hierarchy),
  ])
  const organization = customer?.value
  const label = organization ? `${organization.number} ${organization.name}` : hierarchy.organizationId
  const known = told?.organization.value
  const { channels = [] } = hierarchy
  const isTold =
    known &&
    equal(known.channels, channels) &&
    known.name === hierarchy.name &&
    known.maxUsers === hierarchy.maxUsers &&
    known.status === (hierarchy.status ?? 'Active')
  const users = partnerUsers(hierarchy.members, told)
  const [acts, changes] = await Promise.all([
    deps.audit.acts({ on: { kind: 'hierarchy', id } }, linesShown),
    organization && readPartnerChanges(deps.headquarters, organization, changesShown),
  ])
  const { done } = staffWords.pages.hierarchy
  const ofUsers = ['make-admin', 'make-user', 'hand-over', 'disable', 'enable', 'remove', 'invite', 'add'] as const
  const good = [...ofUsers, 'suspend', 'resume', 'end', 'saved', 'made'] as const
  const notice = noticeOf(done, request.query.get('done'), good)
  const shown = {
    hierarchy,
    organization: label,
    credit: organization?.type === 'Organization' ? organization : undefined,
    users,
    usualMaxUsers: deps.maxUsers,
    isTold,
    withoutContact: lastAdmin,
    audit: acts.items,
    changes,
  }
  return page(renderHierarchy({ ...frame, ...shown, notice }))
}
