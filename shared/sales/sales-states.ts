// What the rows of leads and opportunities say. Decided on `statecode` alone: organizations add status reasons.

import type { LeadState, OpportunityState, SalesOpportunity } from '../domain/sales-outcome.ts'
import { idOf, present, type SalesRow, statusReason, textOf } from './sales-row.ts'

const leadStates: readonly LeadState[] = ['Open', 'Qualified', 'Disqualified']
const opportunityStates: readonly OpportunityState[] = ['Open', 'Won', 'Lost']

// An empty state is not the first one.
const stateOf = <T>(states: readonly T[], row: SalesRow): T | undefined =>
  typeof row['statecode'] === 'number' ? states[row['statecode']] : undefined

export const leadState = (row: SalesRow): LeadState => stateOf(leadStates, row) ?? 'Unknown'

export const opportunityState = (row: SalesRow): OpportunityState => stateOf(opportunityStates, row) ?? 'Unknown'

/** What `opportunityOf` needs. */
export const opportunityColumns =
  'opportunityid,name,statecode,statuscode,_parentaccountid_value,_parentcontactid_value,_customerid_value'

export const opportunityOf = (row: SalesRow): SalesOpportunity => ({
  id: String(row['opportunityid']).toLowerCase(),
  name: textOf(row['name']) ?? '',
  state: opportunityState(row),
  ...present<Partial<SalesOpportunity>>({
    statusReason: statusReason(row),
    accountId: idOf(row['_parentaccountid_value']),
    contactId: idOf(row['_parentcontactid_value']),
  }),
})
