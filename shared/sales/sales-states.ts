// What the rows of leads and opportunities say. Decided on `statecode` alone: organizations add status reasons.

import type {
  Closing,
  LeadState,
  MasterLead,
  OpportunityState,
  SalesLead,
  SalesOpportunity,
} from '../domain/sales-outcome.ts'
import { truncate } from '../domain/text.ts'
import { idOf, present, rowAt, rowsAt, type SalesRow, shownOf, tableOf, textOf } from './sales-row.ts'

const leadStates: readonly LeadState[] = ['Open', 'Qualified', 'Disqualified']
const opportunityStates: readonly OpportunityState[] = ['Open', 'Won', 'Lost']

// An empty state is not the first one.
const stateOf = <T>(states: readonly T[], row: SalesRow): T | undefined =>
  typeof row['statecode'] === 'number' ? states[row['statecode']] : undefined

export const leadState = (row: SalesRow): LeadState => stateOf(leadStates, row) ?? 'Unknown'

export const opportunityState = (row: SalesRow): OpportunityState => stateOf(opportunityStates, row) ?? 'Unknown'

/** What `leadOf` needs. */
export const leadColumns =
  'statecode,statuscode,emailaddress1,merged,_masterid_value,_parentaccountid_value,_parentcontactid_value,_modifiedby_value,modifiedon'

/** Expands the lead into which one was merged. */
export const masterOfLead = 'masterid($select=cb2b_prospectnumber)'

const mergedOf = (row: SalesRow): SalesLead['merged'] => {
  const { merged, _masterid_value: masterId } = row
  if (merged === true || textOf(masterId) !== undefined)
    return present<MasterLead>({
      leadId: idOf(masterId),
      number: textOf(rowAt(row, 'masterid')?.['cb2b_prospectnumber']),
    })
  return merged === undefined && masterId === undefined ? 'unknown' : 'no'
}

/**
 * The status reason by which a seller decides without a mail, of leads and of opportunities. `npm run sales:install` makes
 * it; the number begins with the prefix of our publisher. https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/insertstatusvalue
 */
export const noMailStatus = 727_000_001

const noMailOf = (row: SalesRow): true | undefined => (row['statuscode'] === noMailStatus ? true : undefined)

/** Who disqualified a lead is whoever changed it last: what is closed is not changed. */
const closingOfLead = (row: SalesRow): Closing =>
  present<Closing>({
    reason: shownOf(row, 'statuscode'),
    decidedBy: shownOf(row, '_modifiedby_value'),
    closedAt: textOf(row['modifiedon']),
    noMail: noMailOf(row),
  })

// An empty address may be a secured one, and what is masked or mistyped is none to write to.
const address = /^[^\s@#*]+@[^\s@]+\.[^\s@]+$/
const addressOf = (row: SalesRow): string | undefined => {
  const email = textOf(row['emailaddress1'])?.trim()
  return email && address.test(email) ? email : undefined
}

export const leadOf = (row: SalesRow): SalesLead => {
  const state = leadState(row)
  return {
    state,
    merged: mergedOf(row),
    ...(state === 'Disqualified' ? { closing: closingOfLead(row) } : {}),
    ...present<Partial<SalesLead>>({
      email: addressOf(row),
      accountId: idOf(row['_parentaccountid_value']),
      contactId: idOf(row['_parentcontactid_value']),
    }),
  }
}

/** What `opportunityOf` needs. */
export const opportunityColumns =
  'opportunityid,name,statecode,statuscode,_parentaccountid_value,_parentcontactid_value,_customerid_value'

/** Expands the activities that closed an opportunity; an app that may not read activities reads without them. */
export const closings =
  'Opportunity_OpportunityClose($select=description,actualend,createdon,statecode,_createdby_value)'

const completed = 1
const closedAt = (row: SalesRow): string => textOf(row['actualend']) ?? textOf(row['createdon']) ?? ''

/** The activity that closed it last; an opportunity can be closed, reopened and closed again. */
const lastClosing = (row: SalesRow): SalesRow | undefined =>
  (rowsAt(row, 'Opportunity_OpportunityClose') ?? [])
    .filter(({ statecode }) => statecode === completed)
    .toSorted((one, other) => closedAt(other).localeCompare(closedAt(one)) || closedLater(other, one))[0]

const closedLater = (one: SalesRow, other: SalesRow): number =>
  (textOf(one['createdon']) ?? '').localeCompare(textOf(other['createdon']) ?? '')

/** What the column holds in an organization that left it as it was; others let people write a million characters. */
const longestReason = 2000

const closingOf = (row: SalesRow): Closing => {
  const activity = lastClosing(row) ?? {}
  const written = truncate(textOf(activity['description'])?.trim() ?? '', longestReason)
  const label = shownOf(row, 'statuscode')
  return present<Closing>({
    reason: written || label,
    statusReason: written ? label : undefined,
    decidedBy: shownOf(activity, '_createdby_value'),
    closedAt: closedAt(activity) || undefined,
    noMail: noMailOf(row),
  })
}

const customerOf = (row: SalesRow, table: 'account' | 'contact'): string | undefined =>
  tableOf(row, '_customerid_value') === table ? idOf(row['_customerid_value']) : undefined

export const opportunityOf = (row: SalesRow): SalesOpportunity => {
  const state = opportunityState(row)
  return {
    id: String(row['opportunityid']).toLowerCase(),
    name: textOf(row['name']) ?? '',
    state,
    ...(state === 'Won' || state === 'Lost' ? { closing: closingOf(row) } : {}),
    ...present<Partial<SalesOpportunity>>({
      // The customer is always there; the two parents are what the form shows, and may be empty.
      accountId: idOf(row['_parentaccountid_value']) ?? customerOf(row, 'account'),
      contactId: idOf(row['_parentcontactid_value']) ?? customerOf(row, 'contact'),
    }),
  }
}
