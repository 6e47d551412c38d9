// Functions that tell about the organization and its tables.
import type { Segment } from '../addresses/address.ts'
import type { ApiRequest, ApiResponse } from '../base/api.ts'
import { badRequest, SalesError } from '../base/errors.ts'
import type { Session } from '../organization/session.ts'
import { privilegeOf } from '../security/privileges.ts'
import { needPrivilege } from '../security/rights.ts'
import { functionAnswer, onlyGet, parametersOf, readJson } from './functions.ts'

/** https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/retrieveversion */
export const retrieveVersion = (session: Session, request: ApiRequest): ApiResponse => {
  onlyGet(request, 'RetrieveVersion')
  return functionAnswer(session, 'RetrieveVersion', { Version: '9.2.25114.00180' })
}

/** https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/retrievecurrentorganization */
export const retrieveCurrentOrganization = (session: Session, request: ApiRequest, target: Segment): ApiResponse => {
  const name = 'RetrieveCurrentOrganization'
  onlyGet(request, name)
  const access = parametersOf(request, target).get('AccessType')
  if (!/^(Microsoft\.Dynamics\.CRM\.EndpointAccessType)?'(Default|Internet|Intranet)'$/.test(access ?? ''))
    throw badRequest("The parameter 'AccessType' must be an EndpointAccessType.")
  const [organization] = session.org.store.rows('organization')
  const root = session.org.serviceRoot()
  const url = root.slice(0, root.indexOf('/api/') + 1)
  const friendly = String(organization?.values['name'] ?? '')
  const Detail = {
    OrganizationId: organization?.id ?? null,
    FriendlyName: friendly,
    OrganizationVersion: '9.2.25114.00180',
    UrlName: friendly,
    UniqueName: friendly,
    State: 'Enabled',
    Endpoints: {
      Count: 2,
      IsReadOnly: false,
      Keys: ['WebApplication', 'OrganizationDataService'],
      Values: [url, root],
    },
  }
  return functionAnswer(session, name, { Detail })
}

/** https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/retrievetotalrecordcount */
export const retrieveTotalRecordCount = (session: Session, request: ApiRequest, target: Segment): ApiResponse => {
  const name = 'RetrieveTotalRecordCount'
  onlyGet(request, name)
  const { org, user } = session
  const names = readJson('EntityNames', parametersOf(request, target).get('EntityNames'))
  if (!Array.isArray(names) || names.length === 0) throw badRequest("The parameter 'EntityNames' must be a list.")
  const counts = names.map((logicalName): [string, number] => {
    const table = org.schema.byName(String(logicalName))
    if (!table) throw new SalesError(400, '0x80041102', `The entity with a name = '${logicalName}' was not found.`)
    needPrivilege(org, user.id, privilegeOf('Read', table))
    return [table.logicalName, [...org.store.rows(table.logicalName)].length]
  })
  const EntityRecordCountCollection = {
    Count: counts.length,
    IsReadOnly: false,
    Keys: counts.map(([key]) => key),
    Values: counts.map(([, count]) => count),
  }
  return functionAnswer(session, name, { EntityRecordCountCollection })
}
