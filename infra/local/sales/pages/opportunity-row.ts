// An opportunity as its pages need it.
import type { Section } from './record-form.ts'
import type { Row, Sales } from './sales-client.ts'

/** The editable fields of an opportunity. */
export const opportunitySections: readonly Section[] = [
  {
    title: 'Opportunity',
    fields: [
      { column: 'name', label: 'Topic', maxLength: 300, required: true },
      { column: 'description', label: 'Description', maxLength: 2000, rows: 6 },
    ],
  },
]

const columns =
  'opportunityid,name,description,estimatedvalue,actualvalue,actualclosedate,statecode,statuscode,createdon,_ownerid_value,_originatingleadid_value,_parentaccountid_value,_parentcontactid_value'

const expand =
  'parentaccountid($select=accountid,name),parentcontactid($select=contactid,fullname),customerid_account($select=accountid,name),customerid_contact($select=contactid,fullname),originatingleadid($select=leadid,fullname,subject)'

/** Reads an opportunity with its account, contact and lead, in one call. */
export const readOpportunity = (sales: Sales, id: string): Promise<Row | undefined> =>
  sales.row(`opportunities(${id})?$select=${columns}&$expand=${expand}`)
