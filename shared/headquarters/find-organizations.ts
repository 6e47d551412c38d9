// Finds organizations that staff may mean, here and in Sales, so that none is made a second time.

import type { Organization } from '../domain/customer.ts'
import { forMany } from '../platform/for-many.ts'
import type { AccountFound } from '../sales/sales.ts'
import { readPartners } from './partner-query.ts'
import type { HeadquartersStore } from './store/headquarters-store.ts'

/** An organization that is here has `organizationId` and `number`, one in Sales `accountId`; `hierarchyId`: it is a partner. */
export type FoundOrganization = {
  readonly organizationId?: string
  readonly accountId?: string
  readonly number?: string
  readonly hierarchyId?: string
  readonly name: string
  readonly email?: string
  readonly city?: string
  readonly country?: string
}

type Deps = {
  readonly headquarters: HeadquartersStore
  readonly findAccounts: (text: string) => Promise<readonly AccountFound[]>
}

/** Of each place. */
const mostShown = 20

const texts = ({ email, city, country }: Pick<AccountFound, 'email' | 'city' | 'country'>) => ({
  ...(email === undefined ? {} : { email }),
  ...(city === undefined ? {} : { city }),
  ...(country === undefined ? {} : { country }),
})

/** An organization that is here, as a line. */
const lineOf = async (
  { hierarchies }: HeadquartersStore,
  { customerId, number, name, email, address = {} }: Organization,
): Promise<FoundOrganization> => {
  const { city, country } = address
  const isPartner = (await hierarchies.locate(customerId)) !== undefined
  const more = texts({ ...(email ? { email } : {}), ...(city ? { city } : {}), ...(country ? { country } : {}) })
  return { organizationId: customerId, number, name, ...(isPartner ? { hierarchyId: customerId } : {}), ...more }
}

/** What is here: partners by name or number, organizations by number, and those that an address signs in for. */
const findHere = async (headquarters: HeadquartersStore, search: string): Promise<FoundOrganization[]> => {
  const { customers, signIns } = headquarters
  const { items } = await readPartners(headquarters, { filter: {}, search, pageSize: mostShown })
  const numbered = /^c-\d{1,12}$/i.test(search) ? (await customers.findByNumber(search))?.value : undefined
  const holder = search.includes('@') ? await signIns.holder(search) : undefined
  const ids = new Set([
    ...items.map(({ organizationId }) => organizationId),
    ...(numbered ? [numbered.type === 'Person' ? numbered.invoiceAccount : numbered.customerId] : []),
    ...(holder?.organizationIds ?? []),
  ])
  const found = await forMany([...ids].slice(0, mostShown), async (id) => (await customers.locate(id))?.value)
  return forMany(
    found.flatMap((value) => (value?.type === 'Organization' ? [value] : [])),
    (value) => lineOf(headquarters, value),
  )
}

/**
 * Finds them by a part of the name, an e-mail address, or the number of customer or hierarchy; at most twenty of each place.
 * @throws SalesUnavailable, SalesRefused
 */
export const findOrganizations = async (
  { headquarters, findAccounts }: Deps,
  search: string,
): Promise<readonly FoundOrganization[]> => {
  const [here, accounts] = await Promise.all([findHere(headquarters, search), findAccounts(search)])
  const inSales = await forMany(accounts, async (account): Promise<FoundOrganization> => {
    const known = (await headquarters.customers.findNew(account))?.value
    if (known?.type === 'Organization') return lineOf(headquarters, known)
    return { accountId: account.id, name: account.name ?? '', ...texts(account) }
  })
  const ids = new Set(here.map(({ organizationId }) => organizationId))
  const others = inSales.filter(({ organizationId }) => organizationId === undefined || !ids.has(organizationId))
  return [...here, ...others]
}
