// The service document: every entity set of the organization.
import type { ApiResponse } from '../base/api.ts'
import type { Org } from '../organization/session.ts'

/** https://learn.microsoft.com/power-apps/developer/data-platform/webapi/web-api-service-documents */
export const serviceDocument = (org: Org): ApiResponse => {
  const value = org.schema
    .tables()
    .map(({ setName }) => ({ name: setName, kind: 'EntitySet', url: setName }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  return { status: 200, headers: {}, body: { '@odata.context': `${org.serviceRoot()}$metadata`, value } }
}
