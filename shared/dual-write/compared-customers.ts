// Whose accounts and contacts are compared with Sales, what these are to show, and which of them have to be there: those of
// prospects and of the users of their partners, and those that came otherwise than with an onboarding.

import type { Customer, Person } from '../domain/customer.ts'
import { isUser, type KeptMember } from '../domain/customer-hierarchy.ts'
import type { Prospect } from '../domain/prospect.ts'
import { shownOfMember, shownOfPartner } from '../domain/shown-in-sales.ts'
import type { Located } from '../headquarters/store/customers.ts'
import type { CustomerAt } from '../headquarters/store/prospect-round.ts'
import { forMany } from '../platform/for-many.ts'
import type { ShownValues } from '../sales/shown-columns.ts'
import type { ComparedStore } from './compared-store.ts'
import { laterUsersOf } from './later-users.ts'
import { customersThatCount, isYetToCome } from './what-counts.ts'

type Store = Pick<ComparedStore, 'customers' | 'hierarchies' | 'prospects'>

export type ComparedCustomer = {
  readonly located: Located<Customer>
  /** It has to be in Sales, so that it is missing when it is not there. */
  readonly counts: boolean
  /** What its record is to show: of customers of partners what they are there, of others nothing but their number. */
  readonly wanted: () => Promise<ShownValues>
}

/**
 * Whether no onboarding brought it; one storage transaction where that may be. Such a customer counts where it is gone round
 * by its number, and every other one with its prospects, so that each is counted once.
 */
const isOwn = async ({ prospects }: Store, { isFromElsewhere, prospectId }: Customer): Promise<boolean> =>
  isFromElsewhere === true && (await prospects.readAlone(prospectId)) === undefined

const shownOf = (member: KeptMember | undefined): ShownValues => (member ? shownOfMember(member) : {})

/** What is to be shown of an organization: nothing where it is no partner. */
const shownOfOrganization = async (
  { hierarchies }: Store,
  { value, home }: Located<Customer>,
): Promise<ShownValues> => {
  const head = await hierarchies.readHead(home, value.customerId)
  return head ? shownOfPartner(head) : {}
}

/** What is to be shown of a customer that prospects name. */
const wantedOf = async (
  store: Store,
  located: Located<Customer>,
  prospects: readonly Prospect[],
): Promise<ShownValues> => {
  const customer = located.value
  if (customer.type === 'Organization') {
    const isPartner = prospects.some(({ hierarchyId }) => hierarchyId === customer.customerId)
    return isPartner ? shownOfOrganization(store, located) : {}
  }
  const of = prospects.find(({ hierarchyId }) => hierarchyId === customer.invoiceAccount)?.organization
  return shownOf(of && (await store.hierarchies.readMember(of.home, of.customerId, customer.customerId)))
}

/** Customers that prospects name, each once. One that is still to be made from the request says nothing yet. */
const namedBy = async (store: Store, prospects: readonly Prospect[]): Promise<ComparedCustomer[]> => {
  const refs = prospects.flatMap((prospect) =>
    [prospect.organization, prospect.person].flatMap((ref) => (ref && !isYetToCome(prospect, ref) ? [ref] : [])),
  )
  const counting = new Set(customersThatCount(prospects).map(({ customerId }) => customerId))
  const found = await forMany([...new Map(refs.map((ref) => [ref.customerId, ref])).values()], async (ref) => {
    const located = await store.customers.read(ref.home, ref.customerId)
    if (!located) return []
    const counts = counting.has(located.value.customerId)
    return [{ located, counts, wanted: () => wantedOf(store, located, prospects) }]
  })
  return found.flat()
}

/** Users of the partners that these prospects are, whom no onboarding brought. */
const addedTo = async (store: Store, prospects: readonly Prospect[]): Promise<ComparedCustomer[]> =>
  (await laterUsersOf(store, prospects)).map(({ located, member, counts }) => ({
    located,
    counts,
    wanted: async () => shownOfMember(member),
  }))

/** The person as a user of the partner whose contact it is. */
const memberOf = async ({ hierarchies }: Store, person: Person): Promise<KeptMember | undefined> => {
  const { customerId, invoiceAccount } = person
  const place = person.memberOf?.find(({ organizationId }) => organizationId === invoiceAccount)
  const member = place && (await hierarchies.readMember(place.home, invoiceAccount, customerId))
  return member?.status === 'Refused' ? undefined : member
}

/** One that no onboarding brought; of those of partners the users count. One whose record is still to be made says nothing yet. */
const own = async (store: Store, { home, customerId }: CustomerAt): Promise<ComparedCustomer[]> => {
  const located = await store.customers.read(home, customerId)
  if (!located || located.value.toWrite || !(await isOwn(store, located.value))) return []
  const customer = located.value
  if (customer.type === 'Organization')
    return [{ located, counts: true, wanted: () => shownOfOrganization(store, located) }]
  const member = await memberOf(store, customer)
  return [{ located, counts: !member || isUser(member), wanted: async () => shownOf(member) }]
}

/** Those of a part of the round, each once. */
export const comparedCustomers = async (
  store: Store,
  prospects: readonly Prospect[],
  others: readonly CustomerAt[],
): Promise<readonly ComparedCustomer[]> => {
  const brought = [...(await namedBy(store, prospects)), ...(await addedTo(store, prospects))]
  const ids = new Set(prospects.map(({ prospectId }) => prospectId))
  const isBrought = async ({ value }: Located<Customer>): Promise<boolean> =>
    ids.has(value.prospectId) || !(await isOwn(store, value))
  const counted = await forMany(brought, async (each) => ({
    ...each,
    counts: each.counts && (await isBrought(each.located)),
  }))
  const all = new Map<string, ComparedCustomer>()
  for (const each of [...counted, ...(await forMany(others, (other) => own(store, other))).flat()]) {
    const { customerId } = each.located.value
    // Who is a user as well is shown as that.
    all.set(customerId, { ...each, counts: each.counts || all.get(customerId)?.counts === true })
  }
  return [...all.values()]
}
