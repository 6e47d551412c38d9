// A contact as its page shows it.
import { html } from '../../../../shared/platform/html.ts'
import { type Customer, opportunitiesOf, phoneAndEmail } from './customer.ts'
import { card, fact } from './parts.ts'
import { recordLink } from './records.ts'
import { expanded } from './values.ts'

export const contact: Customer = {
  set: 'contacts',
  kind: 'Contact',
  name: 'fullname',
  table: 'contact',
  fields: [
    {
      title: 'Contact',
      fields: [
        { column: 'firstname', label: 'First name', maxLength: 50 },
        { column: 'lastname', label: 'Last name', maxLength: 50, required: true },
        { column: 'jobtitle', label: 'Job title', maxLength: 100 },
        ...phoneAndEmail,
      ],
    },
  ],
  read: (sales, id) =>
    sales.row(
      `contacts(${id})?$select=fullname,firstname,lastname,jobtitle,telephone1,emailaddress1,createdon,statecode,_ownerid_value&$expand=parentcustomerid_account($select=accountid,name),originatingleadid($select=leadid,fullname),masterid($select=contactid,fullname)`,
    ),
  related: async (sales, id, row) => [
    card(
      'Details',
      html`<dl class="facts">${fact('Account', recordLink('account', expanded(row, 'parentcustomerid_account')))}${fact('Originating lead', recordLink('lead', expanded(row, 'originatingleadid')))}</dl>`,
    ),
    await opportunitiesOf(sales, `_parentcontactid_value eq ${id} or _customerid_value eq ${id}`),
  ],
}
