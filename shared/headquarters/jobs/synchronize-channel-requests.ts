// Job *Synchronize orders and channel requests*: pulled requests become prospects, and each asks for its lead in Sales.

import type { PendingRequest } from '../../channel/rows.ts'
import type { Log } from '../../domain/log-events.ts'
import { type Send, writeLeadMessage } from '../../domain/messages.ts'
import type { Prospect } from '../../domain/prospect.ts'
import { type Row, remove, type Table } from '../../platform/table.ts'
import { allOf } from '../keys.ts'
import type { TakeNumber } from '../number-sequences.ts'
import { newProspect } from '../prospect-rows.ts'
import { batchSize, forEachShard, type JobReport, jobTimeMs } from './job.ts'

export type SynchronizeDeps = {
  readonly headquarters: Table
  readonly send: Send
  readonly takeNumber: TakeNumber
  readonly now: () => Date
  readonly log: Log
}

const prospectOf = (pulled: PendingRequest, number: string, at: string): Prospect => ({
  prospectId: pulled.requestId,
  number,
  type: 'B2B prospect',
  status: 'Open',
  request: pulled.request,
  submittedAt: pulled.submittedAt,
  createdAt: at,
  changedAt: at,
  revision: 0,
  sales: { leadId: pulled.requestId, stage: 'Waiting for Sales' },
  flags: [],
})

const makeProspect = async (deps: SynchronizeDeps, shard: string, pulled: PendingRequest): Promise<void> => {
  const at = deps.now().toISOString()
  const prospect = prospectOf(pulled, await deps.takeNumber('prospect'), at)
  const entry = { at, actor: 'headquarters', code: 'prospect-created', number: prospect.number } as const
  // A conflict means that an earlier run made it; what follows is done again either way.
  const outcome = await deps.headquarters.write(shard, newProspect(prospect, [entry]))
  deps.log.info(outcome === 'conflict' ? 'prospect-exists' : 'prospect-created', { correlationId: pulled.requestId })
}

const takeAway = async (table: Table, shard: string, rows: readonly Row<PendingRequest>[]): Promise<void> => {
  if (
    (await table.write(
      shard,
      rows.map((row) => remove(row.key)),
    )) === 'written'
  )
    return
  for (const row of rows) await table.write(shard, [remove(row.key)])
}

/** Runs the job once. */
export const synchronizeChannelRequests = (deps: SynchronizeDeps) => (): Promise<JobReport> =>
  forEachShard(
    async (shard) => {
      const rows = await deps.headquarters.range<PendingRequest>(shard, ...allOf('incoming'), batchSize)
      if (rows.length > 0) {
        await Promise.all(rows.map((row) => makeProspect(deps, shard, row.value)))
        // The pulled row goes only after the broker has the message, so a crash in between repeats the message.
        await deps.send(rows.map((row) => writeLeadMessage(row.value.requestId)))
        await takeAway(deps.headquarters, shard, rows)
      }
      return { seen: rows.length, finished: rows.length }
    },
    { now: deps.now, deadline: deps.now().getTime() + jobTimeMs, log: deps.log, job: 'Synchronize' },
  )
