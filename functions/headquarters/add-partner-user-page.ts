// GET /headquarters/customer-hierarchies/{hierarchyId}/add-user: the form, for somebody new, for a contact of Sales
// (`contact`), or for a person who is there already (`person`: an id, a number or an e-mail address). POST: adds the user.

import type { Person } from '../../shared/domain/customer.ts'
import type { FieldError } from '../../shared/domain/field-checks.ts'
import { linkTo } from '../../shared/domain/link-to.ts'
import { searchText } from '../../shared/domain/search-text.ts'
import { readNewUser, userFields } from '../../shared/domain/users/user-fields.ts'
import { renderAddUser } from '../../shared/headquarters/pages/render-add-user.ts'
import type { Notice } from '../../shared/headquarters/pages/staff-layout.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import type { KeptPartner } from '../../shared/headquarters/store/hierarchies.ts'
import type { ApplyUserChangeDeps } from '../../shared/headquarters/users/apply-user-change.ts'
import { etagOf, staffUserChange } from '../../shared/headquarters/users/staff-user-change.ts'
import { page, seeOther } from '../../shared/platform/http.ts'
import { asGuid, deriveId } from '../../shared/platform/ids.ts'
import type { AccountContact } from '../../shared/sales/sales.ts'
import type { Handler, Visit } from '../visit.ts'
import { noticeOfChange } from './change-partner-user-page.ts'
import { contactsOfPartner } from './contacts-of-partner.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'
import { labelOf, readPartner } from './read-partner.ts'

type Deps = ApplyUserChangeDeps & {
  readonly readBridge: ReadBridge
  readonly contactsOf: (accountId: string) => Promise<readonly AccountContact[]>
}

type Shown = {
  readonly userId?: string | undefined
  readonly person?: Person | undefined
  readonly typed?: Readonly<Record<string, string | undefined>>
  readonly errors?: readonly FieldError[]
  readonly notice?: Notice
}

const show = async (deps: Deps, visit: Visit, kept: KeptPartner, shown: Shown, status = 200) => {
  const { person } = shown
  return page(
    renderAddUser({
      ...(await readFrame(visit, deps.readBridge)),
      hierarchyId: kept.head.hierarchyId,
      partner: labelOf(kept),
      etag: etagOf(kept),
      typed: {},
      ...shown,
      person: person && { name: person.name, email: person.email ?? '' },
    }),
    status,
  )
}

/** Somebody who is a person of headquarters and has an address to sign in with. */
const findPerson = async ({ customers, signIns }: HeadquartersStore, given: string): Promise<Person | undefined> => {
  const id = given.includes('@') ? (await signIns.holder(given))?.customerId : asGuid(given)
  const found = await (id === undefined ? customers.findByNumber(given) : customers.locate(id))
  return found?.value.type === 'Person' && found.value.email ? found.value : undefined
}

/** A contact of the partner's account, which may become its user; any other record of Sales would be changed by strangers. */
const findContact = async (deps: Deps, kept: KeptPartner, contactId: string): Promise<AccountContact | undefined> =>
  (await contactsOfPartner(deps, kept)).find(({ id }) => id === contactId)

const open = async (deps: Deps, visit: Visit, kept: KeptPartner) => {
  const { query } = visit.request
  const { hierarchyId } = kept.head
  const asked = searchText(query.get('person') ?? '')
  if (asked) {
    const person = asked.length <= 100 ? await findPerson(deps.headquarters, asked) : undefined
    if (!person) return seeOther(linkTo('CustomerHierarchyPage', { hierarchyId }, { done: 'nobody-found' }))
    return show(deps, visit, kept, { userId: person.customerId, person })
  }
  const contactId = asGuid(query.get('contact') ?? '')
  if (!contactId) return show(deps, visit, kept, {})
  const contact = await findContact(deps, kept, contactId)
  if (!contact) return visit.refuse('not-found')
  const { id, leadId: _, ...typed } = contact
  return show(deps, visit, kept, { userId: id, typed })
}

const add = async (deps: Deps, visit: Visit, kept: KeptPartner) => {
  const { form, who, note, refuse } = visit
  const { hierarchyId } = kept.head
  const etag = form.get('etag') ?? ''
  const given = form.get('userId')
  const known = given === null ? undefined : asGuid(given)
  if (given !== null && !known) return refuse('invalid-request')
  const person = known ? await findPerson(deps.headquarters, known) : undefined
  // The form says only what its page found.
  if (known && !person && !(await findContact(deps, kept, known))) return refuse('invalid-request')
  const typed = Object.fromEntries(
    [...userFields.map(({ path }) => path), 'role'].map((name) => [name, form.get(name)?.trim() ?? '']),
  )
  const fields = person
    ? { lastName: person.lastName || person.name, email: person.email, role: typed['role'] }
    : Object.fromEntries(Object.entries(typed).filter(([, text]) => text !== ''))
  const read = readNewUser(fields)
  if ('errors' in read) return show(deps, visit, kept, { userId: known, person, typed, errors: read.errors }, 400)
  if (read.change.kind !== 'add') return refuse('invalid-request')
  const { fields: user, role } = read.change
  const userId = person?.customerId ?? known ?? deriveId('staff-user', hierarchyId, etag, user.email)
  // Of a person who is there already nothing is said anew.
  const order = { hierarchyId, etag, who: who || 'local', userId, role, kind: 'add' } as const
  const result = await staffUserChange(deps, { ...order, fields: person ? { email: user.email } : user })
  if (result.outcome === 'unknown') return refuse('not-found')
  if (result.outcome !== 'applied') {
    note({ outcome: 'refused', after: { userId, email: user.email, result: result.outcome } })
    const now = (await readPartner(deps.headquarters, hierarchyId)) ?? kept
    return show(deps, visit, now, { userId: known, person, typed, notice: noticeOfChange(result) }, 409)
  }
  note({ after: { userId, email: user.email, role } })
  return seeOther(linkTo('CustomerHierarchyPage', { hierarchyId }, { done: 'add' }))
}

export const addPartnerUserPage: Handler<Deps> = async (visit, deps) => {
  const kept = await readPartner(deps.headquarters, visit.request.params['hierarchyId'])
  if (!kept) return visit.refuse('not-found')
  return visit.request.method === 'POST' ? add(deps, visit, kept) : open(deps, visit, kept)
}
