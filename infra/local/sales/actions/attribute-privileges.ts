// RetrievePrincipalAttributePrivileges: what a user or team may do with each secured column.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/retrieveprincipalattributeprivileges
import type { Segment } from '../addresses/address.ts'
import { rowOfSegment } from '../addresses/target.ts'
import type { ApiRequest, ApiResponse } from '../base/api.ts'
import { badRequest, methodNotAllowed } from '../base/errors.ts'
import type { Session } from '../organization/session.ts'
import { privilegeOf } from '../security/privileges.ts'
import { needPrivilege } from '../security/rights.ts'
import { attributeId, type ColumnRight, mayUse } from '../security/secured-columns.ts'

const operation = 'RetrievePrincipalAttributePrivileges'

/** @throws SalesError 400 for what is neither user nor team, 403 without the right to read users, which also the own rights need */
export const retrieveAttributePrivileges = (session: Session, request: ApiRequest, target: Segment): ApiResponse => {
  if (request.method !== 'GET') throw methodNotAllowed(request.method, operation)
  const { org, user } = session
  const { table: principals, id } = rowOfSegment(org, target)
  const principal = { table: principals.logicalName, id }
  if (principal.table !== 'systemuser' && principal.table !== 'team')
    throw badRequest(`'${operation}' is bound to users and teams.`)
  needPrivilege(org, user.id, 'prvReadUser')
  if (principal.table === 'team') needPrivilege(org, user.id, privilegeOf('Read', principals))
  const AttributePrivileges = org.schema.tables().flatMap((table) =>
    Object.entries(table.columns).flatMap(([name, column]) => {
      if (!column.secured) return []
      const number = (right: ColumnRight) => (mayUse(org, principal, table, name, right) ? 4 : 0)
      const CanRead = number('canread')
      return [
        {
          AttributeId: attributeId(table, name),
          CanRead,
          CanReadUnMasked: 0,
          CanCreate: number('cancreate'),
          CanUpdate: number('canupdate'),
        },
      ]
    }),
  )
  const context = `${org.serviceRoot()}$metadata#Microsoft.Dynamics.CRM.${operation}Response`
  return { status: 200, headers: {}, body: { '@odata.context': context, AttributePrivileges } }
}
