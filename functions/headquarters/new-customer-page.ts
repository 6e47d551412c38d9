// GET /headquarters/new-customer: finds an organization (`search`), and shows the form for a new one (`new`) or for a person of
// one that is here (`of`). POST: makes the customer.

import { randomUUID } from 'node:crypto'
import type { Organization } from '../../shared/domain/customer.ts'
import { type Language, languages } from '../../shared/domain/languages.ts'
import { linkTo } from '../../shared/domain/link-to.ts'
import { newCustomerFields, readNewCustomer } from '../../shared/domain/new-customer.ts'
import { searchText } from '../../shared/domain/search-text.ts'
import type { TradeLists } from '../../shared/domain/trade-codes.ts'
import { type CustomerOrder, type MakeCustomerDeps, makeCustomer } from '../../shared/headquarters/make-customer.ts'
import { renderFindOrganization } from '../../shared/headquarters/pages/render-find-organization.ts'
import { type NewCustomerPage, renderNewCustomer } from '../../shared/headquarters/pages/render-new-customer.ts'
import { page, seeOther } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { AccountFound } from '../../shared/sales/sales.ts'
import type { Handler, Visit } from '../visit.ts'
import { madeId } from './made-id.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'
import { searchOrganizations } from './search-organizations.ts'

type Deps = MakeCustomerDeps & {
  readonly readBridge: ReadBridge
  readonly tradeLists: TradeLists
  readonly defaultLanguage: Language
  readonly findAccounts: (text: string) => Promise<readonly AccountFound[]>
}

/** The organization of the person that is to be made; nothing where it is to be an organization. */
const organizationOf = async (
  { headquarters }: Deps,
  given: URLSearchParams,
): Promise<Organization | undefined | 'unknown'> => {
  const asked = given.get('of')
  if (asked === null) return undefined
  const id = asGuid(asked)
  const found = id && (await headquarters.customers.locate(id))
  return found && found.value.type === 'Organization' ? found.value : 'unknown'
}

const showForm = async (
  deps: Deps,
  visit: Visit,
  organization: Organization | undefined,
  form: Pick<NewCustomerPage, 'formId' | 'typed' | 'errors'>,
  status = 200,
) => {
  const { tradeLists, defaultLanguage } = deps
  const frame = await readFrame(visit, deps.readBridge)
  return page(renderNewCustomer({ ...frame, tradeLists, defaultLanguage, organization, ...form }), status)
}

const search = async (deps: Deps, visit: Visit, asked: string) => {
  const frame = await readFrame(visit, deps.readBridge)
  const found = asked === '' ? { search: asked } : await searchOrganizations(deps, asked)
  return page(renderFindOrganization({ ...frame, of: 'customer', ...found }))
}

const open = async (deps: Deps, visit: Visit) => {
  const { query } = visit.request
  const organization = await organizationOf(deps, query)
  if (organization === 'unknown') return visit.refuse('not-found')
  if (!organization && query.get('new') !== 'true')
    return search(deps, visit, searchText(query.get('search') ?? '').slice(0, 100))
  const name = searchText(query.get('name') ?? '').slice(0, 100)
  const typed = organization || name === '' || name.includes('@') ? {} : { name }
  return showForm(deps, visit, organization, { formId: randomUUID(), typed })
}

const make = async (deps: Deps, visit: Visit) => {
  const { form, refuse, note } = visit
  const organization = await organizationOf(deps, form)
  if (organization === 'unknown') return refuse('not-found')
  const type = organization ? 'Person' : 'Organization'
  const typed = Object.fromEntries(newCustomerFields(type).map(({ path }) => [path, form.get(path) ?? '']))
  const read = readNewCustomer(type, typed, deps.tradeLists)
  const language = languages.find(({ tag }) => tag === form.get('language'))?.tag ?? deps.defaultLanguage
  if ('errors' in read) {
    const again = { formId: form.get('formId') ?? '', typed: { ...typed, language }, errors: read.errors }
    return showForm(deps, visit, organization, again, 400)
  }
  const common = { customerId: madeId(visit), values: read.values }
  const order: CustomerOrder = organization
    ? { ...common, type: 'Person', organizationId: organization.customerId, language }
    : { ...common, type: 'Organization' }
  const made = await makeCustomer(deps, order)
  if (made.outcome === 'organization-unknown') return refuse('not-found')
  const { customerId, number } = made
  note({ after: { number } })
  return seeOther(linkTo('CustomerPage', { customerId }, { done: 'made' }))
}

export const newCustomerPage: Handler<Deps> = (visit, deps) =>
  visit.request.method === 'POST' ? make(deps, visit) : open(deps, visit)
