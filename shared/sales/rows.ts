// Which column of Sales holds what. One declared table per entity; the client reads and writes nothing else.
// https://learn.microsoft.com/power-apps/developer/data-platform/reference/about-entity-reference

import { languages } from '../domain/languages.ts'
import type { OnboardingRequest } from '../domain/onboarding-request.ts'
import type {
  LeadState,
  OpportunityState,
  SalesAccount,
  SalesContact,
  SalesOpportunity,
} from '../domain/sales-outcome.ts'
import { truncate } from '../domain/text.ts'

export type SalesRow = Readonly<Record<string, unknown>>

const formatted = '@OData.Community.Display.V1.FormattedValue'
const leadSourceWeb = 8

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

const present = <T extends object>(values: { [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T

const addressColumns = (address: Partial<OnboardingRequest['company']['address']> | undefined): SalesRow => ({
  address1_line1: address?.line1,
  address1_line2: address?.line2,
  address1_city: address?.city,
  address1_stateorprovince: address?.stateOrProvince,
  address1_postalcode: address?.postalCode,
  address1_country: address?.country,
})

const descriptionLimit = 2000

/** The team that owns our leads: they are in nobody's *My Open Leads*, and its members find them. sales:install makes it. */
export const owningTeamId = '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b09'

/** The lead of a prospect: the requestor in the contact columns, the organization in the company columns. */
export const leadRow = (prospectId: string, number: string, request: OnboardingRequest): SalesRow => {
  const { company, requestor } = request
  return {
    leadid: prospectId,
    subject: truncate(`B2B onboarding request ${number}: ${company.name}`, 300),
    firstname: requestor.firstName,
    lastname: requestor.lastName,
    jobtitle: requestor.jobTitle,
    emailaddress1: requestor.email,
    mobilephone: requestor.phone,
    companyname: company.name,
    telephone1: company.phone,
    websiteurl: company.website,
    ...addressColumns(company.address),
    cb2b_prospectnumber: number,
    cb2b_registrationnumber: company.registrationNumber,
    cb2b_taxid: company.taxId,
    leadsourcecode: leadSourceWeb,
    description: request.comments === undefined ? undefined : truncate(request.comments, descriptionLimit),
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

export const accountRow = (account: SalesAccount): SalesRow => ({
  accountid: account.id,
  name: account.name,
  telephone1: account.phone,
  emailaddress1: account.email,
  websiteurl: account.website,
  ...addressColumns(account.address),
  customertypecode: 3,
})

export const contactRow = (contact: SalesContact): SalesRow => ({
  contactid: contact.id,
  firstname: contact.firstName,
  lastname: contact.lastName,
  emailaddress1: contact.email,
  telephone1: contact.phone,
  mobilephone: contact.mobilePhone,
  jobtitle: contact.jobTitle,
})

export const accountColumns =
  'accountid,name,telephone1,emailaddress1,websiteurl,address1_line1,address1_line2,address1_city,address1_stateorprovince,address1_postalcode,address1_country,_originatingleadid_value'
export const contactColumns =
  'contactid,firstname,lastname,emailaddress1,telephone1,mobilephone,jobtitle,_originatingleadid_value'
export const opportunityColumns =
  'opportunityid,name,statecode,statuscode,_parentaccountid_value,_parentcontactid_value,_customerid_value'

const leadStates: readonly LeadState[] = ['Open', 'Qualified', 'Disqualified']
const opportunityStates: readonly OpportunityState[] = ['Open', 'Won', 'Lost']

// An empty state is not the first one.
const stateOf = <T>(states: readonly T[], row: SalesRow): T | undefined =>
  typeof row['statecode'] === 'number' ? states[row['statecode']] : undefined

export const leadState = (row: SalesRow): LeadState => stateOf(leadStates, row) ?? 'Unknown'
export const statusReason = (row: SalesRow): string | undefined => text(row[`statuscode${formatted}`])

export const accountOf = (row: SalesRow): SalesAccount => ({
  id: String(row['accountid']).toLowerCase(),
  name: text(row['name']) ?? '',
  ...present<Partial<SalesAccount>>({
    leadId: text(row['_originatingleadid_value'])?.toLowerCase(),
    phone: text(row['telephone1']),
    email: text(row['emailaddress1']),
    website: text(row['websiteurl']),
    address:
      text(row['address1_line1']) || text(row['address1_city']) || text(row['address1_country'])
        ? present<NonNullable<SalesAccount['address']>>({
            line1: text(row['address1_line1']),
            line2: text(row['address1_line2']),
            city: text(row['address1_city']),
            stateOrProvince: text(row['address1_stateorprovince']),
            postalCode: text(row['address1_postalcode']),
            country: text(row['address1_country']),
          })
        : undefined,
  }),
})

export const contactOf = (row: SalesRow): SalesContact => ({
  id: String(row['contactid']).toLowerCase(),
  firstName: text(row['firstname']) ?? '',
  lastName: text(row['lastname']) ?? '',
  ...present<Partial<SalesContact>>({
    leadId: text(row['_originatingleadid_value'])?.toLowerCase(),
    email: text(row['emailaddress1']),
    phone: text(row['telephone1']),
    mobilePhone: text(row['mobilephone']),
    jobTitle: text(row['jobtitle']),
  }),
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
