// The bridge's switch as it switches by itself, and the audit trail in which that stands, on tables in memory.

import { randomUUID } from 'node:crypto'
import type { DualWriteStore } from '../../shared/dual-write/store/dual-write-store.ts'
import { createSwitchBridge, type SwitchBridge } from '../../shared/dual-write/switch-bridge.ts'
import { createAuditReader } from '../../shared/headquarters/store/audit-reader.ts'
import { createAuditTrail } from '../../shared/headquarters/store/audit-trail.ts'
import { memoryTable } from './memory-table.ts'
import { silentLog as log } from './silent-log.ts'

export const bridgeRig = ({ bridge }: Pick<DualWriteStore, 'bridge'>, trail = memoryTable()) => {
  const auditTrail = createAuditTrail({ table: trail, now: () => new Date(), newId: randomUUID })
  const switchBridge: SwitchBridge = createSwitchBridge({ bridge, auditTrail, log })
  const reader = createAuditReader(trail)
  return { switchBridge, acts: async () => (await reader.acts({}, 20)).items }
}
