// Job P-0001: pulls the requests that wait in the channel into headquarters.

import { allPending, type PendingRequest, pendingKey, type RequestState, requestKey } from '../../channel/rows.ts'
import type { Log } from '../../domain/log-events.ts'
import { create, put, type Row, remove, type Table } from '../../platform/table.ts'
import { incomingKey } from '../keys.ts'
import { batchSize, forEachShard, type JobReport, jobTimeMs } from './job.ts'

export type PullDeps = {
  readonly channel: Table
  readonly headquarters: Table
  readonly now: () => Date
  readonly log: Log
}

const pulled = (pending: PendingRequest): RequestState => ({
  requestId: pending.requestId,
  status: 'InReview',
  submittedAt: pending.submittedAt,
  revision: 0,
})

/** Tells the applicant's status page and takes the requests off the channel's list. */
const settle = async (channel: Table, shard: string, rows: readonly Row<PendingRequest>[]): Promise<void> => {
  const outcome = await channel.write(
    shard,
    rows.flatMap(({ key, value }) => [remove(key), create(requestKey(value.requestId), pulled(value))]),
  )
  if (outcome === 'written') return
  // One of them was pulled before, or is being pulled by another run: each by itself, keeping a later status.
  for (const { value } of rows) {
    await channel.write(shard, [create(requestKey(value.requestId), pulled(value))])
    await channel.write(shard, [remove(pendingKey(value.requestId))])
  }
}

/** Runs the job once. */
export const pullChannelRequests = (deps: PullDeps) => (): Promise<JobReport> =>
  forEachShard(
    async (shard) => {
      const rows = await deps.channel.range<PendingRequest>(shard, ...allPending, batchSize)
      if (rows.length > 0) {
        // Headquarters first: a request leaves the channel's list only after it is stored here.
        await deps.headquarters.write(
          shard,
          rows.map(({ value }) => put(incomingKey(value.requestId), value)),
        )
        await settle(deps.channel, shard, rows)
        for (const { value } of rows) deps.log.info('request-pulled', { correlationId: value.requestId })
      }
      return { seen: rows.length, finished: rows.length }
    },
    { now: deps.now, deadline: deps.now().getTime() + jobTimeMs, log: deps.log, job: 'P-0001' },
  )
