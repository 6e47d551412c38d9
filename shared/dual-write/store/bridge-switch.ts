// The bridge's switch and what is parked while it is off, as they are kept: parked messages in the order they came.

import { type Message, readMessage } from '../../domain/messages.ts'
import type { PauseReason } from '../../domain/pause-reason.ts'
import { type QueueName, queueNames } from '../../domain/queue-names.ts'
import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { anything, number, objectOf, oneOf, text, variantsOf } from '../../platform/shape.ts'
import type { Stored } from '../../platform/stored.ts'
import { remove, type Table } from '../../platform/table.ts'

export type BridgeState = {
  /** `waiting`: Sales is out of reach; the catch-up ends that as soon as Sales answers. */
  readonly state: 'running' | 'paused' | 'waiting'
  readonly at: string
  readonly by: string
  readonly reason?: PauseReason
}

/** A message that waits. */
export type Parked = {
  readonly queue: QueueName
  /** Absent when an earlier version parked what is no message any more. */
  readonly message?: Message
  /** The message as it was parked. */
  readonly body: unknown
  /** When it was parked. */
  readonly at: string
}

type ParkedRow = { readonly queue: QueueName; readonly message: unknown }

const partition = 'bridge'
const neverPaused: BridgeState = { state: 'running', at: '', by: '' }
const stateKey = 'state'
const parkedRange: [string, string] = ['parked|', 'parked}']

const readReason = variantsOf<PauseReason, 'code'>('code', {
  typed: objectOf<Extract<PauseReason, { readonly code: 'typed' }>>({ code: oneOf(['typed']), text }),
  'too-many-errors': objectOf<Extract<PauseReason, { readonly code: 'too-many-errors' }>>({
    code: oneOf(['too-many-errors']),
    errors: number,
    minutes: number,
  }),
  'sales-silent': objectOf<Extract<PauseReason, { readonly code: 'sales-silent' }>>({ code: oneOf(['sales-silent']) }),
})

/** The first version kept English sentences. What it is not known to have written itself was typed by somebody. */
const reasonInWords = (sentence: string): PauseReason => {
  if (sentence === 'Sales is out of reach.') return { code: 'sales-silent' }
  const [, errors, minutes] = /^(\d{1,9}) errors within (\d{1,9}) minutes$/.exec(sentence) ?? []
  return errors === undefined || minutes === undefined
    ? { code: 'typed', text: sentence }
    : { code: 'too-many-errors', errors: Number(errors), minutes: Number(minutes) }
}

const stateFormat = createRowFormat(
  objectOf<BridgeState>(
    {
      state: oneOf<BridgeState['state']>({ running: true, paused: true, waiting: true }),
      at: text,
      by: text,
    },
    { reason: readReason },
  ),
  [({ reason, ...rest }) => ({ ...rest, ...(typeof reason === 'string' ? { reason: reasonInWords(reason) } : {}) })],
)

const parkedFormat = createRowFormat(objectOf<ParkedRow>({ queue: oneOf<QueueName>(queueNames), message: anything }))

const parkedOf = ({ key, value: { queue, message: body } }: Stored<ParkedRow>): Parked => {
  const message = readMessage(body)
  return { queue, body, at: key.split('|')[1] ?? '', ...(message ? { message } : {}) }
}

export type BridgeSwitch = {
  /** The switch as it stands; a bridge that nobody ever paused runs. */
  readonly read: () => Promise<BridgeState>
  readonly write: (state: BridgeState) => Promise<void>
  /** Writes it only while the switch is as it was read. */
  readonly replace: (before: BridgeState, next: BridgeState) => Promise<'written' | 'conflict'>
  /**
   * Keeps a message until the bridge runs again.
   * @param at ISO 8601
   * @param id keeps apart what is parked within one millisecond
   */
  readonly park: (at: string, id: string, queue: QueueName, message: Message) => Promise<void>
  /** How many messages are parked; more than the limit are not counted. */
  readonly countParked: (limit?: number) => Promise<number>
  /** The oldest parked messages, and how to let go of them. */
  readonly oldest: (
    limit: number,
  ) => Promise<{ readonly parked: readonly Parked[]; readonly forget: () => Promise<void> }>
}

export const createBridgeSwitch = (table: Table): BridgeSwitch => {
  const states = createRows(table, stateFormat)
  const parkedRows = createRows(table, parkedFormat)
  return {
    read: async () => (await states.read(partition, stateKey))?.value ?? neverPaused,
    write: async (state) => {
      await table.write(partition, [states.put(stateKey, state)])
    },
    replace: async (before, next) => {
      const stored = await states.read(partition, stateKey)
      const { state, at, by } = stored?.value ?? neverPaused
      if (state !== before.state || at !== before.at || by !== before.by) return 'conflict'
      return table.write(partition, [stored ? states.replace(stored, next) : states.create(stateKey, next)])
    },
    park: async (at, id, queue, message) => {
      await table.write(partition, [parkedRows.create(`parked|${at}|${id}`, { queue, message })])
    },
    countParked: async (limit = 1000) => (await table.range(partition, ...parkedRange, limit)).length,
    oldest: async (limit) => {
      const rows = await parkedRows.range(partition, ...parkedRange, limit)
      return {
        parked: rows.map(parkedOf),
        forget: async () => {
          if (rows.length > 0)
            await table.write(
              partition,
              rows.map(({ key }) => remove(key)),
            )
        },
      }
    },
  }
}
