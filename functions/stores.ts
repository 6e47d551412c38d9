// All that the app keeps, on the tables it is kept in.

import { randomUUID } from 'node:crypto'
import { type ChannelStore, createChannelStore } from '../shared/channel/store/channel-store.ts'
import { createDualWriteStore, type DualWriteStore } from '../shared/dual-write/store/dual-write-store.ts'
import { type AuditChain, createAuditChain } from '../shared/headquarters/store/audit-chain.ts'
import { type AuditReader, createAuditReader } from '../shared/headquarters/store/audit-reader.ts'
import { type AuditTrail, createAuditTrail } from '../shared/headquarters/store/audit-trail.ts'
import { createHeadquartersStore, type HeadquartersStore } from '../shared/headquarters/store/headquarters-store.ts'
import { createNumberSequences, type TakeNumber } from '../shared/headquarters/store/number-sequences.ts'
import { createStaffMailStore, type StaffMailStore } from '../shared/mail/store/staff-mails.ts'
import { settingAside, type Table } from '../shared/platform/table.ts'

export type Stores = {
  readonly channel: ChannelStore
  readonly headquarters: HeadquartersStore
  readonly dualWrite: DualWriteStore
  readonly staffMails: StaffMailStore
  readonly takeNumber: TakeNumber
  readonly auditTrail: AuditTrail
  readonly audit: AuditReader
  readonly auditChain: AuditChain
}

type TableName = 'Channel' | 'Headquarters' | 'DualWrite'

/** @param open opens a table of the app by its name */
export const createStores = (open: (name: TableName) => Table, now: () => Date): Stores => {
  const table = (name: TableName): Table =>
    settingAside(open(name), (partition, key) => errors.recordRow({ table: name, partition, key }, now().toISOString()))
  const headquarters = table('Headquarters')
  const dualWrite = createDualWriteStore(table('DualWrite'))
  const { errors } = dualWrite
  return {
    channel: createChannelStore(table('Channel')),
    headquarters: createHeadquartersStore(headquarters),
    dualWrite,
    staffMails: createStaffMailStore(table('DualWrite')),
    takeNumber: createNumberSequences(headquarters),
    auditTrail: createAuditTrail({ table: headquarters, now, newId: randomUUID }),
    audit: createAuditReader(headquarters),
    auditChain: createAuditChain(headquarters),
  }
}
