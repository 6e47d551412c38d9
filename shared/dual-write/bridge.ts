// The bridge's switch. While it is paused by somebody, or waits because Sales is out of reach, changes are parked in the
// order they came and wait without limit.

import type { ApprovalDesk } from '../domain/approval-desk.ts'
import { asNew, type Message, type Send } from '../domain/messages.ts'
import type { PauseReason } from '../domain/pause-reason.ts'
import type { QueueName } from '../domain/queue-names.ts'
import type { DualWriteStore } from './store/dual-write-store.ts'
import type { SwitchBridge } from './switch-bridge.ts'

const atATime = 50
/**
 * What waited goes back no faster than this, so that Sales is not overrun when it returns: its limit is 20 requests a
 * second, and what is new and the comparison (nine calls at once) need as many. https://learn.microsoft.com/power-apps/developer/data-platform/api-limits
 */
const perSecond = 10
/** So many failures in a row, without a success between them, mean that Sales is out of reach. */
const failuresInARow = 5

/** How long the message at a place of a long row waits, in milliseconds. */
export const delayAt = (place: number): number => Math.floor(place / perSecond) * 1000

export const pauseBridge = (
  { bridge }: Pick<DualWriteStore, 'bridge'>,
  by: string,
  reason: PauseReason,
  at: string,
): Promise<void> => bridge.write({ state: 'paused', at, by, reason })

/**
 * Sends what was parked back to its queues, the oldest first, spread over time. The time a message waited here does not
 * count against it. A crash in between sends some of it twice, never not.
 * @returns how many
 */
export const releaseParked = async (
  { bridge, errors }: Pick<DualWriteStore, 'bridge' | 'errors'>,
  send: Send,
): Promise<number> => {
  for (let released = 0; ; ) {
    const { parked, forget } = await bridge.oldest(atATime)
    for (const [index, { queue, message, body, at }] of parked.entries()) {
      if (message) await send([asNew(message)], delayAt(released + index))
      else await errors.recordUnreadable(queue, body, 'unreadable-message', at)
    }
    await forget()
    released += parked.length
    if (parked.length < atATime) return released
  }
}

export const resumeBridge = async (
  store: Pick<DualWriteStore, 'bridge' | 'errors'>,
  send: Send,
  by: string,
  at: string,
): Promise<number> => {
  await store.bridge.write({ state: 'running', at, by })
  return releaseParked(store, send)
}

/** What a worker asks of the switch, and tells it. */
export type Gate = {
  readonly isPaused: () => Promise<boolean>
  readonly park: (queue: QueueName, message: Message) => Promise<void>
  readonly salesAnswered: () => void
  /** Switches to waiting after several failures in a row. */
  readonly salesFailed: () => Promise<void>
}

/**
 * The switch as workers see it. That it is on is asked for at most once in a few seconds, however many messages pass; that
 * it is off is asked for each time, so that nothing is parked again after a resume.
 * @param desk where it is headquarters, what was queued before that waits until there is a Sales again
 * @param newId makes the keys of parked messages unique within a millisecond
 * @param switchBridge how it begins to wait by itself
 */
export const createBridgeGate = (
  { bridge }: Pick<DualWriteStore, 'bridge'>,
  now: () => Date,
  newId: () => string,
  switchBridge: SwitchBridge,
  desk: ApprovalDesk = 'sales',
  freshForMs = 5000,
): Gate => {
  let runsUntil = 0
  let failures = 0
  let asking: Promise<boolean> | undefined
  const ask = async (): Promise<boolean> => {
    const { state } = await bridge.read()
    if (state !== 'running') return true
    runsUntil = now().getTime() + freshForMs
    return false
  }
  return {
    isPaused: async () => {
      if (desk === 'headquarters') return true
      if (now().getTime() < runsUntil) return false
      // Messages that come together ask together.
      asking ??= ask().finally(() => {
        asking = undefined
      })
      return asking
    },
    park: (queue, message) => bridge.park(now().toISOString(), newId(), queue, message),
    salesAnswered: () => {
      failures = 0
    },
    salesFailed: async () => {
      failures += 1
      if (failures < failuresInARow) return
      const before = await bridge.read()
      if (before.state !== 'running') return
      const at = now().toISOString()
      await switchBridge(before, { state: 'waiting', at, by: 'bridge', reason: { code: 'sales-silent' } })
      runsUntil = 0
    },
  }
}
