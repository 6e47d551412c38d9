// A lead as its pages need it, and what may be done with it in its state.

import type { Section } from './record-form.ts'
import type { Row, Sales } from './sales-client.ts'
import { expandedAll, number } from './values.ts'

/** The fields of a lead as the product groups them; lengths as in the lead table's reference. */
export const leadSections: readonly Section[] = [
  {
    title: 'Contact',
    fields: [
      { column: 'subject', label: 'Topic', maxLength: 300, required: true },
      { column: 'firstname', label: 'First name', maxLength: 50 },
      { column: 'lastname', label: 'Last name', maxLength: 50, required: true },
      { column: 'jobtitle', label: 'Job title', maxLength: 100 },
      { column: 'emailaddress1', label: 'Email', maxLength: 100, inputMode: 'email' },
      { column: 'telephone1', label: 'Business phone', maxLength: 50, inputMode: 'tel' },
      { column: 'mobilephone', label: 'Mobile phone', maxLength: 20, inputMode: 'tel' },
    ],
  },
  {
    title: 'Company',
    fields: [
      { column: 'companyname', label: 'Company', maxLength: 100 },
      { column: 'websiteurl', label: 'Website', maxLength: 200, inputMode: 'url' },
      { column: 'address1_line1', label: 'Street 1', maxLength: 250 },
      { column: 'address1_line2', label: 'Street 2', maxLength: 250 },
      { column: 'address1_postalcode', label: 'ZIP/Postal code', maxLength: 20 },
      { column: 'address1_city', label: 'City', maxLength: 80 },
      { column: 'address1_stateorprovince', label: 'State/Province', maxLength: 50 },
      { column: 'address1_country', label: 'Country/Region', maxLength: 80 },
    ],
  },
  { title: 'Details', fields: [{ column: 'description', label: 'Description', maxLength: 2000, rows: 6 }] },
]

/** The columns that the installation adds to leads. */
const addedSection: Section = {
  title: 'B2B onboarding',
  fields: [
    { column: 'cb2b_prospectnumber', label: 'B2B prospect', maxLength: 20 },
    { column: 'cb2b_registrationnumber', label: 'Registration number', maxLength: 50 },
    { column: 'cb2b_taxid', label: 'Tax id', maxLength: 50 },
  ],
}

/** The fields of this lead: with the added columns where the organization has them. */
export const sectionsOf = (row: Row): readonly Section[] =>
  addedSection.fields.every(({ column }) => column in row) ? [...leadSections, addedSection] : leadSections

const expand = [
  'opportunity_originating_lead($select=opportunityid,name,statecode,statuscode,createdon)',
  'account_originating_lead($select=accountid,name,accountnumber)',
  'contact_originating_lead($select=contactid,fullname,emailaddress1)',
  'parentaccountid($select=accountid,name)',
  'parentcontactid($select=contactid,fullname)',
  'masterid($select=leadid,fullname)',
].join(',')

/** Reads a lead with all its columns and everything else its pages show, in one call. */
export const readLead = (sales: Sales, id: string): Promise<Row | undefined> =>
  sales.row(`leads(${id})?$expand=${expand}`)

/**
 * What the product offers in a lead's state: an open one may be edited and qualified, and disqualified unless it has
 * an opportunity; a closed one may be reactivated; a qualified one may get further opportunities.
 * https://learn.microsoft.com/dynamics365/sales/qualify-lead-convert-opportunity-sales
 */
export const leadRights = (row: Row) => {
  const open = number(row, 'statecode') === 0
  const qualified = number(row, 'statecode') === 1
  const hasOpportunity = expandedAll(row, 'opportunity_originating_lead').length > 0
  return {
    edit: open,
    qualify: open,
    disqualify: open && !hasOpportunity,
    reactivate: !open,
    addOpportunity: qualified,
  }
}
