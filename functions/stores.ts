// All that the app keeps, on the tables it is kept in.

import { type ChannelStore, createChannelStore } from '../shared/channel/store/channel-store.ts'
import { createDualWriteStore, type DualWriteStore } from '../shared/dual-write/store/dual-write-store.ts'
import { createHeadquartersStore, type HeadquartersStore } from '../shared/headquarters/store/headquarters-store.ts'
import { createNumberSequences, type TakeNumber } from '../shared/headquarters/store/number-sequences.ts'
import { createStaffMailStore, type StaffMailStore } from '../shared/mail/store/staff-mails.ts'
import type { Table } from '../shared/platform/table.ts'

export type Stores = {
  readonly channel: ChannelStore
  readonly headquarters: HeadquartersStore
  readonly dualWrite: DualWriteStore
  readonly staffMails: StaffMailStore
  readonly takeNumber: TakeNumber
}

/** @param table opens a table of the app by its name */
export const createStores = (table: (name: 'Channel' | 'Headquarters' | 'DualWrite') => Table): Stores => {
  const headquarters = table('Headquarters')
  const dualWrite = table('DualWrite')
  return {
    channel: createChannelStore(table('Channel')),
    headquarters: createHeadquartersStore(headquarters),
    dualWrite: createDualWriteStore(dualWrite),
    staffMails: createStaffMailStore(dualWrite),
    takeNumber: createNumberSequences(headquarters),
  }
}
