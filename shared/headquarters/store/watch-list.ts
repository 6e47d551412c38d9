// What is looked at again after a while: prospects that wait or are flagged, and customers of which Sales lacks something.

import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { Misfit, objectOf, text } from '../../platform/shape.ts'
import { remove, removeUnchanged, type Table, type Write } from '../../platform/table.ts'
import { throughShards } from '../../platform/through-shards.ts'
import { allOf, watchKey } from './keys.ts'

export type Watched = ({ readonly prospectId: string } | { readonly customerId: string }) & {
  /** When it was looked at last. */
  readonly at: string
}

const format = createRowFormat<Watched>((value, at) => {
  const read = objectOf<{ at: string; prospectId?: string; customerId?: string }>(
    { at: text },
    { prospectId: text, customerId: text },
  )(value, at)
  if (read.prospectId === undefined && read.customerId === undefined) throw new Misfit(`${at} names nothing.`)
  return read as Watched
})

export type WatchList = {
  /**
   * What was looked at before a time, part by part. `lookedAt` notes that it was looked at now, `forget` takes it off the
   * list unless it changed meanwhile; both are safe to leave out.
   */
  readonly due: (before: string) => AsyncGenerator<{
    readonly watched: Watched
    readonly lookedAt: (at: string) => Promise<void>
    readonly forget: () => Promise<void>
  }>
  /** The changes that put something on the list, or take it off when it was there. */
  readonly changes: (watched: Watched, isWatched: boolean, wasWatched: boolean) => readonly Write[]
}

const idOf = (watched: Watched): string => ('prospectId' in watched ? watched.prospectId : watched.customerId)

export const createWatchList = (table: Table): WatchList => {
  const rows = createRows(table, format)
  return {
    due: (before) =>
      throughShards(async (shard) =>
        (await rows.range(shard, ...allOf('watch')))
          .filter(({ value }) => value.at <= before)
          .map((row) => ({
            watched: row.value,
            lookedAt: async (at: string) => {
              await table.write(shard, [rows.replace(row, { ...row.value, at })])
            },
            forget: async () => {
              await table.write(shard, [removeUnchanged(row)])
            },
          })),
      ),
    changes: (watched, isWatched, wasWatched) => {
      const key = watchKey(idOf(watched))
      if (isWatched) return [rows.put(key, watched)]
      return wasWatched ? [remove(key)] : []
    },
  }
}
