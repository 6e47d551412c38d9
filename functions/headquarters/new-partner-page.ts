// GET /headquarters/new-partner: finds an organization (`search`), and shows the form for one that is here (`organization`),
// for an account of Sales (`account`) or for a new one (`new`). POST: makes the partner.

import { randomUUID } from 'node:crypto'
import type { Organization } from '../../shared/domain/customer.ts'
import { linkTo } from '../../shared/domain/link-to.ts'
import { searchText } from '../../shared/domain/search-text.ts'
import type { TradeLists } from '../../shared/domain/trade-codes.ts'
import {
  type PartnerFormError,
  readPartnerForm,
  type Typed,
  typedIn,
} from '../../shared/headquarters/new-partner-form.ts'
import {
  type FindOrganizationPage,
  renderFindOrganization,
} from '../../shared/headquarters/pages/render-find-organization.ts'
import { type NewPartnerPage, renderNewPartner } from '../../shared/headquarters/pages/render-new-partner.ts'
import type { ApplyUserChangeDeps } from '../../shared/headquarters/users/apply-user-change.ts'
import { makePartner } from '../../shared/headquarters/users/make-partner.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { page, seeOther } from '../../shared/platform/http.ts'
import type { AccountFound } from '../../shared/sales/sales.ts'
import type { Handler, Visit } from '../visit.ts'
import { madeId } from './made-id.ts'
import { asPicked, contactsToOffer, type PickDeps, type Picked, pickOrganization } from './pick-organization.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'
import { searchOrganizations } from './search-organizations.ts'

const words = staffWords.pages.newPartner

type Deps = ApplyUserChangeDeps &
  PickDeps & {
    readonly readBridge: ReadBridge
    readonly tradeLists: TradeLists
    readonly findAccounts: (text: string) => Promise<readonly AccountFound[]>
  }

const showSearch = async (deps: Deps, visit: Visit, shown: Partial<FindOrganizationPage> = {}, status = 200) =>
  page(renderFindOrganization({ ...(await readFrame(visit, deps.readBridge)), ...shown }), status)

const search = async (deps: Deps, visit: Visit, asked: string) =>
  showSearch(deps, visit, await searchOrganizations(deps, asked))

/** Says that it is a partner already, with the way to it. */
const isPartner = async (deps: Deps, visit: Visit, { customerId, number, name }: Organization) => {
  const found = [{ organizationId: customerId, hierarchyId: customerId, number, name }]
  return showSearch(deps, visit, { found, notice: { tone: 'warn', text: words.alreadyPartner } }, 409)
}

type Form = Pick<NewPartnerPage, 'formId' | 'typed' | 'ticked' | 'admins' | 'invite'> & Partial<NewPartnerPage>

const showForm = async (deps: Deps, visit: Visit, picked: Picked | undefined, form: Form, status = 200) => {
  const [contacts, frame] = await Promise.all([contactsToOffer(deps, picked), readFrame(visit, deps.readBridge)])
  return page(renderNewPartner({ ...frame, tradeLists: deps.tradeLists, picked, contacts, ...form }), status)
}

const open = async (deps: Deps, visit: Visit) => {
  const { query } = visit.request
  const picked = await pickOrganization(deps, query)
  if (picked === 'unknown') return visit.refuse('not-found')
  if (picked === 'unavailable')
    return showSearch(deps, visit, { notice: { tone: 'warn', text: words.salesUnavailable } })
  if (picked?.isPartner) return isPartner(deps, visit, picked.organization)
  const asked = searchText(query.get('search') ?? '').slice(0, 100)
  if (!picked && query.get('new') !== 'true') return asked ? search(deps, visit, asked) : showSearch(deps, visit)
  const name = searchText(query.get('name') ?? '').slice(0, 100)
  const typed = { 'person.role': 'Admin', ...(picked || name.includes('@') ? {} : { 'organization.name': name }) }
  return showForm(deps, visit, picked, { formId: randomUUID(), typed, ticked: [], admins: [], invite: true })
}

/** Who signs in with the address that was typed. */
const holderOf = async ({ headquarters: { signIns, customers } }: Deps, email: string) => {
  const id = (await signIns.holder(email))?.customerId
  const value = id === undefined ? undefined : (await customers.locate(id))?.value
  return value?.type === 'Person' ? value : undefined
}

const make = async (deps: Deps, visit: Visit) => {
  const { form, refuse, note, who } = visit
  const picked = await pickOrganization(deps, form)
  if (picked === 'unknown') return refuse('not-found')
  if (picked === 'unavailable') return refuse('temporarily-unavailable')
  const offered = await contactsToOffer(deps, picked)
  const admins = form.getAll('admin')
  const ticked = [...new Set([...form.getAll('contact'), ...admins])]
  const contacts = offered === 'unavailable' ? [] : offered.filter(({ id }) => ticked.includes(id))
  const typed: Typed = typedIn(form)
  const email = typed['person.email']?.trim() ?? ''
  const holder = email === '' ? undefined : await holderOf(deps, email)
  const isHolder = holder !== undefined && form.get('person') === holder.customerId
  const invite = form.has('invite')
  const shown = { formId: form.get('formId') ?? '', typed, ticked, admins, invite }
  const again = (errors: readonly PartnerFormError[], status: number, more: Partial<NewPartnerPage> = {}) =>
    showForm(deps, visit, picked, { ...shown, errors, ...more }, status)
  const person = isHolder ? { customerId: holder.customerId, lastName: holder.lastName || holder.name } : undefined
  const read = readPartnerForm(
    { typed, ticked: contacts, admins, picked: asPicked(picked), person, invite },
    deps.tradeLists,
  )
  if ('errors' in read) return again(read.errors, 400)
  const organizationId = picked?.organization.customerId ?? madeId(visit)
  const made = await makePartner(deps, { partner: read.partner, organizationId, who: who || 'local' })
  if (made.outcome === 'made') {
    note({ after: { hierarchyId: made.hierarchyId, number: made.number, users: String(made.users.length) } })
    return seeOther(linkTo('CustomerHierarchyPage', { hierarchyId: made.hierarchyId }, { done: 'made' }))
  }
  note({ outcome: 'refused', after: { result: made.outcome } })
  switch (made.outcome) {
    case 'organization-unknown':
      return refuse('not-found')
    case 'too-many-users':
      return again([], 409, { notice: { tone: 'warn', text: words.tooMany } })
    case 'already-a-partner': {
      const there = (await deps.headquarters.customers.locate(made.hierarchyId))?.value
      return there?.type === 'Organization' ? isPartner(deps, visit, there) : refuse('already-a-partner')
    }
    case 'address-taken': {
      const control = read.controls[made.at] ?? ''
      if (control !== 'person') return again([{ path: control, code: 'sign-in-taken' }], 409)
      const known = holder && { customerId: holder.customerId, label: `${holder.number} ${holder.name}` }
      return again([{ path: 'person.email', code: 'sign-in-taken' }], 409, known ? { holder: known } : {})
    }
  }
}

export const newPartnerPage: Handler<Deps> = (visit, deps) =>
  visit.request.method === 'POST' ? make(deps, visit) : open(deps, visit)
