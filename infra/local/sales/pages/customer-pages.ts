// The account and the contact form: read, and change a few fields.
import { html } from '../../../../shared/platform/html.ts'
import { account } from './account.ts'
import { contact } from './contact.ts'
import type { Customer } from './customer.ts'
import { layout } from './layout.ts'
import { fact, linkCommand, recordHeading, saveCommand } from './parts.ts'
import { recordForm, sections, typed } from './record-form.ts'
import type { Reply } from './reply.ts'
import type { PageExtras, Route, Visit } from './route.ts'
import { formatted, text, when } from './values.ts'
import { saveRecord } from './write.ts'

const customerPage = async (
  customer: Customer,
  { sales, id }: Visit,
  extras: PageExtras,
): Promise<Reply | undefined> => {
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

/** The account and contact forms with their Save. */
export const customerRoutes: readonly Route[] = [account, contact].map((customer) => ({
  path: `/${customer.set}/:id`,
  get: (visit) => customerPage(customer, visit, { done: visit.query.get('done') }),
  post: (visit) => save(customer, visit),
}))
