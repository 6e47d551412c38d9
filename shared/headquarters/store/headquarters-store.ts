// All that headquarters keeps.

import type { Table } from '../../platform/table.ts'
import { type AgainOrders, createAgainOrders } from './again-orders.ts'
import { type Complaints, createComplaints } from './complaints.ts'
import { type CustomerStore, createCustomerStore } from './customers.ts'
import { createFindProspects, type FindProspects } from './find-prospects.ts'
import { createHierarchyStore, type HierarchyStore } from './hierarchies.ts'
import { type ChannelPushes, createChannelPushes, createIncomingRequests, type IncomingRequests } from './intents.ts'
import { createJobRunStore, type JobRunStore } from './job-runs.ts'
import { createMailLedger, type MailLedger } from './mail-ledger.ts'
import { createMailLists, type ReadMails } from './mail-lists.ts'
import { createMatchIndex, type MatchIndex } from './match-index.ts'
import { createPartnerImports, type PartnerImports } from './partner-imports.ts'
import { createPartnerLists, type PartnerLists } from './partner-lists.ts'
import { createProspectCounts, type ProspectCounts } from './prospect-counts.ts'
import { createProspectLists, type ReadProspectList } from './prospect-lists.ts'
import { createProspectRound, type ReadRound } from './prospect-round.ts'
import { createProspectStore, type ProspectStore } from './prospects.ts'
import { createRecentDecisions, type ReadRecentDecisions } from './recent-decisions.ts'
import { createFindByAddress, type FindByAddress } from './requests-of-address.ts'
import { createSignInStore, type SignInStore } from './sign-ins.ts'
import { createReadStays, type ReadStays } from './stays.ts'
import { createUnitOfWork, type UnitOfWork } from './unit-of-work.ts'
import { createWalkList, type WalkList } from './walked-list.ts'
import { createWatchList, type WatchList } from './watch-list.ts'

export type HeadquartersStore = {
  readonly prospects: ProspectStore
  readonly prospectList: ReadProspectList
  readonly walkList: WalkList
  readonly stays: ReadStays
  readonly prospectCounts: ProspectCounts
  readonly prospectRound: ReadRound
  readonly findProspects: FindProspects
  readonly findByAddress: FindByAddress
  readonly recentDecisions: ReadRecentDecisions
  readonly partnerLists: PartnerLists
  readonly partnerImports: PartnerImports
  readonly customers: CustomerStore
  readonly hierarchies: HierarchyStore
  readonly signIns: SignInStore
  readonly mails: MailLedger
  readonly mailList: ReadMails
  readonly complaints: Complaints
  readonly againOrders: AgainOrders
  readonly matchIndex: MatchIndex
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
    walkList: createWalkList(table),
    stays: createReadStays(table),
    prospectCounts: createProspectCounts(table),
    prospectRound: createProspectRound(table),
    findProspects: createFindProspects(table),
    findByAddress: createFindByAddress(table),
    recentDecisions: createRecentDecisions(table),
    partnerLists: createPartnerLists(table),
    partnerImports: createPartnerImports(table),
    customers: createCustomerStore(table),
    hierarchies: createHierarchyStore(table),
    signIns: createSignInStore(table),
    mails: createMailLedger(table),
    mailList: createMailLists(table),
    complaints: createComplaints(table),
    againOrders: createAgainOrders(table),
    matchIndex: createMatchIndex(table),
    incoming: createIncomingRequests(table),
    pushes: createChannelPushes(table),
    watchList,
    jobRuns: createJobRunStore(table),
    begin: (home) => createUnitOfWork(table, home),
  }
}
