// The account and the contact form: read, and change a few fields.
import { type HtmlValue, html } from '../../../../shared/platform/html.ts'
import { account } from './account.ts'
import { creditRoute } from './account-credit.ts'
import { contact } from './contact.ts'
import type { Customer } from './customer.ts'
import { customerStateRoutes } from './customer-state.ts'
import { layout } from './layout.ts'
import { fact, linkCommand, postCommand, recordHeading, saveCommand, statePill } from './parts.ts'
import { recordForm, sections, typed } from './record-form.ts'
import { recordLink } from './records.ts'
import type { Reply } from './reply.ts'
import type { PageExtras, Route, Visit } from './route.ts'
import type { Row } from './sales-client.ts'
import { expanded, formatted, number, text, when } from './values.ts'
import { saveRecord } from './write.ts'

const commands = ({ set }: Customer, id: string, active: boolean): HtmlValue => [
  linkCommand(`/${set}`, `Back to ${set}`, 'back'),
  active && saveCommand('record'),
  active && linkCommand(`/${set}/${id}/merge`, 'Merge', 'merge'),
  active && postCommand(`/${set}/${id}/deactivate`, 'Deactivate', 'disqualify'),
  !active && postCommand(`/${set}/${id}/activate`, 'Activate', 'reactivate'),
]

const headingFacts = ({ table }: Customer, row: Row, active: boolean): HtmlValue => {
  const master = expanded(row, 'masterid')
  return [
    fact('Status', statePill(active ? 0 : 2, active ? 'Active' : 'Inactive')),
    master && fact('Merged into', recordLink(table, master)),
    fact('Owner', formatted(row, '_ownerid_value')),
    fact('Created on', when(row, 'createdon')),
  ]
}

const customerPage = async (
  customer: Customer,
  { sales, id }: Visit,
  extras: PageExtras,
): Promise<Reply | undefined> => {
  const row = await customer.read(sales, id)
  if (!row) return undefined
  const name = text(row, customer.name)
  const active = number(row, 'statecode') === 0
  const fields = sections(customer.fields, { ...row, ...extras.input }, active)
  const page = layout({
    title: name || customer.kind,
    area: customer.set,
    commands: commands(customer, id, active),
    error: extras.error,
    done: extras.done ?? null,
    main: html`${recordHeading(name, customer.kind, headingFacts(customer, row, active))}
${!active && html`<p class="hint">This ${customer.table} is inactive and cannot be changed until it is activated.</p>`}
<div class="record record-two"><div class="column">${active ? recordForm(`/${customer.set}/${id}`, row, fields) : fields}</div>
<div class="column">${await customer.related(sales, id, row)}</div></div>`,
  })
  return { kind: 'page', status: extras.status ?? 200, page }
}

const save = async (customer: Customer, visit: Visit): Promise<Reply | undefined> => {
  const row = await customer.read(visit.sales, visit.id)
  if (!row) return undefined
  const wanted = typed(customer.fields, visit.form)
  const posted = {
    path: `${customer.set}(${visit.id})`,
    here: `/${customer.set}/${visit.id}`,
    sections: customer.fields,
    row,
    wanted,
  }
  return saveRecord(visit, posted, (error, status) => customerPage(customer, visit, { error, status, input: wanted }))
}

const accountCredit = creditRoute((visit, extras) => customerPage(account, visit, extras))

/** The account and contact forms with their Save and the commands of their state. */
export const customerRoutes: readonly Route[] = [account, contact].flatMap((customer): readonly Route[] => [
  ...(customer === account ? [accountCredit] : []),
  {
    path: `/${customer.set}/:id`,
    get: (visit) => customerPage(customer, visit, { done: visit.query.get('done') }),
    post: (visit) => save(customer, visit),
  },
  ...customerStateRoutes(customer, (visit, extras) => customerPage(customer, visit, extras)),
])
