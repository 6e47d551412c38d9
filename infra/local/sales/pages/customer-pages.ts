// The account and the contact form: read, and change a few fields.
import { type HtmlValue, html } from '../../../../shared/platform/html.ts'
import { type Area, layout } from './layout.ts'
import { card, fact, linkCommand, linkList, recordHeading, saveCommand } from './parts.ts'
import { missingField, recordForm, type Section, saveChanges, sections, typed } from './record-form.ts'
import { type Reply, seeOther } from './reply.ts'
import type { Route, Visit } from './route.ts'
import type { Row, Sales } from './sales-client.ts'
import { afterWrite } from './timeline.ts'
import { expanded, formatted, label, money, opportunityStatusReasons, text, when } from './values.ts'

/** What makes an account page differ from a contact page. */
type Customer = {
  readonly set: Extract<Area, 'accounts' | 'contacts'>
  readonly kind: 'Account' | 'Contact'
  readonly name: string
  readonly fields: readonly Section[]
  readonly read: (sales: Sales, id: string) => Promise<Row | undefined>
  readonly related: (sales: Sales, id: string, row: Row) => Promise<HtmlValue>
}

const phoneAndEmail = [
  { column: 'telephone1', label: 'Phone', maxLength: 50, inputMode: 'tel' },
  { column: 'emailaddress1', label: 'Email', maxLength: 100, inputMode: 'email' },
] as const

const leadLink = (row: Row): HtmlValue => {
  const lead = expanded(row, 'originatingleadid')
  return lead && html`<a href="/leads/${text(lead, 'leadid')}">${text(lead, 'fullname') || '(no name)'}</a>`
}

const opportunitiesOf = async (sales: Sales, filter: string): Promise<HtmlValue> => {
  const { rows } = await sales.rows(
    `opportunities?$select=opportunityid,name,statuscode&$filter=${filter}&$orderby=createdon desc`,
    50,
  )
  const links = rows.map((row) => ({
    href: `/opportunities/${text(row, 'opportunityid')}`,
    text: text(row, 'name'),
    note: label(row, 'statuscode', opportunityStatusReasons),
  }))
  return card('Opportunities', linkList(links, 'There are no opportunities.'))
}

const account: Customer = {
  set: 'accounts',
  kind: 'Account',
  name: 'name',
  fields: [
    {
      title: 'Account',
      fields: [{ column: 'name', label: 'Account name', maxLength: 160, required: true }, ...phoneAndEmail],
    },
  ],
  read: (sales, id) =>
    sales.row(
      `accounts(${id})?$select=name,accountnumber,telephone1,emailaddress1,websiteurl,address1_line1,address1_line2,address1_postalcode,address1_city,address1_country,creditlimit,createdon,_ownerid_value&$expand=originatingleadid($select=leadid,fullname)`,
    ),
  related: async (sales, id, row) => {
    const { rows } = await sales.rows(
      `contacts?$select=contactid,fullname,emailaddress1&$filter=_parentcustomerid_value eq ${id}&$orderby=fullname`,
      50,
    )
    const links = rows.map((one) => ({
      href: `/contacts/${text(one, 'contactid')}`,
      text: text(one, 'fullname'),
      note: text(one, 'emailaddress1'),
    }))
    const town = [text(row, 'address1_postalcode'), text(row, 'address1_city')].filter(Boolean).join(' ')
    const address = [text(row, 'address1_line1'), text(row, 'address1_line2'), town, text(row, 'address1_country')]
    return [
      card(
        'Details',
        html`<dl class="facts">${fact('Account number', text(row, 'accountnumber'))}${fact('Address', html`<span class="lines">${address.filter(Boolean).join('\n') || '---'}</span>`)}${fact('Credit limit', money(row, 'creditlimit'))}${fact('Originating lead', leadLink(row))}</dl>`,
      ),
      card('Contacts', linkList(links, 'There are no contacts.')),
      await opportunitiesOf(sales, `_parentaccountid_value eq ${id}`),
    ]
  },
}

const contact: Customer = {
  set: 'contacts',
  kind: 'Contact',
  name: 'fullname',
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
      `contacts(${id})?$select=fullname,firstname,lastname,jobtitle,telephone1,emailaddress1,createdon,_ownerid_value&$expand=parentcustomerid_account($select=accountid,name),originatingleadid($select=leadid,fullname)`,
    ),
  related: async (sales, id, row) => {
    const company = expanded(row, 'parentcustomerid_account')
    const link =
      company && html`<a href="/accounts/${text(company, 'accountid')}">${text(company, 'name') || '(no name)'}</a>`
    return [
      card('Details', html`<dl class="facts">${fact('Account', link)}${fact('Originating lead', leadLink(row))}</dl>`),
      await opportunitiesOf(sales, `_parentcontactid_value eq ${id}`),
    ]
  },
}

type Extras = { readonly error?: string; readonly status?: number; readonly input?: Row; readonly done?: string | null }

const customerPage = async (customer: Customer, { sales, id }: Visit, extras: Extras): Promise<Reply | undefined> => {
  const row = await customer.read(sales, id)
  if (!row) return undefined
  const name = text(row, customer.name)
  const page = layout({
    title: name || customer.kind,
    area: customer.set,
    commands: [linkCommand(`/${customer.set}`, `Back to ${customer.set}`, 'back'), saveCommand('record')],
    error: extras.error,
    done: extras.done ?? null,
    main: html`${recordHeading(name, customer.kind, [fact('Owner', formatted(row, '_ownerid_value')), fact('Created on', when(row, 'createdon'))])}
<div class="record record-two"><div class="column">${recordForm(`/${customer.set}/${id}`, row, sections(customer.fields, { ...row, ...extras.input }, true))}</div>
<div class="column">${await customer.related(sales, id, row)}</div></div>`,
  })
  return { kind: 'page', status: extras.status ?? 200, page }
}

const save = async (customer: Customer, visit: Visit): Promise<Reply | undefined> => {
  const row = await customer.read(visit.sales, visit.id)
  if (!row) return undefined
  const here = `/${customer.set}/${visit.id}`
  const input = typed(customer.fields, visit.form)
  const missing = missingField(customer.fields, { ...row, ...input })
  if (missing !== undefined) return customerPage(customer, visit, { error: missing, status: 400, input })
  const written = await saveChanges(visit.sales, `${customer.set}(${visit.id})`, row, input, visit.form.get('etag'))
  if (!written) return seeOther(`${here}?done=unchanged`)
  return afterWrite(written, `${here}?done=saved`, (error, status) =>
    customerPage(customer, visit, { error, status, input }),
  )
}

/** The account and contact forms with their Save. */
export const customerRoutes: readonly Route[] = [account, contact].map((customer) => ({
  path: `/${customer.set}/:id`,
  get: (visit) => customerPage(customer, visit, { done: visit.query.get('done') }),
  post: (visit) => save(customer, visit),
}))
