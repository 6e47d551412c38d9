// What of headquarters is compared with Sales. A row that cannot be read is left out: it is set aside for people to look at,
// and must not keep the rest from being compared, run after run.

import type { KeptMember } from '../domain/customer-hierarchy.ts'
import type { CustomerStore } from '../headquarters/store/customers.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import type { HierarchyStore } from '../headquarters/store/hierarchies.ts'
import type { MatchIndex } from '../headquarters/store/match-index.ts'
import type { ReadRound } from '../headquarters/store/prospect-round.ts'
import type { ProspectStore } from '../headquarters/store/prospects.ts'
import { unlessUnreadable } from '../platform/unreadable-row.ts'

export type ComparedStore = {
  readonly prospects: Pick<ProspectStore, 'readAlone' | 'repairLists'>
  readonly customers: Pick<CustomerStore, 'read' | 'homeFor'>
  readonly hierarchies: Pick<HierarchyStore, 'readHead' | 'readMember'> & {
    /** All members; one storage transaction. None where one of them cannot be read. */
    readonly readMembers: (home: string, hierarchyId: string) => Promise<readonly KeptMember[]>
  }
  readonly prospectRound: ReadRound
  readonly matchIndex: MatchIndex
}

export const createComparedStore = ({
  prospects,
  customers,
  hierarchies,
  prospectRound,
  matchIndex,
}: Pick<
  HeadquartersStore,
  'prospects' | 'customers' | 'hierarchies' | 'prospectRound' | 'matchIndex'
>): ComparedStore => ({
  prospects: {
    readAlone: (id) => unlessUnreadable(prospects.readAlone(id), undefined),
    repairLists: prospects.repairLists,
  },
  customers: {
    read: (home, id) => unlessUnreadable(customers.read(home, id), undefined),
    homeFor: customers.homeFor,
  },
  hierarchies: {
    readHead: (home, id) => unlessUnreadable(hierarchies.readHead(home, id), undefined),
    readMember: (home, id, customerId) => unlessUnreadable(hierarchies.readMember(home, id, customerId), undefined),
    readMembers: async (home, id) => (await unlessUnreadable(hierarchies.readKept(home, id), undefined))?.members ?? [],
  },
  prospectRound,
  matchIndex,
})
