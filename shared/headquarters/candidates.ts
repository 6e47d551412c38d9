// Whom an approval can be made with, beside those it would make of the request: the customers that the prospect has, those of
// likely duplicates, whoever signs in with the address, and what staff look for.

import type { Customer } from '../domain/customer.ts'
import type { Prospect } from '../domain/prospect.ts'
import { requestOf } from '../domain/prospect.ts'
import { forMany } from '../platform/for-many.ts'
import { unlessUnreadable } from '../platform/unreadable-row.ts'
import { readPartners } from './partner-query.ts'
import type { HeadquartersStore } from './store/headquarters-store.ts'

export type Candidate = {
  readonly customerId: string
  readonly number: string
  readonly name: string
  /** Of a person: what it signs in with. */
  readonly email?: string
  /** Of an organization that is a partner already. */
  readonly hierarchy?: string
}

export type Candidates = { readonly organizations: readonly Candidate[]; readonly persons: readonly Candidate[] }

type Kept = Pick<
  HeadquartersStore,
  'prospects' | 'customers' | 'hierarchies' | 'signIns' | 'partnerLists' | 'prospectCounts'
>

const most = 10
const longestSearch = 100

const duplicatesIds = async ({ prospects }: Kept, { likelyDuplicates = [] }: Prospect): Promise<string[]> => {
  const found = await Promise.all(
    likelyDuplicates.map(({ prospectId }) => unlessUnreadable(prospects.readAlone(prospectId), undefined)),
  )
  return found.flatMap((other) => [other?.organization, other?.person].flatMap((ref) => (ref ? [ref.customerId] : [])))
}

/** By a customer's number, an address, or words of a partner's name. */
const searchedIds = async (kept: Kept, search: string): Promise<string[]> => {
  if (search === '' || search.length > longestSearch) return []
  if (search.includes('@')) {
    const holder = await kept.signIns.holder(search)
    return holder ? [holder.customerId, ...holder.organizationIds] : []
  }
  const found = (await kept.customers.findByNumber(search))?.value
  if (found) return [found.customerId]
  const { items } = await readPartners(kept, { filter: {}, search, pageSize: most })
  return items.map(({ organizationId }) => organizationId)
}

const candidateOf = async ({ hierarchies }: Kept, customer: Customer): Promise<Candidate> => {
  const { customerId, number, name, email, type } = customer
  const head = type === 'Organization' ? (await hierarchies.locate(customerId))?.head : undefined
  return {
    customerId,
    number,
    name,
    ...(type === 'Person' && email ? { email } : {}),
    ...(head ? { hierarchy: head.number } : {}),
  }
}

/**
 * Reads them; each once, the likeliest first.
 * @param search what staff typed
 */
export const readCandidates = async (kept: Kept, prospect: Prospect, search: string): Promise<Candidates> => {
  const { email } = requestOf(prospect).requestor
  const [duplicates, holder, searched] = await Promise.all([
    duplicatesIds(kept, prospect),
    unlessUnreadable(kept.signIns.holder(email), undefined),
    searchedIds(kept, search),
  ])
  const own = [prospect.organization, prospect.person].flatMap((ref) => (ref ? [ref.customerId] : []))
  const ids = [...new Set([...own, ...searched, ...(holder ? [holder.customerId] : []), ...duplicates])]
  const found = await forMany(ids.slice(0, 2 * most), (id) => unlessUnreadable(kept.customers.locate(id), undefined))
  const of = (type: Customer['type']) =>
    forMany(
      found.flatMap((located) => (located?.value.type === type ? [located.value] : [])),
      (customer) => candidateOf(kept, customer),
    )
  const [organizations, persons] = await Promise.all([of('Organization'), of('Person')])
  return { organizations, persons }
}
