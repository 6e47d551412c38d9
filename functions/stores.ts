// All that the app keeps, on the tables it is kept in.

import { randomUUID } from 'node:crypto'
import { type ChangeFeed, createChangeFeed } from '../shared/channel/store/change-feed.ts'
import { type ChannelStore, createChannelStore } from '../shared/channel/store/channel-store.ts'
import { createIdentities, type Identities } from '../shared/channel/store/identities.ts'
import { createOutdatedRows, type OutdatedRows } from '../shared/channel/store/outdated-rows.ts'
import { createPartnerStores, type PartnerStores } from '../shared/channel/store/partner-stores.ts'
import { createPartnersOfChannel, type PartnersOfChannel } from '../shared/channel/store/partners-of-channel.ts'
import { type ChannelUsers, createChannelUsers } from '../shared/channel/store/users.ts'
import { createDualWriteStore, type DualWriteStore } from '../shared/dual-write/store/dual-write-store.ts'
import { type AuditChain, createAuditChain } from '../shared/headquarters/store/audit-chain.ts'
import { type AuditReader, createAuditReader } from '../shared/headquarters/store/audit-reader.ts'
import { type AuditTrail, createAuditTrail } from '../shared/headquarters/store/audit-trail.ts'
import { createReadChanges, type ReadChanges } from '../shared/headquarters/store/change-log.ts'
import { createEraseRows, type EraseRows } from '../shared/headquarters/store/erase-rows.ts'
import { createErasures, type Erasures } from '../shared/headquarters/store/erasures.ts'
import { createHeadquartersStore, type HeadquartersStore } from '../shared/headquarters/store/headquarters-store.ts'
import { createNumberSequences, type TakeNumber } from '../shared/headquarters/store/number-sequences.ts'
import { createOutdatedProspects, type OutdatedProspects } from '../shared/headquarters/store/outdated-prospects.ts'
import { createRefusals } from '../shared/headquarters/store/refusals.ts'
import { createTimelineSeals, type TimelineSeals } from '../shared/headquarters/store/timeline-seals.ts'
import { createMailTemplates, type MailTemplates } from '../shared/mail/store/mail-templates.ts'
import { createStaffMailStore, type StaffMailStore } from '../shared/mail/store/staff-mails.ts'
import { settingAside, type Table } from '../shared/platform/table.ts'

export type Stores = {
  readonly channel: ChannelStore
  /** Partners and their users, as sites see them. */
  readonly users: ChannelUsers
  /** What the pages of partners keep. */
  readonly partners: PartnerStores
  readonly changeFeed: ChangeFeed
  readonly identities: Identities
  readonly partnersOfChannel: PartnersOfChannel
  readonly headquarters: HeadquartersStore
  readonly dualWrite: DualWriteStore
  readonly staffMails: StaffMailStore
  readonly mailTemplates: MailTemplates
  readonly takeNumber: TakeNumber
  readonly auditTrail: AuditTrail
  readonly audit: AuditReader
  readonly auditChain: AuditChain
  readonly outdatedRows: OutdatedRows
  readonly outdatedProspects: OutdatedProspects
  readonly erasures: Erasures
  readonly eraseRows: EraseRows
  readonly timelineSeals: TimelineSeals
  readonly readChanges: ReadChanges
}

type TableName = 'Channel' | 'Headquarters' | 'DualWrite'

/**
 * @param open opens a table of the app by its name
 * @param newId makes the ids of acts and the salts of the audit trail
 */
export const createStores = (
  open: (name: TableName) => Table,
  now: () => Date,
  newId: () => string = randomUUID,
): Stores => {
  const table = (name: TableName): Table =>
    settingAside(open(name), (partition, key) => errors.recordRow({ table: name, partition, key }, now().toISOString()))
  const channel = table('Channel')
  const headquarters = table('Headquarters')
  const dualWrite = createDualWriteStore(table('DualWrite'))
  const { errors } = dualWrite
  const headquartersStore = createHeadquartersStore(headquarters)
  const { signIns } = headquartersStore
  const users = createChannelUsers(channel, async (email) => {
    const holder = await signIns.holder(email)
    return holder && { userId: holder.customerId, organizationIds: holder.organizationIds }
  })
  return {
    channel: createChannelStore(channel),
    users,
    partners: createPartnerStores(channel, users, signIns.holderOfHash),
    changeFeed: createChangeFeed(channel),
    identities: createIdentities(channel),
    partnersOfChannel: createPartnersOfChannel(channel),
    headquarters: headquartersStore,
    dualWrite,
    staffMails: createStaffMailStore(table('DualWrite')),
    mailTemplates: createMailTemplates(headquarters, now),
    takeNumber: createNumberSequences(headquarters),
    auditTrail: createAuditTrail({ table: headquarters, now, newId }),
    audit: createAuditReader(headquarters),
    auditChain: createAuditChain(headquarters),
    outdatedRows: createOutdatedRows(channel, createRefusals(headquarters), headquartersStore.partnerImports),
    outdatedProspects: createOutdatedProspects(headquarters),
    erasures: createErasures(headquarters),
    eraseRows: createEraseRows(headquarters),
    timelineSeals: createTimelineSeals(headquarters),
    readChanges: createReadChanges(headquarters),
  }
}
