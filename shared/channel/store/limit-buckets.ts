// The buckets of the limits that all instances of the app share. Their keys are hashes, so no address is stored.

import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { number, objectOf } from '../../platform/shape.ts'
import { shardOf } from '../../platform/shards.ts'
import type { Stored } from '../../platform/stored.ts'
import type { Table, WriteOutcome } from '../../platform/table.ts'
import { limitKey } from './keys.ts'

/** Requests that may be taken in still, at a time in milliseconds. */
export type Bucket = { readonly tokens: number; readonly at: number }

export const bucketFormat = createRowFormat(objectOf<Bucket>({ tokens: number, at: number }))

export type LimitBuckets = {
  readonly read: (kind: string, hash: string) => Promise<Stored<Bucket> | undefined>
  /** @param before the bucket as it was read; absent for a new one */
  readonly write: (
    kind: string,
    hash: string,
    bucket: Bucket,
    before: Stored<Bucket> | undefined,
  ) => Promise<WriteOutcome>
}

export const createLimitBuckets = (table: Table): LimitBuckets => {
  const rows = createRows(table, bucketFormat)
  return {
    read: (kind, hash) => rows.read(shardOf(hash), limitKey(kind, hash)),
    write: (kind, hash, bucket, before) =>
      table.write(shardOf(hash), [before ? rows.replace(before, bucket) : rows.create(limitKey(kind, hash), bucket)]),
  }
}
