// The actions and functions of the Web API, by name.

import { closeOpportunity } from '../actions/close-opportunity.ts'
import { publish } from '../actions/publish.ts'
import { qualifyLead } from '../actions/qualify-lead.ts'
import { whoAmI } from '../actions/who-am-i.ts'
import type { ApiRequest, ApiResponse } from '../api.ts'
import { dictionary } from '../dictionary.ts'
import type { Session } from '../session.ts'
import type { Segment } from './address.ts'

/** Operations called at the service root. */
export const unboundOperations = dictionary<(session: Session, request: ApiRequest) => ApiResponse>({
  LoseOpportunity: (session, request) => closeOpportunity(session, request, { message: 'Lose', statecode: 2 }),
  PublishAllXml: publish,
  PublishXml: publish,
  WhoAmI: whoAmI,
  WinOpportunity: (session, request) => closeOpportunity(session, request, { message: 'Win', statecode: 1 }),
})

/** Operations called on a row, as `set(key)/Microsoft.Dynamics.CRM.Name`. */
export const boundOperations = dictionary<(session: Session, request: ApiRequest, target: Segment) => ApiResponse>({
  QualifyLead: qualifyLead,
})
