// The bridge's switch. While it is paused by somebody, or waits because Sales is out of reach, changes are parked in the
// order they came and wait without limit.

import { asNew, type Message, type QueueName, readMessage, type Send } from '../domain/messages.ts'
import { create, put, remove, type Table } from '../platform/table.ts'
import { recordUnreadable } from './catch-up-errors.ts'

export type BridgeState = {
  /** `waiting`: Sales is out of reach; the catch-up ends that as soon as Sales answers. */
  readonly state: 'running' | 'paused' | 'waiting'
  readonly at: string
  readonly by: string
  readonly reason?: string
}

type Parked = { readonly queue: QueueName; readonly message: Message }

const partition = 'bridge'
const stateKey = 'state'
const parkedRange: [string, string] = ['parked|', 'parked}']
const atATime = 50
/**
 * What waited goes back no faster than this, so that Sales is not overrun when it returns: its limit is 20 requests a
 * second, and what is new needs some of them. https://learn.microsoft.com/power-apps/developer/data-platform/api-limits
 */
const perSecond = 15
/** So many failures in a row, without a success between them, mean that Sales is out of reach. */
const failuresInARow = 5

/** How long the message at a place of a long row waits, in milliseconds. */
export const delayAt = (place: number): number => Math.floor(place / perSecond) * 1000

/** The switch as it stands; a bridge that nobody ever paused runs. */
export const readBridge = async (table: Table): Promise<BridgeState> =>
  (await table.read<BridgeState>(partition, stateKey))?.value ?? { state: 'running', at: '', by: '' }

/** How many changes are parked; more than the limit are not counted. */
export const countParked = async (table: Table, limit = 1000): Promise<number> =>
  (await table.range<Parked>(partition, ...parkedRange, limit)).length

export const pauseBridge = async (table: Table, by: string, reason: string, at: string): Promise<void> => {
  await table.write(partition, [put(stateKey, { state: 'paused', at, by, reason } satisfies BridgeState)])
}

/**
 * Sends what was parked back to its queues, the oldest first, spread over time. The time a message waited here does not
 * count against it. A crash in between sends some of it twice, never not.
 */
export const releaseParked = async (table: Table, send: Send): Promise<number> => {
  for (let released = 0; ; ) {
    const rows = await table.range<Parked>(partition, ...parkedRange, atATime)
    for (const [index, { key, value }] of rows.entries()) {
      const message = readMessage(value.message)
      if (message) await send([asNew(message)], delayAt(released + index))
      // What was parked by an earlier version and is no message any more.
      else await recordUnreadable(table, value.queue, value.message, 'unreadable-message', key.split('|')[1] ?? '')
    }
    if (rows.length > 0)
      await table.write(
        partition,
        rows.map((row) => remove(row.key)),
      )
    released += rows.length
    if (rows.length < atATime) return released
  }
}

export const resumeBridge = async (table: Table, send: Send, by: string, at: string): Promise<number> => {
  await table.write(partition, [put(stateKey, { state: 'running', at, by } satisfies BridgeState)])
  return releaseParked(table, send)
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
 * @param newId makes the keys of parked messages unique within a millisecond
 */
export const createBridgeGate = (table: Table, now: () => Date, newId: () => string, freshForMs = 5000): Gate => {
  let runsUntil = 0
  let failures = 0
  let asking: Promise<boolean> | undefined
  const ask = async (): Promise<boolean> => {
    const { state } = await readBridge(table)
    if (state !== 'running') return true
    runsUntil = now().getTime() + freshForMs
    return false
  }
  return {
    isPaused: async () => {
      if (now().getTime() < runsUntil) return false
      // Messages that come together ask together.
      asking ??= ask().finally(() => {
        asking = undefined
      })
      return asking
    },
    park: async (queue, message) => {
      await table.write(partition, [
        create(`parked|${now().toISOString()}|${newId()}`, { queue, message } satisfies Parked),
      ])
    },
    salesAnswered: () => {
      failures = 0
    },
    salesFailed: async () => {
      failures += 1
      if (failures < failuresInARow || (await readBridge(table)).state !== 'running') return
      const state: BridgeState = {
        state: 'waiting',
        at: now().toISOString(),
        by: 'bridge',
        reason: 'Sales is out of reach.',
      }
      await table.write(partition, [put(stateKey, state)])
      runsUntil = 0
    },
  }
}
