// The actions and functions of the Web API, by name.

import {
  retrieveCurrentOrganization,
  retrieveTotalRecordCount,
  retrieveVersion,
} from '../actions/about-organization.ts'
import { retrieveAttributePrivileges } from '../actions/attribute-privileges.ts'
import { closeOpportunity } from '../actions/close-opportunity.ts'
import { initializeFrom } from '../actions/initialize-from.ts'
import { retrieveLocLabels, setLocLabels } from '../actions/loc-labels.ts'
import { merge } from '../actions/merge.ts'
import { writeMultiple } from '../actions/multiple.ts'
import { retrievePrincipalAccess } from '../actions/principal-access.ts'
import { publish } from '../actions/publish.ts'
import { qualifyLead } from '../actions/qualify-lead.ts'
import { reassignObjectsOwner } from '../actions/reassign.ts'
import { retrievePrivilegesOf, retrieveRolePrivileges, setPrivileges } from '../actions/role-privileges.ts'
import { grantAccess, modifyAccess, retrieveSharedPrincipals, revokeAccess } from '../actions/sharing.ts'
import { whoAmI } from '../actions/who-am-i.ts'
import type { Segment } from '../addresses/address.ts'
import type { ApiRequest, ApiResponse } from '../base/api.ts'
import { dictionary } from '../base/dictionary.ts'
import { deleteOptionValue, insertOptionValue } from '../definitions/option-values.ts'
import { insertStatusValue } from '../definitions/status-values.ts'
import type { Session } from '../organization/session.ts'
import { retrieveProvisionedLanguages } from '../rules/languages.ts'
import { exportSolution } from '../solutions/export-solution.ts'
import { importSolution } from '../solutions/import-solution.ts'

type Operation = (session: Session, request: ApiRequest, target: Segment) => ApiResponse

/** Operations called at the service root. */
export const unboundOperations = dictionary<Operation>({
  DeleteOptionValue: deleteOptionValue,
  ExportSolution: exportSolution,
  GrantAccess: grantAccess,
  InitializeFrom: initializeFrom,
  InsertOptionValue: insertOptionValue,
  InsertStatusValue: insertStatusValue,
  LoseOpportunity: (session, request) => closeOpportunity(session, request, { message: 'Lose', statecode: 2 }),
  Merge: merge,
  ModifyAccess: modifyAccess,
  PublishAllXml: publish,
  PublishXml: publish,
  ReassignObjectsOwner: reassignObjectsOwner,
  RetrieveCurrentOrganization: retrieveCurrentOrganization,
  RetrieveLocLabels: retrieveLocLabels,
  RetrieveProvisionedLanguages: retrieveProvisionedLanguages,
  RetrieveRolePrivilegesRole: retrieveRolePrivileges,
  RetrieveSharedPrincipalsAndAccess: retrieveSharedPrincipals,
  RetrieveTotalRecordCount: retrieveTotalRecordCount,
  RetrieveVersion: retrieveVersion,
  RevokeAccess: revokeAccess,
  SetLocLabels: setLocLabels,
  WhoAmI: whoAmI,
  WinOpportunity: (session, request) => closeOpportunity(session, request, { message: 'Win', statecode: 1 }),
})

/** Operations called at the service root that tell of their failures by rows, which stay: each has its own transactions. */
export const lastingOperations = dictionary<Operation>({ ImportSolution: importSolution })

/** Operations called on a row or an entity set, as `set(key)/Microsoft.Dynamics.CRM.Name`. */
export const boundOperations = dictionary<Operation>({
  AddPrivilegesRole: setPrivileges('AddPrivilegesRole'),
  CreateMultiple: writeMultiple('CreateMultiple'),
  QualifyLead: qualifyLead,
  ReplacePrivilegesRole: setPrivileges('ReplacePrivilegesRole'),
  RetrievePrincipalAccess: retrievePrincipalAccess,
  RetrievePrincipalAttributePrivileges: retrieveAttributePrivileges,
  RetrieveTeamPrivileges: retrievePrivilegesOf('team', 'RetrieveTeamPrivileges'),
  RetrieveUserPrivileges: retrievePrivilegesOf('systemuser', 'RetrieveUserPrivileges'),
  UpdateMultiple: writeMultiple('UpdateMultiple'),
  UpsertMultiple: writeMultiple('UpsertMultiple'),
})
