// Requests that are kept apart until staff take them in or discard them.

import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { shardOf, shards } from '../../platform/shards.ts'
import { remove, type Table } from '../../platform/table.ts'
import type { PendingRequest, StatusView } from '../channel-request.ts'
import { pendingFormat, readPendingRequest } from './formats.ts'
import { allHeld, heldKey, pendingKey } from './keys.ts'

export type HeldRequests = {
  /** Keeps a request; the same one again is kept once. */
  readonly keep: (request: PendingRequest) => Promise<void>
  /** Held requests, the newest first. @param limit of each part, so that a flood cannot make the list endless */
  readonly list: (limit: number) => Promise<PendingRequest[]>
  /** What its applicant is told: as of any other that nobody has looked at yet. */
  readonly status: (requestId: string) => Promise<StatusView | undefined>
  /** Lets a request go the way of every other; whether it was there. */
  readonly takeIn: (requestId: string) => Promise<boolean>
  /** Whether it was there. */
  readonly discard: (requestId: string) => Promise<boolean>
}

const format = createRowFormat<PendingRequest>(readPendingRequest)

export const createHeldRequests = (table: Table): HeldRequests => {
  const rows = createRows(table, format)
  const pendingRows = createRows(table, pendingFormat)
  const read = (requestId: string) => rows.read(shardOf(requestId), heldKey(requestId))
  return {
    keep: async (request) => {
      // A conflict says that it is there.
      await table.write(shardOf(request.requestId), [rows.create(heldKey(request.requestId), request)])
    },
    list: async (limit) => {
      const parts = await Promise.all(shards.map((shard) => rows.range(shard, ...allHeld, limit)))
      return parts
        .flat()
        .map(({ value }) => value)
        .sort((a, b) => (a.submittedAt < b.submittedAt ? 1 : -1))
    },
    status: async (requestId) => {
      const held = await read(requestId)
      return held && { requestId, status: 'Submitted', submittedAt: held.value.submittedAt }
    },
    takeIn: async (requestId) => {
      const held = await read(requestId)
      if (!held) return false
      const taken = await table.write(shardOf(requestId), [
        remove(held.key),
        pendingRows.create(pendingKey(requestId), { ...held.value, wasHeld: true }),
      ])
      return taken === 'written'
    },
    discard: async (requestId) => {
      const held = await read(requestId)
      return held !== undefined && (await table.write(shardOf(requestId), [remove(held.key)])) === 'written'
    },
  }
}
