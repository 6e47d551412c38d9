// Rows of Sales and what they mean here. Accounts and contacts follow the field map; leads are only written.

import { type CustomerType, membersOf, type Values, valuesOf } from '../domain/customer-fields.ts'
import { textsAt } from '../domain/field.ts'
import { languages } from '../domain/languages.ts'
import { onboardingFields } from '../domain/onboarding-fields.ts'
import type { OnboardingRequest } from '../domain/onboarding-request.ts'
import type {
  LeadState,
  OpportunityState,
  SalesAccount,
  SalesContact,
  SalesOpportunity,
} from '../domain/sales-outcome.ts'
import { truncate } from '../domain/text.ts'
import { customerTables, fieldMap, mappedColumns } from './field-map.ts'

export type SalesRow = Readonly<Record<string, unknown>>

const formatted = '@OData.Community.Display.V1.FormattedValue'
const leadSourceWeb = 8

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

const present = <T extends object>(values: { [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T

/** The team that owns our leads: they are in nobody's *My Open Leads*, and its members find them. sales:install makes it. */
export const owningTeamId = '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b09'

/** The lead of a prospect: the requestor in the contact columns, the organization in the company columns. */
export const leadRow = (prospectId: string, number: string, request: OnboardingRequest): SalesRow => {
  const texts = textsAt(onboardingFields, request)
  return {
    leadid: prospectId,
    subject: truncate(`B2B onboarding request ${number}: ${request.company.name}`, 300),
    ...Object.fromEntries(
      onboardingFields.flatMap(({ path, column }) => (column === undefined ? [] : [[column, texts[path]]])),
    ),
    cb2b_prospectnumber: number,
    leadsourcecode: leadSourceWeb,
    'ownerid@odata.bind': `/teams(${owningTeamId})`,
  }
}

/** A moment for people: `2026-11-21 07:38 UTC`. */
const readable = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`

/** The note on the lead's Timeline that says where it came from, with what no column holds. */
export const noteRow = (noteId: string, number: string, submittedAt: string, request: OnboardingRequest): SalesRow => {
  const more = Object.entries({
    'Language of the requestor': languages.find(({ tag }) => tag === request.language)?.name,
    Channel: request.channel,
    ...request.attributes,
  }).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]))
  return {
    annotationid: noteId,
    subject: `Created by dual-write from B2B prospect ${number}`,
    notetext: [
      `This lead was created by the dual-write bridge. A company asked on the B2B site, on ${readable(submittedAt)}, to become a business partner; headquarters keeps the request as prospect ${number}.`,
      'Qualify the lead and close its opportunity as won to approve the partner. Disqualify the lead or close the opportunity as lost to reject it. The requestor gets the e-mail from headquarters.',
      ...more,
    ].join('\n'),
  }
}

/** Texts of a customer as columns of its account or contact. */
const columnsOf = (type: CustomerType, values: Values): SalesRow =>
  Object.fromEntries(
    fieldMap[type].flatMap(({ path, column }) => (values[path] === undefined ? [] : [[column, values[path]]])),
  )

/** Texts of an account or contact by the fields of a customer. */
export const valuesOfRow = (type: CustomerType, row: SalesRow): Values =>
  Object.fromEntries(
    fieldMap[type].flatMap(({ path, column }) => {
      const found = text(row[column])
      return found === undefined ? [] : [[path, found]]
    }),
  )

export const accountRow = (account: SalesAccount): SalesRow => ({
  accountid: account.id,
  ...columnsOf('Organization', valuesOf('Organization', account)),
  customertypecode: 3,
})

export const contactRow = (contact: SalesContact): SalesRow => ({
  contactid: contact.id,
  ...columnsOf('Person', valuesOf('Person', contact)),
})

const originatingLead = '_originatingleadid_value'

/** What is read of an account or contact. */
export const customerColumns = (type: CustomerType): string =>
  [customerTables[type].key, ...mappedColumns(type), originatingLead].join(',')

export const opportunityColumns =
  'opportunityid,name,statecode,statuscode,_parentaccountid_value,_parentcontactid_value,_customerid_value'

const leadStates: readonly LeadState[] = ['Open', 'Qualified', 'Disqualified']
const opportunityStates: readonly OpportunityState[] = ['Open', 'Won', 'Lost']

// An empty state is not the first one.
const stateOf = <T>(states: readonly T[], row: SalesRow): T | undefined =>
  typeof row['statecode'] === 'number' ? states[row['statecode']] : undefined

export const leadState = (row: SalesRow): LeadState => stateOf(leadStates, row) ?? 'Unknown'
export const statusReason = (row: SalesRow): string | undefined => text(row[`statuscode${formatted}`])

/** The lead a row came from. */
export const leadIdOf = (row: SalesRow): string | undefined => text(row[originatingLead])?.toLowerCase()

const common = (type: CustomerType, row: SalesRow) => ({
  ...present<{ leadId?: string }>({ leadId: leadIdOf(row) }),
  ...membersOf(valuesOfRow(type, row)),
})

export const accountOf = (row: SalesRow): SalesAccount => ({
  id: String(row['accountid']).toLowerCase(),
  name: '',
  ...common('Organization', row),
})

export const contactOf = (row: SalesRow): SalesContact => ({
  id: String(row['contactid']).toLowerCase(),
  firstName: '',
  lastName: '',
  ...common('Person', row),
})

export const opportunityOf = (row: SalesRow): SalesOpportunity => ({
  id: String(row['opportunityid']).toLowerCase(),
  name: text(row['name']) ?? '',
  state: stateOf(opportunityStates, row) ?? 'Unknown',
  ...present<Partial<SalesOpportunity>>({
    statusReason: statusReason(row),
    accountId: text(row['_parentaccountid_value'])?.toLowerCase(),
    contactId: text(row['_parentcontactid_value'])?.toLowerCase(),
  }),
})
