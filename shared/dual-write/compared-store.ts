// What of headquarters is compared with Sales. A row that cannot be read is left out: it is set aside for people to look at,
// and must not keep the rest from being compared, run after run.

import type { CustomerStore } from '../headquarters/store/customers.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import type { ReadRound } from '../headquarters/store/prospect-round.ts'
import type { ProspectStore } from '../headquarters/store/prospects.ts'
import { unlessUnreadable } from '../platform/unreadable-row.ts'

export type ComparedStore = {
  readonly prospects: Pick<ProspectStore, 'readAlone'>
  readonly customers: Pick<CustomerStore, 'read' | 'homeFor'>
  readonly prospectRound: ReadRound
}

export const createComparedStore = ({
  prospects,
  customers,
  prospectRound,
}: Pick<HeadquartersStore, 'prospects' | 'customers' | 'prospectRound'>): ComparedStore => ({
  prospects: { readAlone: (id) => unlessUnreadable(prospects.readAlone(id), undefined) },
  customers: {
    read: (home, id) => unlessUnreadable(customers.read(home, id), undefined),
    homeFor: customers.homeFor,
  },
  prospectRound,
})
