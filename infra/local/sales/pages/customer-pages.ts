// The account and the contact form: read, and change a few fields.
import { html } from '../../../../shared/platform/html.ts'
import { account } from './account.ts'
import { contact } from './contact.ts'
import type { Customer } from './customer.ts'
import { layout } from './layout.ts'
import { fact, linkCommand, recordHeading, saveCommand } from './parts.ts'
import { missingField, recordForm, saveChanges, sections, typed } from './record-form.ts'
import { type Reply, seeOther } from './reply.ts'
import type { PageExtras, Route, Visit } from './route.ts'
import { afterWrite } from './timeline.ts'
import { formatted, text, when } from './values.ts'

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
