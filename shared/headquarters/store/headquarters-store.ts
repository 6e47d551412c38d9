// All that headquarters keeps.

import type { Table } from '../../platform/table.ts'
import { type CustomerStore, createCustomerStore } from './customers.ts'
import { createHierarchyStore, type HierarchyStore } from './hierarchies.ts'
import { type ChannelPushes, createChannelPushes, createIncomingRequests, type IncomingRequests } from './intents.ts'
import { createJobRunStore, type JobRunStore } from './job-runs.ts'
import { createMailLedger, type MailLedger } from './mail-ledger.ts'
import { createProspectLists, type ReadProspectList } from './prospect-lists.ts'
import { createProspectRound, type ReadRound } from './prospect-round.ts'
import { createProspectStore, type ProspectStore } from './prospects.ts'
import { createSignInStore, type SignInStore } from './sign-ins.ts'
import { createUnitOfWork, type UnitOfWork } from './unit-of-work.ts'
import { createWatchList, type WatchList } from './watch-list.ts'

export type HeadquartersStore = {
  readonly prospects: ProspectStore
  readonly prospectList: ReadProspectList
  readonly prospectRound: ReadRound
  readonly customers: CustomerStore
  readonly hierarchies: HierarchyStore
  readonly signIns: SignInStore
  readonly mails: MailLedger
  readonly incoming: IncomingRequests
  readonly pushes: ChannelPushes
  readonly watchList: WatchList
  readonly jobRuns: JobRunStore
  /** @param home where what changes has its home */
  readonly begin: (home: string) => UnitOfWork
}

export const createHeadquartersStore = (table: Table): HeadquartersStore => {
  const watchList = createWatchList(table)
  return {
    prospects: createProspectStore(table, watchList),
    prospectList: createProspectLists(table),
    prospectRound: createProspectRound(table),
    customers: createCustomerStore(table),
    hierarchies: createHierarchyStore(table),
    signIns: createSignInStore(table),
    mails: createMailLedger(table),
    incoming: createIncomingRequests(table),
    pushes: createChannelPushes(table),
    watchList,
    jobRuns: createJobRunStore(table),
    begin: (home) => createUnitOfWork(table, home),
  }
}
