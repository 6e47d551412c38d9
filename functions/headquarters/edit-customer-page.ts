// GET /headquarters/customers/{customerId}/edit: the form. POST: stores what was changed and has Sales told.

import { customerFields } from '../../shared/domain/customer-fields.ts'
import type { FieldChange } from '../../shared/domain/field-changes.ts'
import { linkTo } from '../../shared/domain/link-to.ts'
import type { Send } from '../../shared/domain/messages.ts'
import { editCustomer } from '../../shared/headquarters/edit-customer.ts'
import { renderEditCustomer } from '../../shared/headquarters/pages/render-edit-customer.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { page, seeOther } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Handler, Noted, Visit } from '../visit.ts'
import type { ReadBridge } from './read-bridge.ts'

const paths = [...customerFields.Organization, ...customerFields.Person].map(({ path }) => path)

type Deps = {
  readonly headquarters: HeadquartersStore
  readonly send: Send
  readonly now: () => Date
  readonly readBridge: ReadBridge
}

const show = async ({ headquarters, readBridge }: Deps, { refuse }: Visit, customerId: string) => {
  const [found, bridge] = await Promise.all([headquarters.customers.locate(customerId), readBridge()])
  if (!found) return refuse('not-found')
  const { value, etag } = found
  return page(renderEditCustomer({ bridge, customer: value, etag }))
}

/** Fields before and after, for the audit trail. */
const noteOf = (changes: readonly FieldChange[]): Noted => {
  const side = (which: 'before' | 'after') =>
    Object.fromEntries(changes.flatMap((change) => (change[which] === undefined ? [] : [[change.path, change[which]]])))
  return changes.length === 0 ? { outcome: 'nothing' } : { before: side('before'), after: side('after') }
}

const save = async (deps: Deps, { form, who, role, refuse, note }: Visit, customerId: string) => {
  const typed = Object.fromEntries(paths.flatMap((path) => (form.has(path) ? [[path, form.get(path) ?? '']] : [])))
  const result = await editCustomer(deps)(customerId, {
    typed,
    etag: form.get('etag') ?? '',
    who,
    mayMoveAdmins: role === 'Headquarters.Admin',
  })
  if (result.outcome === 'unknown') return refuse('not-found')
  if (result.outcome === 'stored') {
    note(noteOf(result.changes))
    return seeOther(linkTo('CustomerPage', { customerId }, { done: 'saved' }))
  }
  const { value, etag } = result.located
  const refused = result.outcome === 'refused'
  const again = refused ? { errors: result.errors } : { changedMeanwhile: true }
  const bridge = await deps.readBridge()
  return page(renderEditCustomer({ bridge, customer: value, etag, typed, ...again }), refused ? 400 : 409)
}

export const editCustomerPage: Handler<Deps> = async (visit, deps) => {
  const id = asGuid(visit.request.params['customerId'])
  if (!id) return visit.refuse('not-found')
  return visit.request.method === 'POST' ? save(deps, visit, id) : show(deps, visit, id)
}
