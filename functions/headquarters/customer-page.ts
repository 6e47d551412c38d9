// GET /headquarters/customers/{customerId}: the page of one customer.

import type { TradeLists } from '../../shared/domain/trade-codes.ts'
import { renderCustomer } from '../../shared/headquarters/pages/render-customer.ts'
import { readCustomerChanges } from '../../shared/headquarters/read-partner-changes.ts'
import type { AuditReader } from '../../shared/headquarters/store/audit-reader.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { page } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Handler } from '../visit.ts'
import { noticeOf } from './notice-of.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'

const labelled = (id: string, record: { readonly number: string; readonly name: string } | undefined) => ({
  id,
  label: record ? `${record.number} ${record.name}` : id,
})

/** Of each list; the rest is a click away. */
const linesShown = 5
const changesShown = 20

type Deps = {
  readonly tradeLists: TradeLists
  readonly headquarters: HeadquartersStore
  readonly readBridge: ReadBridge
  readonly audit: Pick<AuditReader, 'acts'>
}

export const customerPage: Handler<Deps> = async (visit, { headquarters, readBridge, audit, tradeLists }) => {
  const { request, refuse } = visit
  const id = asGuid(request.params['customerId'])
  const found = id && (await headquarters.customers.locate(id))
  if (!found) return refuse('not-found')
  const customer = found.value
  const invoiceId = customer.type === 'Person' ? customer.invoiceAccount : undefined
  const [prospect, hierarchy, invoice, done, changes, frame] = await Promise.all([
    headquarters.prospects.read(customer.prospectId),
    headquarters.hierarchies.locate(invoiceId ?? customer.customerId),
    invoiceId === undefined ? undefined : headquarters.customers.locate(invoiceId),
    audit.acts({ on: { kind: 'customer', id } }, linesShown),
    readCustomerChanges(headquarters, customer, changesShown),
    readFrame(visit, readBridge),
  ])
  return page(
    renderCustomer({
      ...frame,
      customer,
      tradeLists,
      etag: found.etag,
      audit: done.items,
      changes,
      // No onboarding brought what staff made.
      prospect: prospect && { id: customer.prospectId, label: prospect.value.number },
      hierarchy: hierarchy && labelled(hierarchy.head.hierarchyId, hierarchy.head),
      invoiceAccount: invoiceId === undefined ? undefined : labelled(invoiceId, invoice?.value),
      notice: noticeOf(
        { ...staffWords.pages.customer.done, ...staffWords.pages.credit.done },
        request.query.get('done'),
        ['saved', 'made', 'look', 'write', 'credit', 'credit-proposed', 'confirm', 'withdraw'],
      ),
    }),
  )
}
