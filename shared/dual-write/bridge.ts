// The bridge's switch. While it is paused, changes are parked in the order they came and wait without limit.

import type { Message, Send } from '../platform/message.ts'
import type { QueueName } from '../platform/queues.ts'
import { create, put, remove, type Table } from '../platform/table.ts'

export type BridgeState = {
  readonly state: 'running' | 'paused'
  readonly at: string
  readonly by: string
  readonly reason?: string
}

type Parked = { readonly queue: QueueName; readonly message: Message }

const partition = 'bridge'
const stateKey = 'state'
const parkedRange: [string, string] = ['parked|', 'parked}']
const atATime = 50

/** The switch as it stands; a bridge that nobody ever paused runs. */
export const readBridge = async (table: Table): Promise<BridgeState> =>
  (await table.read<BridgeState>(partition, stateKey))?.value ?? { state: 'running', at: '', by: '' }

export const pauseBridge = async (table: Table, by: string, reason: string, at: string): Promise<void> => {
  await table.write(partition, [put(stateKey, { state: 'paused', at, by, reason } satisfies BridgeState)])
}

/** Sends what was parked back to its queues, the oldest first. A crash in between sends some of it twice, never not. */
export const releaseParked = async (table: Table, send: Send): Promise<number> => {
  for (let released = 0; ; ) {
    const rows = await table.range<Parked>(partition, ...parkedRange, atATime)
    for (const { value } of rows) await send(value.queue, [value.message])
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

/** What a worker asks of the switch. */
export type Gate = {
  readonly isPaused: () => Promise<boolean>
  readonly park: (queue: QueueName, message: Message) => Promise<void>
}

/**
 * The switch as workers see it. That it is on is asked for at most once in a few seconds, however many messages pass; that
 * it is off is asked for each time, so that nothing is parked again after a resume.
 * @param newId makes the keys of parked messages unique within a millisecond
 */
export const bridgeGate = (table: Table, now: () => Date, newId: () => string, freshForMs = 5000): Gate => {
  let runsUntil = 0
  return {
    isPaused: async () => {
      if (now().getTime() < runsUntil) return false
      const { state } = await readBridge(table)
      if (state === 'paused') return true
      runsUntil = now().getTime() + freshForMs
      return false
    },
    park: async (queue, message) => {
      await table.write(partition, [
        create(`parked|${now().toISOString()}|${newId()}`, { queue, message } satisfies Parked),
      ])
    },
  }
}
