// An account as its page shows it.
import { html } from '../../../../shared/platform/html.ts'
import { creditCard } from './account-credit.ts'
import { type Customer, opportunitiesOf, phoneAndEmail } from './customer.ts'
import { card, fact, linkList } from './parts.ts'
import { linkedRecord, recordLink } from './records.ts'
import { expanded, formatted, money, text } from './values.ts'

export const account: Customer = {
  set: 'accounts',
  kind: 'Account',
  name: 'name',
  table: 'account',
  fields: [
    {
      title: 'Account',
      fields: [{ column: 'name', label: 'Account name', maxLength: 160, required: true }, ...phoneAndEmail],
    },
  ],
  read: (sales, id) =>
    sales.row(
      `accounts(${id})?$select=name,accountnumber,telephone1,emailaddress1,websiteurl,address1_line1,address1_line2,address1_postalcode,address1_city,address1_country,creditlimit,creditonhold,_transactioncurrencyid_value,createdon,statecode,_ownerid_value&$expand=originatingleadid($select=leadid,fullname),masterid($select=accountid,name)`,
    ),
  related: async (sales, id, row) => {
    const { rows } = await sales.rows(
      `contacts?$select=contactid,fullname,emailaddress1&$filter=_parentcustomerid_value eq ${id}&$orderby=fullname`,
      50,
    )
    const links = rows.map((one) => linkedRecord('contact', one, text(one, 'emailaddress1')))
    const town = [text(row, 'address1_postalcode'), text(row, 'address1_city')].filter(Boolean).join(' ')
    const address = [text(row, 'address1_line1'), text(row, 'address1_line2'), town, text(row, 'address1_country')]
    return [
      card(
        'Details',
        html`<dl class="facts">${fact('Account number', text(row, 'accountnumber'))}${fact('Address', html`<span class="lines">${address.filter(Boolean).join('\n') || '---'}</span>`)}${fact('Credit limit', [money(row, 'creditlimit'), formatted(row, '_transactioncurrencyid_value')].filter(Boolean).join(' '))}${fact('Originating lead', recordLink('lead', expanded(row, 'originatingleadid')))}</dl>`,
      ),
      row['statecode'] === 0 && (await creditCard(sales, id, row)),
      card('Contacts', linkList(links, 'There are no contacts.')),
      await opportunitiesOf(sales, `_parentaccountid_value eq ${id} or _customerid_value eq ${id}`),
    ]
  },
}
