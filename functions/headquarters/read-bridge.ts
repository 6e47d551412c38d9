// The switch of the bridge, for pages that are about something else: one small read, and a page does not fail for it.

import type { Log } from '../../shared/domain/log-events.ts'
import type { BridgeState, BridgeSwitch } from '../../shared/dual-write/store/bridge-switch.ts'
import { describeError } from '../../shared/platform/log.ts'
import { StorageRefused, StorageUnavailable } from '../../shared/platform/storage-unavailable.ts'
import { UnreadableRow } from '../../shared/platform/unreadable-row.ts'

/** Reads the switch; `undefined` where it cannot be read. */
export type ReadBridge = () => Promise<BridgeState | undefined>

export const createReadBridge =
  (bridge: Pick<BridgeSwitch, 'read'>, log: Log): ReadBridge =>
  async () => {
    try {
      return await bridge.read()
    } catch (error) {
      const isKnown =
        error instanceof StorageUnavailable || error instanceof StorageRefused || error instanceof UnreadableRow
      if (!isKnown) throw error
      log.warn('bridge-not-read', { error: describeError(error) })
      return undefined
    }
  }
