// What happened last to a partner and its users, or to one customer, as the timeline tells it where the customer came from.

import type { Customer } from '../domain/customer.ts'
import type { TimelineEntry } from '../domain/timeline.ts'
import type { LoggedChange } from './store/change-log.ts'
import type { HeadquartersStore } from './store/headquarters-store.ts'

/** Changes of the onboarding that are looked through; what is older is found on the page *Audit*. */
const lookedThrough = 60

/** Whether a line is about users of a partner, or about the fields of its customers. */
const isOfPartner = (entry: TimelineEntry): boolean => {
  switch (entry.code) {
    case 'user-changed':
    case 'user-refused':
    case 'partner-told':
    case 'hierarchy-edited':
    case 'override-applied':
    case 'override-undone':
    case 'customer-edited':
    case 'customer-taken':
    case 'credit-proposed':
    case 'credit-confirmed':
    case 'credit-withdrawn':
      return true
    case 'channel-told':
      return entry.users.length > 0
    default:
      return false
  }
}

/** Whether a line is about one customer. */
export const isAbout = (entry: TimelineEntry, { customerId, number }: Customer): boolean =>
  ('number' in entry && entry.number === number) ||
  ('userId' in entry && entry.userId === customerId) ||
  ('users' in entry && entry.users.some((user) => user.customerId === customerId))

type Deps = { readonly prospects: Pick<HeadquartersStore['prospects'], 'newestLines'> }

const read = async (
  { prospects }: Deps,
  prospectId: string,
  most: number,
  isWanted: (entry: TimelineEntry) => boolean,
): Promise<LoggedChange[]> => {
  const found = await prospects.newestLines(prospectId, lookedThrough)
  const { number = '', lines = [] } = found ?? {}
  return (
    lines
      .filter((entry) => isOfPartner(entry) && isWanted(entry))
      // What was told of a change comes after it, also within a millisecond.
      .toReversed()
      .toSorted((a, b) => (a.at < b.at ? 1 : Number(a.at > b.at) * -1))
      .slice(0, most)
      .map((entry) => ({ prospectId, number, entry }))
  )
}

/** Of a partner and all its users, the newest first; three storage transactions. @param most changes, at most */
export const readPartnerChanges = (deps: Deps, organization: Customer, most: number): Promise<LoggedChange[]> =>
  read(deps, organization.prospectId, most, () => true)

/** Of one customer, the newest first; three storage transactions. */
export const readCustomerChanges = (deps: Deps, customer: Customer, most: number): Promise<LoggedChange[]> =>
  read(deps, customer.prospectId, most, (entry) => isAbout(entry, customer))
