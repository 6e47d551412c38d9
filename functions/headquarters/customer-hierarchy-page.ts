// GET /headquarters/customer-hierarchies/{hierarchyId}: the page of one customer hierarchy.

import type { Customer } from '../../shared/domain/customer.ts'
import { locateHierarchy } from '../../shared/headquarters/customers.ts'
import { customerKey } from '../../shared/headquarters/keys.ts'
import { renderHierarchy } from '../../shared/headquarters/pages/render-hierarchy.ts'
import { page } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Table } from '../../shared/platform/table.ts'
import type { Handler } from '../visit.ts'

export const customerHierarchyPage: Handler<{ readonly headquarters: Table }> = async ({ request, refuse }, deps) => {
  const id = asGuid(request.params['hierarchyId'])
  const found = id && (await locateHierarchy(deps.headquarters, id))
  if (!found) return refuse('not-found')
  const hierarchy = found.row.value
  // Both came with the same onboarding, so they are kept in the same place.
  const key = customerKey(hierarchy.organizationId)
  const organization = (await deps.headquarters.read<Customer>(found.home, key))?.value
  const label = organization ? `${organization.number} ${organization.name}` : hierarchy.organizationId
  return page(renderHierarchy({ hierarchy, organization: label }))
}
