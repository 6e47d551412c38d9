// Tells a client which user it acts as; the usual first call of an integration.
import type { ApiRequest, ApiResponse } from '../base/api.ts'
import { methodNotAllowed } from '../base/errors.ts'
import type { Session } from '../organization/session.ts'
import { isReference } from '../schema/types.ts'

/** https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/whoami */
export const whoAmI = (session: Session, request: ApiRequest): ApiResponse => {
  if (request.method !== 'GET') throw methodNotAllowed(request.method, 'WhoAmI')
  const { store, serviceRoot } = session.org
  const unit = store.get('systemuser', session.user.id)?.values['businessunitid']
  const [organization] = store.rows('organization')
  return {
    status: 200,
    headers: {},
    body: {
      '@odata.context': `${serviceRoot()}$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse`,
      BusinessUnitId: isReference(unit) ? unit.id : null,
      UserId: session.user.id,
      OrganizationId: organization?.id ?? null,
    },
  }
}
