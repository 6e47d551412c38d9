// GET /headquarters/customers/{customerId}/edit: the form. POST: stores what was changed and has Sales told.

import { isCreditPath } from '../../shared/domain/credit.ts'
import { customerFields } from '../../shared/domain/customer-fields.ts'
import { linkTo } from '../../shared/domain/link-to.ts'
import type { Send } from '../../shared/domain/messages.ts'
import type { TradeLists } from '../../shared/domain/trade-codes.ts'
import { editCustomer } from '../../shared/headquarters/edit-customer.ts'
import { renderEditCustomer } from '../../shared/headquarters/pages/render-edit-customer.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { page, seeOther } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Handler, Visit } from '../visit.ts'
import { notedChanges } from './noted-changes.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'

// Credit has a form of its own, which asks a second person where one is needed.
const paths = [...customerFields.Organization, ...customerFields.Person]
  .map(({ path }) => path)
  .filter((path) => !isCreditPath(path))

type Deps = {
  readonly headquarters: HeadquartersStore
  readonly send: Send
  readonly now: () => Date
  readonly tradeLists: TradeLists
  readonly readBridge: ReadBridge
}

const show = async ({ headquarters, readBridge, tradeLists }: Deps, visit: Visit, customerId: string) => {
  const [found, frame] = await Promise.all([headquarters.customers.locate(customerId), readFrame(visit, readBridge)])
  if (!found) return visit.refuse('not-found')
  const { value, etag } = found
  return page(renderEditCustomer({ ...frame, tradeLists, customer: value, etag }))
}

const save = async (deps: Deps, visit: Visit, customerId: string) => {
  const { form, who, role, refuse, note } = visit
  const typed = Object.fromEntries(paths.flatMap((path) => (form.has(path) ? [[path, form.get(path) ?? '']] : [])))
  const result = await editCustomer(deps)(customerId, {
    typed,
    etag: form.get('etag') ?? '',
    actor: { name: who },
    mayMoveAdmins: role === 'Headquarters.Admin',
  })
  if (result.outcome === 'unknown') return refuse('not-found')
  if (result.outcome === 'stored') {
    note(notedChanges(result.changes))
    return seeOther(linkTo('CustomerPage', { customerId }, { done: 'saved' }))
  }
  const { value, etag } = result.located
  const refused = result.outcome === 'refused'
  const again = refused ? { errors: result.errors } : { changedMeanwhile: true }
  const frame = await readFrame(visit, deps.readBridge)
  const { tradeLists } = deps
  return page(renderEditCustomer({ ...frame, tradeLists, customer: value, etag, typed, ...again }), refused ? 400 : 409)
}

export const editCustomerPage: Handler<Deps> = async (visit, deps) => {
  const id = asGuid(visit.request.params['customerId'])
  if (!id) return visit.refuse('not-found')
  return visit.request.method === 'POST' ? save(deps, visit, id) : show(deps, visit, id)
}
