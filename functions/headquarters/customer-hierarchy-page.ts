// GET /headquarters/customer-hierarchies/{hierarchyId}: the page of one customer hierarchy.

import { renderHierarchy } from '../../shared/headquarters/pages/render-hierarchy.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { page } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Handler } from '../visit.ts'
import type { ReadBridge } from './read-bridge.ts'

type Deps = { readonly headquarters: HeadquartersStore; readonly readBridge: ReadBridge }

export const customerHierarchyPage: Handler<Deps> = async ({ request, refuse }, deps) => {
  const id = asGuid(request.params['hierarchyId'])
  const found = id && (await deps.headquarters.hierarchies.locateWhole(id))
  if (!found) return refuse('not-found')
  const hierarchy = found.value
  // Both came with the same onboarding, so they are kept in the same place.
  const [customer, bridge] = await Promise.all([
    deps.headquarters.customers.read(found.home, hierarchy.organizationId),
    deps.readBridge(),
  ])
  const organization = customer?.value
  const label = organization ? `${organization.number} ${organization.name}` : hierarchy.organizationId
  return page(renderHierarchy({ bridge, hierarchy, organization: label }))
}
