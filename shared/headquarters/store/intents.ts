// What headquarters has still to do, as rows that stay until it is done: pulled requests that are no prospects yet, and
// changes the channel has not been told of.

import type { ChannelUser, PendingRequest } from '../../channel/channel-request.ts'
import { readChannelUser, readPendingRequest } from '../../channel/store/formats.ts'
import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { listOf, number, objectOf, text } from '../../platform/shape.ts'
import { shardOf } from '../../platform/shards.ts'
import type { Stored } from '../../platform/stored.ts'
import { remove, type Table } from '../../platform/table.ts'
import type { ChannelPush } from '../channel-push.ts'
import { allOf, incomingKey, pushKey } from './keys.ts'
import { readStatus } from './prospect-formats.ts'
import type { UnitOfWork } from './unit-of-work.ts'

const pushFormat = createRowFormat(
  objectOf<ChannelPush>(
    {
      prospectId: text,
      revision: number,
      status: readStatus,
      submittedAt: text,
      users: listOf<ChannelUser>(readChannelUser),
    },
    { decision: number, decidedAt: text },
  ),
)

/** Takes rows of one part away, whoever else does so at the same time. */
const removeAll = async (table: Table, part: string, rows: readonly { readonly key: string }[]): Promise<void> => {
  if (rows.length === 0) return
  const removals = rows.map(({ key }) => remove(key))
  if ((await table.write(part, removals)) === 'written') return
  // Another run took some of them away.
  for (const removal of removals) await table.write(part, [removal])
}

export type IncomingRequests = {
  /** Stores pulled requests of one part; once more makes no difference. */
  readonly add: (part: string, pulled: readonly PendingRequest[]) => Promise<void>
  readonly next: (part: string, limit: number) => Promise<PendingRequest[]>
  /** They are prospects now. */
  readonly done: (part: string, pulled: readonly PendingRequest[]) => Promise<void>
}

export const createIncomingRequests = (table: Table): IncomingRequests => {
  const rows = createRows(table, createRowFormat(readPendingRequest))
  return {
    add: async (part, pulled) => {
      await table.write(
        part,
        pulled.map((request) => rows.put(incomingKey(request.requestId), request)),
      )
    },
    next: async (part, limit) => (await rows.range(part, ...allOf('incoming'), limit)).map(({ value }) => value),
    done: (part, pulled) =>
      removeAll(
        table,
        part,
        pulled.map(({ requestId }) => ({ key: incomingKey(requestId) })),
      ),
  }
}

export type ChannelPushes = {
  /** Has the channel told of a change with the change itself. */
  readonly put: (unit: UnitOfWork, push: ChannelPush) => void
  readonly next: (part: string, limit: number) => Promise<Stored<ChannelPush>[]>
  /** The channel knows what these of one part tell. A later change of the same prospect is another push. */
  readonly done: (part: string, told: readonly Stored<ChannelPush>[]) => Promise<void>
}

export const createChannelPushes = (table: Table): ChannelPushes => {
  const rows = createRows(table, pushFormat)
  return {
    put: (unit, push) =>
      unit.collect(shardOf(push.prospectId), [rows.put(pushKey(push.prospectId, push.revision), push)]),
    next: (part, limit) => rows.range(part, ...allOf('push'), limit),
    done: (part, told) => removeAll(table, part, told),
  }
}
