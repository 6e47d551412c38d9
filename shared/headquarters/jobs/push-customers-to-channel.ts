// Job 1010 (Customers): the channel learns what became of a request and who may sign in; then the approval mail may go.

import { type RequestState, type RequestStatus, requestKey, type UserRow, userKey } from '../../channel/rows.ts'
import type { ProspectStatus } from '../../domain/prospect.ts'
import type { Log } from '../../platform/log.ts'
import type { Send } from '../../platform/message.ts'
import { decisionMailMessage } from '../../platform/messages.ts'
import { create, put, type Row, removeUnchanged, replace, type Table } from '../../platform/table.ts'
import type { ChannelPush } from '../channel-push.ts'
import { allOf } from '../keys.ts'
import { batchSize, forEachShard, type JobReport, jobTimeMs } from './job.ts'

export type PushDeps = {
  readonly channel: Table
  readonly headquarters: Table
  readonly send: Send
  readonly mailAfterPush: boolean
  readonly now: () => Date
  readonly log: Log
}

const statuses: Record<ProspectStatus, RequestStatus> = { Open: 'InReview', Approved: 'Approved', Rejected: 'Declined' }

const stateOf = (push: ChannelPush): RequestState => ({
  requestId: push.prospectId,
  status: statuses[push.status],
  submittedAt: push.submittedAt,
  ...(push.decidedAt ? { decidedAt: push.decidedAt } : {}),
  revision: push.revision,
})

/** Whether the channel knows this or something later now. */
const tellChannel = async (channel: Table, shard: string, push: ChannelPush): Promise<boolean> => {
  const key = requestKey(push.prospectId)
  const state = stateOf(push)
  const users = push.users.map((user) => put(userKey(user.customerId), { ...user, status: 'Active' } satisfies UserRow))
  // An approval is final, so nothing the channel knows can be later.
  if (push.status === 'Approved') return (await channel.write(shard, [put(key, state), ...users])) === 'written'
  const row = await channel.read<RequestState>(shard, key)
  if (row && row.value.revision >= push.revision) return true
  return (await channel.write(shard, [row ? replace(row, state) : create(key, state)])) === 'written'
}

const pushOne = async (deps: PushDeps, shard: string, row: Row<ChannelPush>): Promise<boolean> => {
  const push = row.value
  if (!(await tellChannel(deps.channel, shard, push))) return false
  if (push.status === 'Approved' && push.decision !== undefined && deps.mailAfterPush)
    await deps.send('mail', [decisionMailMessage(push.prospectId, { number: push.decision })])
  deps.log.info('channel-told', { correlationId: push.prospectId, status: push.status })
  // A push that was renewed meanwhile stays for the next run.
  await deps.headquarters.write(shard, [removeUnchanged(row)])
  return true
}

/** Runs the job once. */
export const pushCustomersToChannel = (deps: PushDeps) => (): Promise<JobReport> =>
  forEachShard(
    async (shard) => {
      const rows = await deps.headquarters.range<ChannelPush>(shard, ...allOf('push'), batchSize)
      const told = await Promise.all(rows.map((row) => pushOne(deps, shard, row)))
      return { seen: rows.length, finished: told.filter(Boolean).length }
    },
    { now: deps.now, deadline: deps.now().getTime() + jobTimeMs, log: deps.log, job: '1010' },
  )
